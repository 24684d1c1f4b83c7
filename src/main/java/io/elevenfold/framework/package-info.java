/**
 * Layers, controls, requirements and the mappings between them, loaded from frameworks/ and validated at start.
 *
 * <p>{@link io.elevenfold.framework.FrameworkCatalog} is the way in. It never changes while the service runs, and it
 * holds no status: what passes and what fails is the matter of the packages above.
 */
@NullMarked
package io.elevenfold.framework;

import org.jspecify.annotations.NullMarked;
