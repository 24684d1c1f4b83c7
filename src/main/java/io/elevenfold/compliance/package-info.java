/** Status of controls and requirements, scores with their coverage, as of any moment. */
@NullMarked
package io.elevenfold.compliance;

import org.jspecify.annotations.NullMarked;
