package io.elevenfold.detection.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts hits in bounded memory. */
final class ReplayTally {

    private static final int MOST_NAMES = 20_000;
    private static final int MOST_CALLS = 50_000;
    private static final int EXAMPLES = 20;
    private static final int EXAMPLES_A_DAY = 5;
    private static final int NOISIEST = 10;

    private final Set<String> sessions = new HashSet<>();
    private final Map<String, Long> endpoints = new HashMap<>();
    private final Set<String> calls = new LinkedHashSet<>();
    private final List<ReplayResult.Day> days = new ArrayList<>();
    private final List<ReplayResult.Example> examples = new ArrayList<>();
    private Set<String> sessionsOfDay = new HashSet<>();
    private long events;
    private long hits;
    private long eventsOfDay;
    private long hitsOfDay;
    private int examplesOfDay;
    private boolean cut;

    void event() {
        events++;
        eventsOfDay++;
    }

    /** @param call the first record of the same call: it is counted once */
    void hit(String call, String endpoint, @Nullable String session, ReplayResult.Example example) {
        if (!calls.add(call)) {
            return;
        }
        if (calls.size() > MOST_CALLS) {
            calls.remove(calls.iterator().next());
        }
        hits++;
        hitsOfDay++;
        if (session != null) {
            add(sessions, session);
            add(sessionsOfDay, session);
        }
        if (endpoints.size() < MOST_NAMES || endpoints.containsKey(endpoint)) {
            endpoints.merge(endpoint, 1L, Long::sum);
        } else {
            cut = true;
        }
        if (examples.size() < EXAMPLES && examplesOfDay++ < EXAMPLES_A_DAY) {
            examples.add(example);
        }
    }

    private void add(Set<String> names, String name) {
        if (names.size() < MOST_NAMES) {
            names.add(name);
        } else {
            cut |= !names.contains(name);
        }
    }

    void endOf(LocalDate day) {
        days.add(new ReplayResult.Day(day, eventsOfDay, hitsOfDay, sessionsOfDay.size()));
        sessionsOfDay = new HashSet<>();
        eventsOfDay = 0;
        hitsOfDay = 0;
        examplesOfDay = 0;
    }

    void cut() {
        cut = true;
    }

    long events() {
        return events;
    }

    long hits() {
        return hits;
    }

    /** @param read the time whose events were read */
    ReplayResult result(Instant from, Instant read) {
        double length = Math.max(1.0 / 24, Duration.between(from, read).toMinutes() / 1440.0);
        int sessionDays = days.stream().mapToInt(ReplayResult.Day::sessions).sum();
        return new ReplayResult(
                hits,
                sessions.size(),
                (int) endpoints.keySet().stream()
                        .filter(id -> !id.equals("none"))
                        .count(),
                rounded(hits / length),
                rounded(sessionDays / length),
                cut,
                days,
                endpoints.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(NOISIEST)
                        .map(entry -> new ReplayResult.Endpoint(entry.getKey(), entry.getValue()))
                        .toList(),
                examples);
    }

    private static double rounded(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
