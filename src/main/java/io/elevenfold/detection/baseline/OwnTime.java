package io.elevenfold.detection.baseline;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The clock by which somebody works, as far as it is known.
 *
 * @param toldBy how we know
 */
public record OwnTime(ZoneId zone, ToldBy toldBy) {

    /** From whom a zone is known, the best first. */
    public enum ToldBy {
        /** The person's entry in the directory, {@code zoneinfo} of OpenID Connect Core §5.1. */
        DIRECTORY("by the directory"),
        /** The offset in which the endpoint's latest posture report tells its time. */
        ENDPOINT("by the endpoint's clock"),
        /** What is configured for everybody. */
        ORGANISATION("the organisation's");

        private final String words;

        ToldBy(String words) {
            this.words = words;
        }
    }

    /**
     * The best that is known.
     *
     * @param directory a name such as {@code Europe/Berlin}; null or nonsense when it says nothing
     * @param collectedAt when the endpoint's latest report was made, as it was written; {@code Z} says nothing about where
     */
    public static OwnTime of(@Nullable String directory, @Nullable String collectedAt, ZoneId organisation) {
        if (directory != null) {
            try {
                return new OwnTime(ZoneId.of(directory), ToldBy.DIRECTORY);
            } catch (DateTimeException unknown) {
                // Then the others say.
            }
        }
        if (collectedAt != null) {
            try {
                ZoneOffset offset = OffsetDateTime.parse(collectedAt).getOffset();
                if (!offset.equals(ZoneOffset.UTC)) {
                    return new OwnTime(offset, ToldBy.ENDPOINT);
                }
            } catch (DateTimeParseException unreadable) {
                // Reports are checked at the door; one that is not tells no time.
            }
        }
        return new OwnTime(organisation, ToldBy.ORGANISATION);
    }

    /** Where nobody and nothing is known. */
    static OwnTime utc() {
        return new OwnTime(ZoneOffset.UTC, ToldBy.ORGANISATION);
    }

    LocalDate date(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    int hour(Instant at) {
        return at.atZone(zone).getHour();
    }

    Instant startOfDay(Instant at) {
        return date(at).atStartOfDay(zone).toInstant();
    }

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "s";
    }

    /** For example {@code Tue 24 Nov, 10:00}. */
    String clock(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return "%s %d %s, %02d:%02d"
                .formatted(
                        local.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                        local.getDayOfMonth(),
                        local.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                        local.getHour(),
                        local.getMinute());
    }

    /** Which clock this is, and how we know. */
    @Override
    public String toString() {
        return "%s, %s".formatted(zone, toldBy.words);
    }
}
