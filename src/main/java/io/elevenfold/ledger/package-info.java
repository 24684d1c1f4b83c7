/** What was said, provably: an append-only Merkle log (RFC 6962) of every record that matters. */
@NullMarked
package io.elevenfold.ledger;

import org.jspecify.annotations.NullMarked;
