/**
 * Measures the shipped rules on labelled activity: the command {@code evaluate}. What each figure means is told in
 * {@code docs/detection-quality.md}.
 */
@NullMarked
package io.elevenfold.detection.evaluation;

import org.jspecify.annotations.NullMarked;
