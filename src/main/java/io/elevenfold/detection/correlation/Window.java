package io.elevenfold.detection.correlation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hits of one correlation and group, by the time of their events. Late events find their place; what is too old
 * for any window goes, and of too many the oldest, of which figures are left where figures are asked for.
 */
public final class Window {

    /** How late an event may come and still count. */
    static final long LATENESS = 600_000;

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");

    private final List<Hit> hits;
    private final EarlierHits earlier;

    /** An empty one. */
    public Window() {
        this(List.of(), new EarlierHits(List.of()));
    }

    /**
     * @param hits in the order of their times
     * @param earlier what is left of those before them
     */
    public Window(List<Hit> hits, EarlierHits earlier) {
        this.hits = new ArrayList<>(hits);
        this.earlier = earlier;
    }

    /**
     * A window that holds.
     *
     * @param hits what proves it, the latest of too many
     * @param count how many there were
     */
    record Held(List<Hit> hits, long count) {

        Held {
            hits = List.copyOf(hits);
        }

        static Optional<Held> of(List<Hit> hits) {
            return hits.isEmpty() ? Optional.empty() : Optional.of(new Held(hits, hits.size()));
        }
    }

    /** In the order of their times. */
    public List<Hit> hits() {
        return List.copyOf(hits);
    }

    public EarlierHits earlier() {
        return earlier;
    }

    /**
     * Adds the hits of one event, all of them before the question is asked: {@code a and not b} must know of both.
     *
     * @param ofEvent at least one
     * @return the first window that holds with them; empty when none does
     */
    Optional<Held> add(Correlation correlation, List<Hit> ofEvent) {
        List<Hit> added = ofEvent.stream()
                .filter(hit -> !isKnown(hit))
                .limit(correlation.type().tellsRulesApart() ? ofEvent.size() : 1)
                .toList();
        if (added.isEmpty()) {
            return Optional.empty();
        }
        long time = added.get(0).time();
        int place = hits.size();
        while (place > 0 && hits.get(place - 1).time() > time) {
            place--;
        }
        hits.addAll(place, added);
        long span = correlation.timespan().toMillis();
        long oldest = hits.get(hits.size() - 1).time() - span - LATENESS;
        hits.removeIf(each -> each.time() < oldest);
        earlier.forgetBefore(oldest, span);
        if (time < oldest) {
            return Optional.empty();
        }
        // One more than a bound can ask for, so that a full window is beyond every bound.
        while (hits.size() > Correlation.MOST_HITS + 1) {
            Hit gone = hits.remove(correlation.type() == CorrelationType.VALUE_COUNT ? firstRepeated() : 0);
            if (correlation.type().addsUp()) {
                earlier.add(gone.time(), number(gone.value()), span);
            }
        }
        for (Hit end : List.copyOf(hits)) {
            if (end.time() >= time && end.time() - time < span) {
                Optional<Held> held = held(correlation, end.time() - span, end.time(), added);
                if (held.isPresent()) {
                    return held;
                }
            }
        }
        return Optional.empty();
    }

    /** Where the oldest hit stands whose value comes again later; the oldest of all when none does. */
    private int firstRepeated() {
        Set<String> later = new HashSet<>();
        int first = 0;
        for (int i = hits.size() - 1; i >= 0; i--) {
            String value = hits.get(i).value();
            if (value != null && !later.add(value)) {
                first = i;
            }
        }
        return first;
    }

    /** A call is told of several times: asked for, decided, done, by telemetry and by hooks. */
    private boolean isKnown(Hit hit) {
        return hit.call() != null
                && hits.stream()
                        .anyMatch(each ->
                                hit.call().equals(each.call()) && hit.rule().equals(each.rule()));
    }

    private List<Hit> within(long after, long until) {
        return hits.stream()
                .filter(hit -> hit.time() > after && hit.time() <= until)
                .toList();
    }

