/** The queue of findings, one finding with its evidence, and the acts of triage. */
@NullMarked
package io.elevenfold.console.finding;

import org.jspecify.annotations.NullMarked;
