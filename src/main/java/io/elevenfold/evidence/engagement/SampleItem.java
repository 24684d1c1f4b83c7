package io.elevenfold.evidence.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row that was drawn.
 *
 * @param row its place in the population, from 0
 * @param ordinal its place among those that were drawn, from 0
 * @param log where its record stands in the ledger; null for a row that has none
 * @param position in that log
 * @param content the row as JSON, as it was then; for an event its leaf
 * @param sha256 of the content
 * @param conclusion {@code conforms}, {@code deviates} or {@code not_applicable}; null before somebody concluded
 */
public record SampleItem(
        long row,
        int ordinal,
        @Nullable Integer log,
        @Nullable Long position,
        String content,
        String sha256,
        @Nullable String conclusion,
        @Nullable String note,
        @Nullable String concludedBy,
        @Nullable Instant concludedAt) {}
