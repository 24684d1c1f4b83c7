/**
 * Sigma 2.1 correlations: what single events cannot show. The engine is pure; where a window is kept between events is
 * its caller's matter ({@link io.elevenfold.detection.correlation.WindowStore}).
 */
@NullMarked
package io.elevenfold.detection.correlation;

import org.jspecify.annotations.NullMarked;
