package io.elevenfold.detection.taint;

import io.elevenfold.activity.Taint;
import io.elevenfold.detection.taint.SessionState.Mark;
import io.elevenfold.detection.taint.SessionState.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule that holds because of what its session has been through.
 *
 * @param at when the event was that it holds for
 * @param reference where that event stands
 * @param matched what of the event made it hold
 * @param because the latest mark of each taint before it
 * @param secret the first of the secrets that came in before and stand in the event; null when there is none
 */
public record Held(
        String rule,
        Instant at,
        String reference,
        Map<String, Object> matched,
        List<Mark> because,
        @Nullable Secret secret) {

    public Held {
        matched = Map.copyOf(matched);
        because = List.copyOf(because);
    }

    /** For the finding: what matched, and what came before it. */
    public Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>(matched);
        detail.put("session.event", reference + " at " + at);
        if (!because.isEmpty()) {
            detail.put("session.taint", because.stream().map(Held::text).collect(Collectors.joining("\n")));
        }
        if (secret != null) {
            detail.put(
                    "session.secret",
                    "the secret that was read at %s (%s) is in the call at %s (%s)"
                            .formatted(secret.at(), secret.reference(), at, reference));
        }
        return detail;
    }

    private static String text(Mark mark) {
        return "%s at %s (%s)".formatted(word(mark.taint()), mark.at(), mark.reference());
    }

    private static String word(Taint taint) {
        return taint.word().replace('_', ' ');
    }
}
