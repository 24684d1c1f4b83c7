package io.elevenfold.detection;

import io.elevenfold.activity.Taint;
import io.elevenfold.detection.correlation.Timespan;
import io.elevenfold.platform.content.ContentException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's hit means for its session, as the rule says under {@code taint}.
 *
 * @param adds the taint that it sets
 * @param lasts how long rules reckon with it after the event
 * @param generate whether the rule also raises findings of its own
 */
public record TaintSource(Taint adds, Duration lasts, boolean generate) {

    static final String KEY = "taint";
    private static final Set<String> KEYS = Set.of("adds", "lasts", "generate");
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * @param value as the document has it; null when it says nothing
     * @throws ContentException when it says something impossible
     */
    static @Nullable TaintSource read(@Nullable Object value, String location) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map) || !KEYS.containsAll(map.keySet())) {
            throw new ContentException(location, "'taint' takes adds, lasts and generate");
        }
        Duration lasts = Timespan.read(String.valueOf(map.get("lasts")), location);
        if (lasts.compareTo(LONGEST) > 0) {
            throw new ContentException(location, "a taint lasts a day at most");
        }
        return new TaintSource(taint(map.get("adds"), location), lasts, Boolean.TRUE.equals(map.get("generate")));
    }

    private static Taint taint(@Nullable Object word, String location) {
        return Arrays.stream(Taint.values())
                .filter(taint -> taint.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ContentException(
                        location,
                        "'adds' is one of untrusted_in, sensitive_read, egress, found '%.40s'".formatted(word)));
    }
}
