package io.elevenfold.detection.sigma;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import org.jspecify.annotations.Nullable;

/** The time modifiers. A written time is taken as it is written, whatever its zone (Sigma 2.1: no conversion). */
enum TimePart {
    MINUTE(ChronoField.MINUTE_OF_HOUR),
    HOUR(ChronoField.HOUR_OF_DAY),
    DAY(ChronoField.DAY_OF_MONTH),
    WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
    MONTH(ChronoField.MONTH_OF_YEAR),
    YEAR(ChronoField.YEAR);

    private static final int MIN_LENGTH = "2026-01-01".length();
    private static final int MAX_LENGTH = 40;
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
            "yyyy-MM-dd[[ ]['T']HH:mm[:ss][.SSSSSSSSS][.SSSSSSSS][.SSSSSSS][.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]"
                    + "[XXX][XX][X]]");

    private final TemporalField field;

    TimePart(TemporalField field) {
        this.field = field;
    }

    /** This part of a time; null when the value is no time or does not tell. */
    @Nullable
    Integer of(Object value) {
        TemporalAccessor time = null;
        if (value instanceof Instant instant) {
            time = instant.atOffset(ZoneOffset.UTC);
        } else if (value instanceof String text && isPlausible(text)) {
            try {
                time = WRITTEN.parse(text);
            } catch (DateTimeException notATime) {
                return null;
            }
        }
        return time != null && time.isSupported(field) ? time.get(field) : null;
    }

    private static boolean isPlausible(String text) {
        return text.length() >= MIN_LENGTH
                && text.length() <= MAX_LENGTH
                && text.charAt(4) == '-'
                && Character.isDigit(text.charAt(0));
    }
}
