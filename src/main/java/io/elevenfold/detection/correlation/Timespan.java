package io.elevenfold.detection.correlation;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time span as Sigma writes it: a number and one of s, m, h, d, w. One second to 30 days. */
public final class Timespan {

    private static final Pattern TIMESPAN = Pattern.compile("(\\d{1,6})([smhdw])");
    private static final Duration LONGEST = Duration.ofDays(30);

    private Timespan() {}

    /** @throws ContentException for anything else */
    public static Duration read(ContentNode node) {
        return read(node.text(), node.location());
    }

    /**
     * A span of other bounds.
     *
     * @throws ContentException for anything else
     */
    public static Duration read(ContentNode node, Duration shortest, Duration longest) {
        Duration span = parse(node.text(), node.location());
        if (span.compareTo(shortest) < 0 || span.compareTo(longest) > 0) {
            throw node.wrong("a time span of %d to %d days is expected".formatted(shortest.toDays(), longest.toDays()));
        }
        return span;
    }

    /**
     * @param location {@code file:line} of the text
     * @throws ContentException for anything else
     */
    public static Duration read(String text, String location) {
        Duration span = parse(text, location);
        if (span.isZero() || span.compareTo(LONGEST) > 0) {
            throw new ContentException(location, "a time span is between one second and 30 days");
        }
        return span;
    }

    private static Duration parse(String text, String location) {
        Matcher matcher = TIMESPAN.matcher(text);
        if (!matcher.matches()) {
            throw new ContentException(
                    location, "expected a time span like 30s, 10m, 1h, 1d or 1w, found '%.20s'".formatted(text));
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2).charAt(0)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            case 'd' -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }
}
