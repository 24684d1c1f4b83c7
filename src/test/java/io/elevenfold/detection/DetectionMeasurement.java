package io.elevenfold.detection;

import com.fasterxml.jackson.databind.JsonNode;
import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.activity.Traits;
import io.elevenfold.detection.sigma.Level;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Measures the shipped rules on labelled events, and how many events a second one core judges. To be run by hand: the
 * argument is an NDJSON file of events by dotted names with {@code _label} {@code malicious} or {@code benign}; with
 * {@code -v} behind it every false positive and every miss is listed.
 */
final class DetectionMeasurement {

    private static final int WARM_UP = 20;
    private static final int ROUNDS = 60;

    /** Time of this thread alone: the machine may have other work. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private DetectionMeasurement() {}

    public static void main(String[] arguments) throws IOException {
        RuleCatalog catalog = RuleCatalog.load();
        List<Labelled> events = read(Path.of(arguments[0]));
        boolean verbose = arguments.length > 1;
        quality(catalog.ruleSet(), events, verbose);
        speed("rules", events, catalog.ruleSet()::evaluate);
        speed("contradictions, observed", events, catalog.contradictionSet()::observedBy);
        speed("traits", events, Traits::of);
    }

    private static void quality(RuleSet rules, List<Labelled> events, boolean verbose) {
        Map<String, int[]> byLevel = new TreeMap<>();
        Map<String, Integer> byRule = new TreeMap<>();
        for (Labelled event : events) {
            List<RuleMatch> matches = rules.evaluate(event.activity());
            Level worst = matches.stream()
                    .map(match -> match.rule().level())
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            int[] counts = byLevel.computeIfAbsent(event.label(), label -> new int[Level.values().length + 1]);
            counts[0]++;
            for (int i = 0; worst != null && i <= worst.ordinal(); i++) {
                counts[i + 1]++;
            }
            matches.forEach(match -> byRule.merge(
                    event.label() + " " + match.rule().level() + " "
                            + match.rule().title(),
                    1,
                    Integer::sum));
            if (verbose && (worst == null) == event.label().equals("malicious")) {
                System.out.printf(
                        "%s %s | %s%n",
                        worst,
                        matches.stream().map(match -> match.rule().title()).toList(),
                        event);
            }
        }
        byRule.forEach((rule, count) -> System.out.printf("%6d  %s%n", count, rule));
        byLevel.forEach((label, counts) -> {
            System.out.printf("%s: %d", label, counts[0]);
            for (Level level : Level.values()) {
                int hit = counts[level.ordinal() + 1];
                System.out.printf("  >=%s %d (%.1f %%)", level, hit, 100.0 * hit / counts[0]);
            }
            System.out.println();
        });
    }

    private static void speed(String what, List<Labelled> events, Function<Activity, ?> judge) {
        long kept = 0;
        long start = 0;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            if (round == WARM_UP) {
                start = CLOCK.getCurrentThreadCpuTime();
            }
            for (Labelled event : events) {
                kept += judge.apply(event.activity()).hashCode() & 1;
            }
        }
        double seconds = (CLOCK.getCurrentThreadCpuTime() - start) / 1e9;
        System.out.printf("%s: %,.0f events/s (%d)%n", what, ROUNDS * events.size() / seconds, kept);
    }

    private static List<Labelled> read(Path file) throws IOException {
        List<Labelled> events = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> {
                JsonNode node = Ndjson.parse(line);
                Activity.Builder event = Activity.builder();
                Ndjson.map(node).forEach((name, value) -> {
                    Field field = Field.named(name).orElse(null);
                    boolean isTime = field != null && field.type() == Field.Type.TIME;
                    if (!name.startsWith("_")) {
                        event.set(name, isTime ? Instant.parse(value.toString()) : value);
                    }
                });
                event.setIfAbsent(Field.EVENT_ACTION, "shell_exec");
                events.add(new Labelled(node.path("_label").asText("benign"), event.build()));
            });
        }
        return events;
    }

    private record Labelled(String label, Activity activity) {

        @Override
        public String toString() {
            Object shown = activity.has(Field.PROCESS_COMMAND_LINE)
                    ? activity.text(Field.PROCESS_COMMAND_LINE)
                    : activity.asMap();
            return shown.toString().replace("\n", "⏎");
        }
    }
}
