package io.elevenfold.detection.tuning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Sigma filter that is over by itself.
 *
 * @param yaml the filter's document
 * @param rules ids; empty for every rule over single events
 * @param endedAt when somebody ended it before its time
 */
public record Suppression(
        UUID id,
        String title,
        String yaml,
        List<String> rules,
        String reason,
        String createdBy,
        Instant createdAt,
        Instant until,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    public Suppression {
        rules = List.copyOf(rules);
    }

    /** Whether it is over, by itself or by somebody. */
    public boolean isOverAt(Instant now) {
        return endedAt != null || !now.isBefore(until);
    }
}
