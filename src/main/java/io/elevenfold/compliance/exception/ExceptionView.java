package io.elevenfold.compliance.exception;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A risk that somebody asked to accept.
 *
 * @param kind of the findings that it covers
 * @param source the check or rule
 * @param endpointId null for all endpoints
 * @param subject of the one finding that it covers; null for all
 * @param findingId from which it was asked for; null when that is gone
 * @param state {@code requested}, {@code approved} (in force), {@code rejected}, {@code expired} or {@code withdrawn}
 * @param decidedBy null before somebody decided
 * @param note what they said; null for nothing
 * @param endedAt null while it is in force, and where it never was
 */
public record ExceptionView(
        UUID id,
        String kind,
        String source,
        String title,
        @Nullable UUID endpointId,
        @Nullable String hostname,
        @Nullable String subject,
        @Nullable UUID findingId,
        String reason,
        String state,
        String requestedBy,
        Instant requestedAt,
        Instant expiresAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String note,
        @Nullable Instant endedAt) {

    /** How much it covers, in the words of {@link Breadth}. */
    public String breadth() {
        return subject != null ? "finding" : endpointId != null ? "endpoint" : "source";
    }

    public boolean isRequested() {
        return state.equals("requested");
    }

    public boolean isInForce() {
        return state.equals("approved");
    }
}
