package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.activity.Traits;
import io.elevenfold.platform.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as JSON has them, a stored one or one that somebody makes up, as rules see them. */
public final class ActivityJson {

    private static final int MOST_FIELDS = 500;

    private ActivityJson() {}

    /**
     * @param event flat, with dotted names
     * @throws ProblemException when it has too many fields, or a time that is none
     */
    public static Activity read(Map<String, ? extends @Nullable Object> event) {
        if (event.size() > MOST_FIELDS) {
            throw ProblemException.invalid("event: at most %d fields are expected".formatted(MOST_FIELDS));
        }
        Activity.Builder builder = Activity.builder();
        event.forEach((name, value) -> {
            Field field = Field.named(name).orElse(null);
            Object typed = value instanceof Integer whole ? Long.valueOf(whole) : value;
            builder.set(name, field != null && field.type() == Field.Type.TIME ? time(name, value) : typed);
        });
        return builder.setIfAbsent(Field.ACTIVITY_TRAITS, Traits.of(builder.build()))
                .build();
    }

    private static @Nullable Instant time(String name, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return Instant.parse(value.toString());
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(name + ": a time like 2026-11-23T10:15:30Z is expected");
        }
    }
}
