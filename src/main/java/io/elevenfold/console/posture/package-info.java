<<<<<<< HEAD
/** Endpoints with what their checks say, and the checks themselves. */
=======
/** Pages about endpoints and what their checks say. */
>>>>>>> main
@NullMarked
package io.elevenfold.console.posture;

import org.jspecify.annotations.NullMarked;
