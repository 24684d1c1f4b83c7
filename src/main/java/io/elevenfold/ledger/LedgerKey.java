package io.elevenfold.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of the ledger's history.
 *
 * @param number 1 for the first
 * @param until when the next one took its place; null for the one that signs
 * @param statement that this key follows the one before, signed by both ({@link KeyStatement}); null for the first
 * @param by who rotated to it
 * @param reason why; null for the first
 */
public record LedgerKey(
        int number,
        VerifierKey key,
        Instant since,
        @Nullable Instant until,
        @Nullable String statement,
        String by,
        @Nullable String reason) {}
