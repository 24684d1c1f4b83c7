package io.elevenfold.ingest.normalise;

import io.elevenfold.ingest.otlp.OtlpChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each native event is and which fields it fills: {@code ingest/events.csv}.
 *
 * <p>The column {@code action} holds the kind; or {@code @word}, which the agent's normaliser understands; or
 * {@code -duplicate} and {@code -internal}, which make no activity but are counted. A name that ends in {@code *} stands
 * for all names with that beginning; the longest wins.
 */
final class EventTable {

    static final String DUPLICATE = "-duplicate";
    static final String INTERNAL = "-internal";

    /** Action, phase (empty: none) and fields of an event. */
    record Row(String action, String phase, List<FieldRule> rules) {

        boolean makesNothing() {
            return action.startsWith("-");
        }
    }

    /** An agent's events on one channel. */
    private static final class Channel {
        final Map<String, Row> exact = new HashMap<>();
        final Map<String, Row> prefixes = new HashMap<>();
        List<FieldRule> common = List.of();

        Row find(String event) {
            Row row = exact.get(event);
            if (row != null) {
                return row;
            }
            String best = null;
            for (String prefix : prefixes.keySet()) {
                if (event.startsWith(prefix) && (best == null || prefix.length() > best.length())) {
                    best = prefix;
                }
            }
            return best == null ? OTHER : prefixes.getOrDefault(best, OTHER);
        }
    }

    private static final Row OTHER = new Row("other", "", List.of());
    private static final Channel NONE = new Channel();
    private static final Map<Product, Map<OtlpChannel, Channel>> TABLE = load();

    private EventTable() {}

    private static Map<Product, Map<OtlpChannel, Channel>> load() {
        Map<Product, Map<OtlpChannel, Channel>> table = new HashMap<>();
        for (Map<String, String> cells : ResourceTable.read("/ingest/events.csv")) {
            Channel channel = table.computeIfAbsent(Vocabulary.product(cells), any -> new HashMap<>())
                    .computeIfAbsent(channel(cells.getOrDefault("channel", "")), any -> new Channel());
            String event = cells.getOrDefault("event", "");
            List<FieldRule> rules = rules(cells.getOrDefault("fields", ""));
            Row row = new Row(cells.getOrDefault("action", ""), cells.getOrDefault("phase", ""), rules);
            if (event.equals("*common")) {
                channel.common = rules;
            } else if (event.endsWith("*")) {
                channel.prefixes.put(event.substring(0, event.length() - 1), row);
            } else {
                channel.exact.put(event, row);
            }
        }
        return table;
    }

    private static OtlpChannel channel(String word) {
        return switch (word) {
            case "log" -> OtlpChannel.LOG;
            case "span" -> OtlpChannel.SPAN;
            case "event" -> OtlpChannel.SPAN_EVENT;
            default -> throw new IllegalStateException("unknown channel in events.csv: " + word);
        };
    }

    private static List<FieldRule> rules(String notation) {
        if (notation.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(notation.split(";"))
                .map(String::strip)
                .map(FieldRule::of)
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    }

    /** The event's row; of an event that no table knows one with the action {@code other}. */
    static Row find(Product product, OtlpChannel channel, String event) {
        return of(product, channel).find(event);
    }

    /** What all events of this agent and channel fill. */
    static List<FieldRule> common(Product product, OtlpChannel channel) {
        return of(product, channel).common;
    }

    private static Channel of(Product product, OtlpChannel channel) {
        Map<OtlpChannel, Channel> channels = TABLE.get(product);
        return channels == null ? NONE : channels.getOrDefault(channel, NONE);
    }
}
