/** Pages about where we stand: layers, controls, frameworks. */
@NullMarked
package io.elevenfold.console.compliance;

import org.jspecify.annotations.NullMarked;
