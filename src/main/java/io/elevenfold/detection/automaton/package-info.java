/**
 * Regular expressions answered with yes or no, one step for each character: what RE2 says, many times faster, and
 * silence where that cannot be promised.
 */
@NullMarked
package io.elevenfold.detection.automaton;

import org.jspecify.annotations.NullMarked;
