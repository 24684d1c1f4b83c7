/** Tries rules on what was recorded: in the background, one at a time, bounded, and giving way to everything else. */
@NullMarked
package io.elevenfold.detection.replay;

import org.jspecify.annotations.NullMarked;
