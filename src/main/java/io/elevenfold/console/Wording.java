package io.elevenfold.console;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How values are written on pages: moments in UTC, numbers in groups of three, words of the model as words. */
@TemplateExtension
public final class Wording {

    private static final int THOUSAND = 1000;
    private static final String UNITS = "kMGT";

    private static final DateTimeFormatter BRIEF = pattern("d MMM HH:mm");
    private static final DateTimeFormatter FULL = pattern("d MMM yyyy HH:mm:ss");
    private static final DateTimeFormatter CLOCK = pattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = pattern("d MMM yyyy");
    private static final DateTimeFormatter DAY_AND_MONTH = pattern("d MMM");
    private static final int SHORT = 8;

    private Wording() {}

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** {@code 22 Aug 09:40}. */
    public static String brief(Instant at) {
        return BRIEF.format(at);
    }

    /** {@code 22 Aug 2026 09:40:07}. */
    public static String full(Instant at) {
        return FULL.format(at);
    }

    /** {@code 09:40:07}. */
    public static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** {@code 22 Aug 2026}. */
    public static String day(Instant at) {
        return DAY.format(at);
    }

    /** {@code 22 Aug}. */
    public static String dayAndMonth(Instant at) {
        return DAY_AND_MONTH.format(at);
    }

    /** ISO 8601, whole seconds, for {@code <time datetime>}. */
    public static String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code in_progress} becomes {@code in progress}. */
    public static String words(String word) {
        return word.replace('_', ' ').replace('-', ' ');
    }

    /** {@code in_progress} becomes {@code In progress}. */
    public static String title(String word) {
        String words = words(word);
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** {@code 33342750} bytes as {@code 33.3 MB}. */
    public static String asSize(long bytes) {
        if (bytes < THOUSAND) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = -1;
        while (size >= THOUSAND && unit < UNITS.length() - 1) {
            size /= THOUSAND;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %cB", size, UNITS.charAt(unit));
    }

    /** {@code 12,345}. */
    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The first letters of an id, where the whole stands in a link or a title. */
    public static String shortened(Object id) {
        String text = id.toString();
        return text.length() <= SHORT ? text : text.substring(0, SHORT);
    }

    /** At most so many characters, with an ellipsis where some are left out. */
    public static String most(String text, int characters) {
        if (text.codePointCount(0, text.length()) <= characters) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, characters)) + "…";
    }

    /** As one segment of a path, or one value of a query. */
    public static String encoded(String text) {
        return Links.encode(text);
    }

    /** A day as the query of a link that keeps it; empty for now. */
    public static String asQuery(String day) {
        return day.isEmpty() ? "" : "?as_of=" + Links.encode(day);
    }

    /** The same behind other parameters. */
    public static String asMore(String day) {
        return day.isEmpty() ? "" : "&as_of=" + Links.encode(day);
    }

    /** {@code 3 d 4 h}, {@code 12 min}, {@code 8 s}, {@code 120 ms}: two units at most. */
    public static String spoken(Duration duration) {
        if (duration.compareTo(Duration.ofDays(1)) >= 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.compareTo(Duration.ofHours(1)) >= 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) >= 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.compareTo(Duration.ofSeconds(1)) >= 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }
}
