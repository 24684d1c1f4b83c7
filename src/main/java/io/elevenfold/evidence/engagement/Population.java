package io.elevenfold.evidence.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A population and, once somebody counted it, how many rows it had.
 *
 * @param title what it holds, in words
 * @param rows null when it was not counted yet
 * @param sha256 of the rows as JSON Lines; for events of the text that tells positions and tree heads
 */
public record Population(
        String name,
        String title,
        @Nullable Long rows,
        @Nullable String sha256,
        @Nullable Instant asOf,
        @Nullable String countedBy) {}
