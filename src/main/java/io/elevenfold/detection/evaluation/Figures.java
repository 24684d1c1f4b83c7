package io.elevenfold.detection.evaluation;

import io.elevenfold.detection.Rule;
import io.elevenfold.detection.evaluation.Replay.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code evaluate} says of one file. A share of nothing is null, never 0. */
final class Figures {

    private final String file;
    private final Replay replay;
    private final Collection<Unit> units;

    Figures(String file, Replay replay) {
        this.file = file;
        this.replay = replay;
        this.units = replay.units();
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file);
        map.put("events", replay.events());
        map.put("sessions", count(units, unit -> unit.isSession));
        map.putAll(quality(units));
        map.put(
                "false_positive_sessions_high",
                count(units, unit -> !unit.malicious && unit.isSession && unit.isFoundHigh()));
        map.put("benign_sessions", count(units, unit -> !unit.malicious && unit.isSession));
        map.put("recall_high", share(units, unit -> unit.malicious, Unit::isFoundHigh));
        map.put(
                "recall_events",
                replay.maliciousEvents() == 0
                        ? null
                        : rounded((double) replay.maliciousEventsFound() / replay.maliciousEvents()));
        map.put("by_source", bySource());
        map.put("by_rule", byRule());
        return map;
    }

    private static Map<String, Object> quality(Collection<Unit> units) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("malicious", count(units, unit -> unit.malicious));
        map.put("benign", count(units, unit -> !unit.malicious));
        map.put("recall", share(units, unit -> unit.malicious, Unit::isFound));
        map.put("recall_strong", share(units, unit -> unit.malicious && unit.strong, Unit::isFound));
        map.put("false_positives", count(units, unit -> !unit.malicious && unit.isFound()));
        map.put("false_positive_rate", share(units, unit -> !unit.malicious, Unit::isFound));
        return map;
    }

    private List<Map<String, Object>> bySource() {
        Map<String, List<Unit>> sources =
                units.stream().collect(Collectors.groupingBy(unit -> unit.source, TreeMap::new, Collectors.toList()));
        List<Map<String, Object>> list = new ArrayList<>();
        sources.forEach((source, own) -> {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("source", source);
            map.putAll(quality(own));
            list.add(map);
        });
        return list;
    }

    private List<Map<String, Object>> byRule() {
        Map<Rule, int[]> counts = new LinkedHashMap<>();
        for (Unit unit : units) {
            for (Rule rule : unit.rules()) {
                counts.computeIfAbsent(rule, unseen -> new int[2])[unit.malicious ? 0 : 1]++;
            }
        }
        return counts.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().title()))
                .map(entry -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put("rule", entry.getKey().id());
                    map.put("title", entry.getKey().title());
                    map.put("level", entry.getKey().level().name().toLowerCase(Locale.ROOT));
                    map.put("malicious", entry.getValue()[0]);
                    map.put("benign", entry.getValue()[1]);
                    return map;
                })
                .toList();
    }

    private static long count(Collection<Unit> units, Predicate<Unit> which) {
        return units.stream().filter(which).count();
    }

    private static @Nullable Double share(Collection<Unit> units, Predicate<Unit> of, Predicate<Unit> which) {
        long all = count(units, of);
        return all == 0 ? null : rounded((double) count(units, of.and(which)) / all);
    }

    private static double rounded(double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }
}
