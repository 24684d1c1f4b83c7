/** Pages of what leaves the house as proof: evidence packages, and the ledger. */
@NullMarked
package io.elevenfold.console.evidence;

import org.jspecify.annotations.NullMarked;
