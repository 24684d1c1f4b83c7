package io.elevenfold.detection.replay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is tried on what was recorded.
 *
 * @param rule its id; null for a draft
 * @param yaml what is tried, without what was made of the rule here
 * @param state {@code waiting}, {@code running}, {@code done}, {@code stopped}, {@code failed}
 * @param expected about how many events there are to read
 * @param events how many were read so far
 * @param result null until it is done
 * @param reason why it failed; null when it did not
 */
public record ReplayView(
        UUID id,
        @Nullable String rule,
        String title,
        String yaml,
        int days,
        String state,
        String askedBy,
        Instant askedAt,
        Instant until,
        @Nullable Instant finishedAt,
        long expected,
        long events,
        long hits,
        @Nullable ReplayResult result,
        @Nullable String reason) {

    /** Whether it is still to end. */
    public boolean isOpen() {
        return state.equals("waiting") || state.equals("running");
    }

    /** 0 to 100; the expectation is of whole hours, so what is read may be more. */
    public int percent() {
        if (state.equals("done")) {
            return 100;
        }
        return expected == 0 ? 0 : (int) Math.min(99, events * 100 / expected);
    }
}
