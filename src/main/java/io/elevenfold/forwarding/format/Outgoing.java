package io.elevenfold.forwarding.format;

import io.elevenfold.finding.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way out: flat, with the dotted names of the activity event; findings and entries of governance have
 * names of their own ({@code finding.*}, {@code audit.*}, …).
 *
 * @param id stable: the same record has the same id in every delivery, so that a receiver can drop what it has
 * @param at when it happened
 * @param stream the log that it stands in, or {@link #FINDINGS}
 * @param position its place there; delivery keeps this order
 * @param fields never null values: String, Long, Double, Boolean, List, Map
 */
public record Outgoing(Kind kind, String id, Instant at, int stream, long position, Map<String, Object> fields) {

    /** The stream of findings, which is no log of the ledger. */
    public static final int FINDINGS = -1;

    /** The stream of signed checkpoints, of all logs. */
    public static final int CHECKPOINTS = -2;

    /** Says in a record that some of its values were shortened. */
    public static final String TRUNCATED = "elevenfold.truncated";

    /** Says in a record that it was sent before, and is sent again because somebody wants it so. */
    public static final String REPLAY = "elevenfold.replay";

    /** How much it should interest an analyst: a word of {@link Severity}. */
    public static final String SEVERITY = "elevenfold.severity";

    /** What fields of ours begin with. A sender's own with such a name is not forwarded under it. */
    private static final List<String> OURS =
            List.of("elevenfold.", "finding.", "audit.", "attestation.", "checkpoint.");

    public Outgoing {
        fields = Text.shortNames(fields);
    }

    /** What a record is. */
    public enum Kind {
        ACTIVITY,
        FINDING,
        /** A person signed a version of a policy. */
        ATTESTATION,
        /** Administrators' acts, decisions, posture reports: what else stands in the log of governance. */
        AUDIT,
        /** A log's signed head. Whoever keeps it is a witness: the log cannot be told differently later. */
        CHECKPOINT;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A value as text; null when there is none. */
    public @Nullable String text(String name) {
        Object value = fields.get(name);
        return value == null ? null : value.toString();
    }

    /** Whether a name belongs to the records themselves, and not to an activity's sender. */
    public static boolean isOurs(String name) {
        return OURS.stream().anyMatch(name::startsWith);
    }

    /** How much it should interest an analyst. */
    public Severity severity() {
        Object word = fields.get(SEVERITY);
        return word == null ? Severity.INFO : Severity.of(word.toString());
    }

    /** With other fields. */
    public Outgoing with(Map<String, Object> changed) {
        return new Outgoing(kind, id, at, stream, position, changed);
    }

    /** Marked as one that was sent before. */
    public Outgoing replayed() {
        Map<String, Object> marked = new LinkedHashMap<>(fields);
        marked.put(REPLAY, true);
        return with(marked);
    }

    /** A copy whose texts have at most so many characters and whose lists and maps at most so many items. */
    public Outgoing bounded(int longestText, int mostItems) {
        boolean[] cut = new boolean[1];
        Map<String, Object> bounded = new LinkedHashMap<>();
        fields.forEach((name, value) -> bounded.put(name, bounded(value, longestText, mostItems, cut)));
        if (!cut[0]) {
            return this;
        }
        bounded.put(TRUNCATED, true);
        return with(bounded);
    }

    private static Object bounded(Object value, int longestText, int mostItems, boolean[] cut) {
        UnaryOperator<Object> inner = each -> bounded(each, longestText, mostItems, cut);
        if (value instanceof String text && text.length() > longestText) {
            cut[0] = true;
            return Text.cut(text, longestText);
        }
        if (value instanceof Collection<?> list) {
            cut[0] |= list.size() > mostItems;
            return list.stream()
                    .limit(mostItems)
                    .filter(java.util.Objects::nonNull)
                    .map(each -> inner.apply((Object) each))
                    .toList();
        }
        if (value instanceof Map<?, ?> map) {
            cut[0] |= map.size() > mostItems;
            Map<String, Object> copy = new LinkedHashMap<>();
            map.entrySet().stream()
                    .limit(mostItems)
                    .filter(entry -> entry.getValue() != null)
                    .forEach(entry -> copy.put(
                            Text.cut(String.valueOf(entry.getKey()), longestText), inner.apply(entry.getValue())));
            return copy;
        }
        return value;
    }

    /** The names of the streams that a person reads. */
    public static String streamName(int stream) {
        return switch (stream) {
            case FINDINGS -> "findings";
            case CHECKPOINTS -> "checkpoints";
            case 0 -> "governance";
            default -> "lane " + stream;
        };
    }

    /** The kinds, for messages. */
    public static List<String> kinds() {
        return java.util.Arrays.stream(Kind.values()).map(Kind::word).toList();
    }
}
