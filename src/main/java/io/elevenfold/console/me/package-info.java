/** What everybody has to themselves: things to do, signatures, what is collected about them. */
@NullMarked
package io.elevenfold.console.me;

import org.jspecify.annotations.NullMarked;
