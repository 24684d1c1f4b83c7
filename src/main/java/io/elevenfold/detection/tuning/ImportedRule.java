package io.elevenfold.detection.tuning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a rule that others wrote.
 *
 * @param rule the id
 * @param yaml as its author wrote it
 * @param file where it stood in what was handed in
 */
public record ImportedRule(
        String rule,
        int version,
        String yaml,
        String title,
        @Nullable String author,
        @Nullable String license,
        String sha256,
        String file,
        String takenBy,
        Instant takenAt) {}
