/** Layers, controls and outside frameworks, as of any moment. */
@NullMarked
package io.elevenfold.console.compliance;

import org.jspecify.annotations.NullMarked;
