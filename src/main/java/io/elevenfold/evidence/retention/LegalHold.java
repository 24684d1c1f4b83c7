package io.elevenfold.evidence.retention;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order that nothing in its scope may be deleted or erased.
 *
 * @param personId whom it is about; null for everybody
 * @param from events recorded from this moment on are held
 * @param to events recorded before this moment are held; null for all that are still to come
 * @param releasedBy null while it holds
 */
public record LegalHold(
        UUID id,
        String name,
        String reason,
        @Nullable UUID personId,
        Instant from,
        @Nullable Instant to,
        String setBy,
        Instant setAt,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt) {}
