/** Endpoints with what their checks say, and the checks themselves. */
@NullMarked
package io.elevenfold.console.posture;

import org.jspecify.annotations.NullMarked;
