/** Destinations: how far each is, what it refused, and the form that makes or changes one. */
@NullMarked
package io.elevenfold.console.forwarding;

import org.jspecify.annotations.NullMarked;
