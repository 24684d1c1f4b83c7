/** What leaves the house as proof: the ledger's outside, and the check that the records still are what was recorded. */
@NullMarked
package io.elevenfold.evidence;

import org.jspecify.annotations.NullMarked;
