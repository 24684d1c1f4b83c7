package io.elevenfold.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table {@code activity}.
 *
 * @param position the leaf's index in the ledger of the lane
 * @param at when it happened
 * @param enriches position (same lane) of the record of the same call and phase that came first; null when this one did
 * @param leaf what the ledger's leaf hash was made from (docs/ledger.md)
 * @param event the protected event, canonical JSON
 */
public record ActivityRow(
        Instant ingested,
        int lane,
        long position,
        Instant at,
        UUID eventId,
        @Nullable UUID sessionKey,
        @Nullable UUID endpointId,
        @Nullable UUID personId,
        String action,
        @Nullable String phase,
        @Nullable String outcome,
        String product,
        @Nullable String decision,
        @Nullable String callId,
        @Nullable Long enriches,
        String captureMode,
        byte[] leaf,
        byte[] event) {}
