package io.elevenfold.policy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a policy, without its text.
 *
 * @param kind {@code markdown} or {@code pdf}
 * @param sha256 of the Markdown in UTF-8, or of the file; lower-case hex
 * @param material whether those who signed an earlier version are asked again
 * @param state {@code draft}, {@code scheduled}, {@code in_force} or {@code replaced}
 * @param effectiveAt from when it is in force; null for a draft
 */
public record VersionView(
        UUID id,
        UUID policyId,
        int number,
        String kind,
        String language,
        String sha256,
        String changeNote,
        boolean material,
        String state,
        String author,
        @Nullable UUID authorId,
        Instant createdAt,
        @Nullable String approvedBy,
        @Nullable Instant approvedAt,
        @Nullable Instant effectiveAt) {

    public boolean isInForce() {
        return state.equals("in_force");
    }

    public boolean isDraft() {
        return state.equals("draft");
    }
}
