/** Pages about endpoints and what their checks say. */
@NullMarked
package io.elevenfold.console.posture;

import org.jspecify.annotations.NullMarked;
