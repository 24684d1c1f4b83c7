package io.elevenfold.evidence.retention;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order that nothing in its scope may be deleted or erased.
 *
 * @param personId whom it is about; null for everybody
 * @param from events recorded from this moment on are held
 * @param to events recorded before this moment are held; null for all that are still to come
 * @param approvedBy somebody other than who asked for it; null while that is missing. It holds meanwhile
 * @param releaseAskedBy who asks to lift it; null while nobody does
 * @param releasedBy somebody other than who asked to lift it, or who refused the hold; null while it holds
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
        @Nullable String approvedBy,
        @Nullable Instant approvedAt,
        @Nullable String releaseAskedBy,
        @Nullable Instant releaseAskedAt,
        @Nullable String releaseReason,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt) {

    /** {@code requested}, {@code in_force}, {@code release_requested}, {@code released} or {@code refused}. */
    @JsonProperty
    public String state() {
        if (releasedAt != null) {
            return approvedAt == null ? "refused" : "released";
        }
        if (approvedAt == null) {
            return "requested";
        }
        return releaseAskedAt == null ? "in_force" : "release_requested";
    }

    /** Whether somebody has to approve or refuse. */
    @JsonIgnore
    public boolean isWaiting() {
        return state().equals("requested") || state().equals("release_requested");
    }
}
