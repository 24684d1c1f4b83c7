package io.elevenfold.detection.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.activity.Traits;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a labelled file: the activity, and what is known of it.
 *
 * @param malicious the label of the whole, that is of the session when the event belongs to one
 * @param eventMalicious the label of this event; null when only the whole is labelled
 * @param strong whether the label is certain
 */
record LabelledEvent(
        Activity activity,
        boolean malicious,
        @Nullable Boolean eventMalicious,
        boolean strong,
        String source,
        @Nullable String session) {

    private static final String MALICIOUS = "malicious";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** Empty when the line is no labelled event. */
    static Optional<LabelledEvent> read(String line) {
        try {
            Map<String, Object> values = JSON.readValue(line, OBJECT);
            if (!(values.get("_label") instanceof String label)) {
                return Optional.empty();
            }
            Object own = values.get("_event_label");
            return Optional.of(new LabelledEvent(
                    activity(values),
                    label.equals(MALICIOUS),
                    own == null ? null : own.equals(MALICIOUS),
                    !"weak".equals(values.get("_label_strength")),
                    String.valueOf(values.getOrDefault("_source", "")),
                    values.get("session.id") instanceof String session ? session : null));
        } catch (JsonProcessingException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Activity activity(Map<String, Object> values) {
        Activity.Builder activity = Activity.builder();
        values.forEach((name, value) -> {
            if (!name.startsWith("_")) {
                activity.set(name, typed(name, value));
            }
        });
        return activity.set(Field.ACTIVITY_TRAITS, Traits.of(activity.build())).build();
    }

    private static @Nullable Object typed(String name, @Nullable Object value) {
        Field.Type type = Field.named(name).map(Field::type).orElse(Field.Type.ANY);
        if (type == Field.Type.TIME && value instanceof String text) {
            return Instant.parse(text);
        }
        if (type == Field.Type.DOUBLE && value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }
}
