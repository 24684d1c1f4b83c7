/** Rules over activity: Sigma single-event rules and contradictions between declared and observed. */
@NullMarked
package io.elevenfold.detection;

import org.jspecify.annotations.NullMarked;
