package io.elevenfold.detection;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** When an event of any shape happened: ISO 8601 with or without a zone, or seconds or milliseconds since 1970. */
final class EventTime {

    private static final int LONGEST = 40;
    /** Beyond this, about the year 5138, a number counts milliseconds. */
    private static final double MOST_SECONDS = 1e11;

    private EventTime() {}

    /** Milliseconds since 1970; null when the value is no time. */
    static @Nullable Long of(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (value instanceof Number number) {
            double counted = number.doubleValue();
            return Math.abs(counted) < MOST_SECONDS ? Math.round(counted * 1000) : Math.round(counted);
        }
        return value instanceof String text && text.length() <= LONGEST ? written(text.replace(' ', 'T')) : null;
    }

    /** A time without a zone is taken as UTC. */
    private static @Nullable Long written(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException withoutZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
            } catch (DateTimeException noTime) {
                return null;
            }
        }
    }
}
