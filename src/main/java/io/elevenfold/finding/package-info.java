/** The unit of triage: one problem on one subject, with occurrences that point at evidence. */
@NullMarked
package io.elevenfold.finding;

import org.jspecify.annotations.NullMarked;
