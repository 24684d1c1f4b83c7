/**
 * Status of controls and requirements, scores with their coverage, as of any moment. Owns no table: reads what posture,
 * detection and finding recorded, and judges it. {@link io.elevenfold.compliance.Compliance} is the way in.
 */
@NullMarked
package io.elevenfold.compliance;

import org.jspecify.annotations.NullMarked;
