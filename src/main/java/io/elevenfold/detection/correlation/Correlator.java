package io.elevenfold.detection.correlation;

import io.elevenfold.platform.content.ContentException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A set of correlations. The first half of the work ({@link #contributions}) needs only the event and may be done by
 * any thread; the second ({@link #feed}) changes windows, in the order in which events are recorded. Immutable.
 */
public final class Correlator {

    private static final int LONGEST_VALUE = 512;

    private final Map<String, Correlation> byId = new LinkedHashMap<>();
    private final Map<String, List<Correlation>> byRule = new HashMap<>();
    /** How many correlations lie below one: it is asked when they have been. */
    private final Map<String, Integer> depths = new HashMap<>();

    /** @throws ContentException when correlations refer to each other in a circle */
    public Correlator(Collection<Correlation> correlations) {
        correlations.forEach(each -> byId.put(each.id(), each));
        for (Correlation each : correlations) {
            each.rules().forEach(rule -> byRule.computeIfAbsent(rule, unseen -> new ArrayList<>())
                    .add(each));
        }
        for (String circular : circular(correlations)) {
            throw new ContentException(circular, "the correlation refers to itself");
        }
        for (boolean changed = true; changed; ) {
            changed = false;
            for (Correlation each : correlations) {
                int depth =
                        1 + each.rules().stream().mapToInt(this::depthOf).max().orElse(0);
                changed |= !Integer.valueOf(depth).equals(depths.put(each.id(), depth));
            }
        }
    }

    /** None for a rule over single events. */
    private int depthOf(String rule) {
        return depths.getOrDefault(rule, 0);
    }

    /** Ids of the correlations that refer to themselves, be it through others. */
    public static Set<String> circular(Collection<Correlation> correlations) {
        Map<String, Correlation> known = new HashMap<>();
        correlations.forEach(each -> known.put(each.id(), each));
        Set<String> circular = new HashSet<>();
        for (Correlation each : correlations) {
            Set<String> reached = new HashSet<>();
            Deque<String> asked = new ArrayDeque<>(each.rules());
            while (!asked.isEmpty()) {
                String rule = asked.remove();
                Correlation next = known.get(rule);
                if (next != null && reached.add(rule)) {
                    asked.addAll(next.rules());
                }
            }
            if (reached.contains(each.id())) {
                circular.add(each.id());
            }
        }
        return circular;
    }

    /** Rules that only feed others and raise nothing of their own: no correlation that names them generates them. */
    public Set<String> silentRules() {
        Set<String> silent = new HashSet<>();
        byId.values().stream().filter(each -> !each.generate()).forEach(each -> silent.addAll(each.rules()));
        byId.values().stream().filter(Correlation::generate).forEach(each -> each.rules()
                .forEach(silent::remove));
        return silent;
    }

    /** Whether hits of this rule count anywhere. */
    public boolean listensTo(String rule) {
        return byRule.containsKey(rule);
    }

    /**
     * What an event adds, should the rules be hit: of the rules themselves and of every correlation that they may set
     * off. An event that lacks a field of the group adds nothing.
     *
     * @param rules that hold for the event
     * @param scope what keeps the events of one sender apart from another's
     * @param field reads the event
     */
    public List<Contribution> contributions(
            Collection<String> rules, String scope, Function<String, @Nullable Object> field) {
        List<Contribution> contributions = new ArrayList<>();
        Deque<String> asked = new ArrayDeque<>(rules);
        Set<String> seen = new HashSet<>();
        while (!asked.isEmpty()) {
            String rule = asked.remove();
            if (!seen.add(rule)) {
                continue;
            }
            for (Correlation each : byRule.getOrDefault(rule, List.of())) {
                Contribution contribution = contribution(each, rule, scope, field);
                if (contribution != null) {
                    contributions.add(contribution);
                    asked.add(each.id());
                }
            }
        }
        return contributions;
    }

    private static @Nullable Contribution contribution(
            Correlation correlation, String rule, String scope, Function<String, @Nullable Object> field) {
        StringBuilder group = new StringBuilder(scope);
        for (String name : correlation.groupBy()) {
            Object value = field.apply(correlation.fieldFor(name, rule));
            if (value == null) {
                return null;
            }
            group.append('\u0000').append(bounded(value.toString()));
        }
        List<String> values = new ArrayList<>();
        for (String counted : correlation.fields()) {
            Object value = field.apply(counted);
            if (value == null && correlation.type().needsField()) {
                return null;
            }
            if (value != null) {
                values.add(bounded(value.toString()));
            }
        }
        return new Contribution(
                correlation.id(), rule, group.toString(), values.isEmpty() ? null : String.join("\u0000", values));
    }

    private static String bounded(String value) {
        return value.length() <= LONGEST_VALUE
                ? value
                : value.substring(0, LONGEST_VALUE) + '#' + value.length() + '#' + value.hashCode();
    }

    /**
     * Adds an event to the windows.
     *
     * @param rules that hold for it
     * @param contributions as {@link #contributions} gave them
     * @param time of the event, milliseconds since 1970
     * @param call id of the tool call that it tells of; a call counts once however often it is told of
     * @param reference where it stands
     * @return the correlations that hold now, each with the hits of its window
     */
    public List<Outcome> feed(
            WindowStore store,
            Collection<String> rules,
            List<Contribution> contributions,
            long time,
            @Nullable String call,
            String reference) {
        Set<String> hit = new HashSet<>(rules);
        List<Outcome> outcomes = new ArrayList<>();
        Map<Integer, List<Contribution>> byDepth = new TreeMap<>();
        for (Contribution each : contributions) {
            byDepth.computeIfAbsent(depthOf(each.correlation()), unseen -> new ArrayList<>())
                    .add(each);
        }
        for (List<Contribution> sameDepth : byDepth.values()) {
            Map<Place, List<Hit>> added = new LinkedHashMap<>();
            for (Contribution each : sameDepth) {
                if (hit.contains(each.rule())) {
                    added.computeIfAbsent(new Place(each.correlation(), each.group()), unseen -> new ArrayList<>())
                            .add(new Hit(time, each.rule(), each.value(), call, reference));
                }
            }
            added.forEach((place, hits) -> {
                Correlation correlation = byId.get(place.correlation());
                if (correlation == null) {
                    return;
                }
                Window window = store.load(correlation.id(), place.group());
                Optional<Window.Held> held = window.add(correlation, hits);
                store.save(correlation, place.group(), window);
                if (held.isPresent() && hit.add(correlation.id())) {
                    outcomes.add(new Outcome(
                            correlation.id(), held.get().hits(), held.get().count()));
                }
            });
        }
        return outcomes;
    }

    private record Place(String correlation, String group) {}

    /**
     * A correlation that holds.
     *
     * @param hits of its window, in the order of their times, the latest of too many
     * @param count how many there were
     */
    public record Outcome(String correlation, List<Hit> hits, long count) {

        public Outcome {
            hits = List.copyOf(hits);
        }
    }
}
