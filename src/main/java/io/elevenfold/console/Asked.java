package io.elevenfold.console;

import io.elevenfold.compliance.ControlStatus;
import io.elevenfold.framework.Layer;
import io.elevenfold.platform.AsOf;
import io.elevenfold.platform.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an address asks a page for. Empty fields of a form ask for nothing. */
public final class Asked {

    private static final int LONGEST_DAY = 10;

    private Asked() {}

    public static @Nullable Instant moment(@Nullable String text) {
        Instant moment = AsOf.parse(text);
        if (moment != null && moment.isBefore(Instant.EPOCH)) {
            throw ProblemException.invalid("as_of: a moment after 1970-01-01T00:00:00Z is expected");
        }
        return moment;
    }

    /** What a date field shows for a moment that was asked for: empty for now. */
    public static String day(@Nullable String text) {
        String given = orEmpty(text).strip();
        return given.length() <= LONGEST_DAY ? given : given.substring(0, LONGEST_DAY);
    }

    public static @Nullable Integer layer(@Nullable String text) {
        if (orEmpty(text).isBlank()) {
            return null;
        }
        for (int number = 1; number <= Layer.COUNT; number++) {
            if (String.valueOf(number).equals(text)) {
                return number;
            }
        }
        throw ProblemException.invalid("layer: a number from 1 to %d is expected".formatted(Layer.COUNT));
    }

    public static @Nullable ControlStatus status(@Nullable String text) {
        if (orEmpty(text).isBlank()) {
            return null;
        }
        for (ControlStatus status : ControlStatus.values()) {
            if (status.word().equals(text)) {
                return status;
            }
        }
        throw ProblemException.invalid("status: the word of a control's status is expected");
    }

    public static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Text that says something; null when it does not. */
    public static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    public static @Nullable UUID id(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(name + ": an id is expected");
        }
    }
}