    private Optional<Held> held(Correlation correlation, long after, long until, List<Hit> added) {
        List<Hit> within = within(after, until);
        if (correlation.steps() != null) {
            return Held.of(correlation.steps().within(within, added));
        }
        if (!correlation.type().addsUp()) {
            return holds(correlation, within) ? Held.of(within) : Optional.empty();
        }
        EarlierHits.Part before = earlier.after(after);
        List<Hit> events = events(within);
        long count = before.events() + events.size();
        boolean holds = correlation.type() == CorrelationType.EVENT_COUNT
                ? correlation.bounds().hold(count)
                : holds(correlation, before, numbers(events));
        return holds ? Optional.of(new Held(within, count)) : Optional.empty();
    }

    private static boolean holds(Correlation correlation, EarlierHits.Part before, double[] numbers) {
        double sum = before.sum() + Arrays.stream(numbers).sum();
        long count = before.numbers() + numbers.length;
        boolean isSum = correlation.type() == CorrelationType.VALUE_SUM;
        return count > 0 && correlation.bounds().hold(isSum ? sum : sum / count);
    }

    private static boolean holds(Correlation correlation, List<Hit> hits) {
        return switch (correlation.type()) {
            case VALUE_COUNT -> correlation.bounds().hold(distinctValues(hits));
            case TEMPORAL -> present(correlation, hits);
            case TEMPORAL_ORDERED -> present(correlation, hits) && inOrder(correlation.rules(), hits);
            default -> {
                double[] numbers = numbers(events(hits));
                yield numbers.length > 0 && correlation.bounds().hold(percentile(numbers, correlation.percentile()));
            }
        };
    }

    /** An event that several of the rules hold for is one event ("counts events", Sigma 2.1). */
    private static List<Hit> events(List<Hit> hits) {
        Set<String> seen = new HashSet<>();
        return hits.stream().filter(hit -> seen.add(hit.reference())).toList();
    }

    private static long distinctValues(List<Hit> hits) {
        return hits.stream()
                .map(Hit::value)
                .filter(value -> value != null)
                .distinct()
                .count();
    }

    private static boolean present(Correlation correlation, List<Hit> hits) {
        Set<String> rules = new LinkedHashSet<>();
        hits.forEach(hit -> rules.add(hit.rule()));
        Predicate<Set<String>> presence = correlation.presence();
        return presence == null ? correlation.bounds().hold(rules.size()) : presence.test(rules);
    }

    /** Each rule has a hit that is not before the one of the rule listed before it. */
    private static boolean inOrder(List<String> rules, List<Hit> hits) {
        Set<String> asked = new HashSet<>();
        hits.forEach(hit -> asked.add(hit.rule()));
        long reached = Long.MIN_VALUE;
        for (String rule : rules) {
            if (!asked.contains(rule)) {
                continue; // whether all are needed is the bounds' matter
            }
            long before = reached;
            OptionalLong next = hits.stream()
                    .filter(hit -> hit.rule().equals(rule) && hit.time() >= before)
                    .mapToLong(Hit::time)
                    .findFirst();
            if (next.isEmpty()) {
                return false;
            }
            reached = next.getAsLong();
        }
        return true;
    }

    /** The median of what hits hold in numbers; empty when they hold none. */
    public static OptionalDouble median(List<Hit> hits) {
        double[] numbers = numbers(hits);
        return numbers.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(percentile(numbers, 50));
    }

    private static double[] numbers(List<Hit> hits) {
        return hits.stream()
                .map(Hit::value)
                .mapToDouble(Window::number)
                .filter(number -> !Double.isNaN(number))
                .toArray();
    }

    private static double number(@Nullable String value) {
        return value != null && NUMBER.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
    }

    /** With linear interpolation between the two nearest ranks. */
    private static double percentile(double[] numbers, double percentile) {
        Arrays.sort(numbers);
        double rank = percentile / 100 * (numbers.length - 1);
        int below = (int) Math.floor(rank);
        int above = (int) Math.ceil(rank);
        return numbers[below] + (numbers[above] - numbers[below]) * (rank - below);
    }
}
