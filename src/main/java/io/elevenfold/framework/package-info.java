/** Layers, controls, requirements and the mappings between them, loaded from frameworks/ and validated at start. */
@NullMarked
package io.elevenfold.framework;

import org.jspecify.annotations.NullMarked;
