package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of the event table: a native attribute, or a constant, into a field.
 *
 * @param attribute the native name; null for a constant
 * @param constant what to set; null for an attribute
 */
public record FieldRule(@Nullable String attribute, @Nullable Object constant, Field field, Conversion conversion) {

    /** Native words that mean one of ours, by conversion. */
    private static final Map<Conversion, Map<String, String>> WORDS = Map.of(
            Conversion.OUTCOME,
            Map.of(
                    "true",
                    "success",
                    "success",
                    "success",
                    "completed",
                    "success",
                    "ok",
                    "success",
                    "false",
                    "failure",
                    "failed",
                    "failure",
                    "failure",
                    "failure",
                    "error",
                    "failure",
                    "denied",
                    "failure",
                    "cancelled",
                    "unknown"),
            Conversion.CONNECTION,
            Map.of("connected", "success", "disconnected", "success", "failed", "failure"),
            Conversion.FAULT,
            Map.of("error", "failure", "failed", "failure"),
            Conversion.VERDICT,
            Map.of("pass", "success", "block", "blocked", "non_blocking_error", "failed"),
            Conversion.RAN,
            Map.of("success", "success", "blocked", "success", "failed", "failure", "timeout", "failure"),
            Conversion.STEP,
            Map.of("started", "started", "completed", "completed", "failed", "completed"),
            Conversion.SETUP,
            Map.of("completed", "success", "failed", "failure"),
            Conversion.TRANSPORT,
            Map.of(
                    "stdio",
                    "pipe",
                    "pipe",
                    "pipe",
                    "sse",
                    "tcp",
                    "http",
                    "tcp",
                    "streamable-http",
                    "tcp",
                    "streamable_http",
                    "tcp",
                    "ws",
                    "tcp",
                    "tcp",
                    "tcp",
                    "quic",
                    "quic"));

    /** How a native value becomes ours. */
    public enum Conversion {
        TEXT,
        LONG,
        DOUBLE,
        BOOL,
        /** Milliseconds to nanoseconds. */
        MS,
        /** Seconds to nanoseconds. */
        S,
        LIST,
        /** A list written with commas. */
        CSV,
        /** Text that is withheld when absent or a placeholder. */
        CONTENT,
        /** Text that is withheld when absent. */
        GATED,
        /** A permission mode: native and ours. */
        MODE,
        /** The permission mode before. */
        PREVIOUS,
        REPOSITORY,
        OUTCOME,
        CONNECTION,
        FAULT,
        VERDICT,
        RAN,
        STEP,
        SETUP,
        TRANSPORT
    }

    /** Reads {@code attribute>field}, {@code attribute>field:conversion}, {@code =constant>field}. */
    static FieldRule of(String notation) {
        int arrow = notation.indexOf('>');
        int colon = notation.indexOf(':', arrow);
        String from = notation.substring(0, arrow);
        String to = colon < 0 ? notation.substring(arrow + 1) : notation.substring(arrow + 1, colon);
        Field field = Field.named(to)
                .orElseThrow(() -> new IllegalStateException("no such field: " + to + " in " + notation));
        Conversion conversion = colon < 0
                ? Conversion.TEXT
                : Conversion.valueOf(notation.substring(colon + 1).toUpperCase(Locale.ROOT));
        if (!from.startsWith("=")) {
            return new FieldRule(from, null, field, conversion);
        }
        String text = from.substring(1);
        return new FieldRule(
                null, conversion == Conversion.BOOL ? (Object) Boolean.valueOf(text) : text, field, conversion);
    }

    void apply(ActivityDraft draft) {
        if (attribute == null) {
            draft.set(field, constant);
        } else {
            apply(draft, draft.attributes().get(attribute));
        }
    }

    private void apply(ActivityDraft draft, @Nullable Object value) {
        switch (conversion) {
            case TEXT -> text(draft, Attributes.text(value));
            case LONG -> draft.set(field, Attributes.number(value));
            case DOUBLE -> draft.set(field, Attributes.decimal(value));
            case BOOL -> draft.set(field, value instanceof Boolean truth ? truth : null);
            case MS -> draft.set(field, Attributes.millis(value));
            case S -> draft.set(field, Attributes.seconds(value));
            case LIST -> draft.set(field, Attributes.texts(value));
            case CSV -> draft.set(field, csv(value));
            case CONTENT -> draft.content(field, Attributes.text(value));
            case GATED -> {
                String text = Attributes.text(value);
                if (text == null) {
                    draft.gate(field == Field.URL_FULL ? "target" : field.key());
                }
                text(draft, text);
            }
            case MODE -> draft.permissionMode(Attributes.text(value));
            case PREVIOUS -> {
                String word = Attributes.text(value);
                draft.set(field, word == null ? null : Vocabulary.permissionMode(draft.product(), word));
            }
            case REPOSITORY -> draft.repository(Attributes.text(value));
            default -> {
                String word = Attributes.text(value);
                Map<String, String> words = WORDS.get(conversion);
                draft.set(field, word == null || words == null ? null : words.get(word));
            }
        }
    }

    private void text(ActivityDraft draft, @Nullable String text) {
        if (field == Field.URL_FULL) {
            draft.url(text);
        } else if (field == Field.PROCESS_COMMAND_LINE) {
            draft.command(text);
        } else {
            draft.set(field, text);
        }
    }

    private static @Nullable List<String> csv(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return value == null ? null : Attributes.texts(value);
        }
        return Arrays.stream(text.split(",", 257))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .limit(256)
                .toList();
    }
}
