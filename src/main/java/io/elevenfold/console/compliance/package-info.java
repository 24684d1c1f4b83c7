<<<<<<< HEAD
/** Layers, controls and outside frameworks, as of any moment. */
=======
/** Pages about where we stand: layers, controls, frameworks. */
>>>>>>> main
@NullMarked
package io.elevenfold.console.compliance;

import org.jspecify.annotations.NullMarked;
