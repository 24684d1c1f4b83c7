package io.elevenfold.detection.baseline;

import io.elevenfold.activity.Field;
import io.elevenfold.activity.SessionKey;
import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.BaselineRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Something that an event shows and that may be new. Told from the full event; what of it may be shown is decided by
 * what is stored.
 *
 * @param term its hash
 * @param text never to be stored
 */
public record Observation(BaselineRule baseline, UUID term, String text) {

    /** The same few terms are seen all day; hashing them would cost more than all of the rest. */
    private static final int REMEMBERED = 10_000;

    private static final Map<String, UUID> HASHES = new ConcurrentHashMap<>();

    private static UUID hash(BaselineRule baseline, String text) {
        String key = baseline.rule().id() + "\n" + text;
        UUID known = HASHES.get(key);
        if (known == null) {
            if (HASHES.size() >= REMEMBERED) {
                HASHES.clear();
            }
            known = SessionKey.hash(key);
            HASHES.put(key, known);
        }
        return known;
    }

    /** Everything that these baselines see in an event. */
    public static List<Observation> of(ActivityReading event, List<BaselineRule> baselines) {
        String action = event.activity().text(Field.EVENT_ACTION);
        List<Observation> observations = null;
        for (BaselineRule baseline : baselines) {
            if (baseline.concerns(action)) {
                for (String text : baseline.termsOf(event)) {
                    observations = observations == null ? new ArrayList<>() : observations;
                    observations.add(new Observation(baseline, hash(baseline, text), text));
                }
            }
        }
        return observations == null ? List.of() : List.copyOf(observations);
    }
}
