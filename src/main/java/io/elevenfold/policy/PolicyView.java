package io.elevenfold.policy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy as others see it.
 *
 * @param controls ids of the controls that a signature speaks for
 * @param quiz the quiz to pass before signing; null for none
 * @param inForce the number of the version in force; null when none is
 * @param draft the number of the version that waits for approval; null when none does
 * @param reviewDueAt null before the first approval
 * @param archivedAt null while it is in use
 */
public record PolicyView(
        UUID id,
        String title,
        String summary,
        List<String> controls,
        @Nullable String quiz,
        int reviewMonths,
        @Nullable Integer inForce,
        @Nullable Integer draft,
        @Nullable Instant reviewDueAt,
        String createdBy,
        Instant createdAt,
        @Nullable Instant archivedAt) {}
