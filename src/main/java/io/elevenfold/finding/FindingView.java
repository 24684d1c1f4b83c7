package io.elevenfold.finding;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finding as others see it. Requirements are added by whoever knows the frameworks.
 *
 * @param disposition what it turned out to be; null as long as nobody said so
 */
public record FindingView(
        UUID id,
        String kind,
        String title,
        String severity,
        String state,
        @Nullable String disposition,
        int layer,
        String source,
        List<String> controls,
        Subject subject,
        Instant firstSeen,
        Instant lastSeen,
        long occurrences,
        Instant changedAt,
        boolean sample) {

    /** What the finding is about; null is what it is not about. */
    public record Subject(
            String key,
            @Nullable UUID endpointId,
            @Nullable String hostname,
            @Nullable UUID personId,
            @Nullable String person,
            @Nullable UUID sessionKey,
            @Nullable String sessionId,
            @Nullable String agent) {}

    /** The id of the check that raised it; null for any other kind. */
    public @Nullable String check() {
        return kind.equals("check") ? source : null;
    }

    /** The id of the rule that raised it; null for a check. */
    public @Nullable String rule() {
        return kind.equals("check") ? null : source;
    }

    public boolean isOpen() {
        return FindingState.of(state).isOpen();
    }
}
