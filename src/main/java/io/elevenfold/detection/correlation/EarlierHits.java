package io.elevenfold.detection.correlation;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is left of the older hits of a window that has too many to keep one by one: how many there were and what their
 * numbers add up to, by parts of the window's span. So a count, a sum and an average are of all events, and the far end
 * of a full window is known to a five-hundredth of its span.
 */
public final class EarlierHits {

    private static final int PARTS_OF_SPAN = 500;
    /** Enough for the span and the time for which late events count, of every span from about three minutes on. */
    private static final int MOST_PARTS = 2_000;

    private static final Part NONE = new Part(Long.MIN_VALUE, 0, 0, 0);

    private final NavigableMap<Long, Part> parts = new TreeMap<>();

    /**
     * What happened in a part of the time.
     *
     * @param from its beginning, milliseconds since 1970
     * @param numbers how many of the events had a number
     * @param sum of these
     */
    public record Part(long from, long events, long numbers, double sum) {

        private Part plus(Part other) {
            return new Part(from, events + other.events, numbers + other.numbers, sum + other.sum);
        }
    }

    public EarlierHits(List<Part> parts) {
        parts.forEach(part -> this.parts.put(part.from(), part));
    }

    /** @param number of the hit; not a number when it has none */
    void add(long time, double number, long span) {
        long width = width(span);
        long from = Math.floorDiv(time, width) * width;
        boolean isNumber = !Double.isNaN(number);
        parts.merge(from, new Part(from, 1, isNumber ? 1 : 0, isNumber ? number : 0), Part::plus);
        if (parts.size() > MOST_PARTS) {
            parts.pollFirstEntry();
        }
    }

    void forgetBefore(long oldest, long span) {
        parts.headMap(oldest - width(span), true).clear();
    }

    /** All parts that lie wholly after a moment, as one. */
    Part after(long moment) {
        return parts.tailMap(moment, false).values().stream().reduce(NONE, Part::plus);
    }

    /** In the order of time. */
    public Collection<Part> parts() {
        return List.copyOf(parts.values());
    }

    private static long width(long span) {
        return Math.max(1, span / PARTS_OF_SPAN);
    }
}
