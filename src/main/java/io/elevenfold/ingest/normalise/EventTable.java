package io.elevenfold.ingest.normalise;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each native event is and which fields it fills: {@code ingest/events.csv} and {@code ingest/hooks.csv}.
 *
 * <p>The column {@code action} holds the kind; or {@code @word}, which the agent's normaliser understands; or
 * {@code -duplicate} and {@code -internal}, which make no activity but are counted. A name that ends in {@code *} stands
 * for all names with that beginning; the longest wins. {@code *common}, which comes first, is filled by all events of
 * the channel, known or not.
 */
public final class EventTable {

    static final String DUPLICATE = "-duplicate";

    private static final Channel NONE = new Channel(List.of());
    private static final Map<String, Channel> TABLE = load();

    private EventTable() {}

    /**
     * One event.
     *
     * @param action the kind; or {@code @word} for the normaliser; or a word that begins with a hyphen
     * @param phase empty when the table has none
     */
    public record Row(String action, String phase, List<FieldRule> common, List<FieldRule> rules) {

        /** Sets action, phase and every field that the table knows; a word for the normaliser is {@code other} until then. */
        public void fill(ActivityDraft draft) {
            draft.action(action.startsWith("@") ? "other" : action, phase.isEmpty() ? null : phase);
            for (FieldRule rule : common) {
                rule.apply(draft);
            }
            for (FieldRule rule : rules) {
                rule.apply(draft);
            }
        }

        /** Whether the event makes no activity. */
        public boolean makesNothing() {
            return action.startsWith("-");
        }
    }

    /** An agent's events on one channel. */
    private static final class Channel {

        private final List<FieldRule> common;
        private final Map<String, Row> exact = new HashMap<>();
        private final Map<String, Row> prefixes = new HashMap<>();
        private final Row other;

        Channel(List<FieldRule> common) {
            this.common = common;
            this.other = new Row("other", "", common, List.of());
        }

        void add(String event, Map<String, String> cells) {
            Row row = new Row(
                    cells.getOrDefault("action", ""),
                    cells.getOrDefault("phase", ""),
                    common,
                    rules(cells.getOrDefault("fields", "")));
            if (event.endsWith("*")) {
                prefixes.put(event.substring(0, event.length() - 1), row);
            } else {
                exact.put(event, row);
            }
        }

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
            return best == null ? other : prefixes.getOrDefault(best, other);
        }
    }

    private static Map<String, Channel> load() {
        Map<String, Channel> table = new HashMap<>();
        for (String path : List.of("/ingest/events.csv", "/ingest/hooks.csv")) {
            for (Map<String, String> cells : ResourceTable.read(path)) {
                String key = key(Vocabulary.product(cells), cells.getOrDefault("channel", ""));
                String event = cells.getOrDefault("event", "");
                if (event.equals("*common")) {
                    table.put(key, new Channel(rules(cells.getOrDefault("fields", ""))));
                } else {
                    table.computeIfAbsent(key, any -> new Channel(List.of())).add(event, cells);
                }
            }
        }
        return table;
    }

    private static String key(Product product, String channel) {
        return product.key() + ' ' + channel;
    }

    private static List<FieldRule> rules(String notation) {
        if (notation.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(notation.split(";"))
                .map(String::strip)
                .map(FieldRule::of)
                .toList();
    }

    /**
     * The event's row; of an event that no table knows one with the action {@code other}.
     *
     * @param channel {@code log span event hook}
     */
    public static Row find(Product product, String channel, String event) {
        return TABLE.getOrDefault(key(product, channel), NONE).find(event);
    }
}
