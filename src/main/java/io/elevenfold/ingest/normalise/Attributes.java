package io.elevenfold.ingest.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Native attributes, read as what they mean: agents send numbers as texts and texts as numbers, so type never decides.
 * Absent, empty and unreadable are one: null.
 */
public final class Attributes {

    private static final long NANOS_PER_MILLISECOND = 1_000_000;

    private final Map<String, Object> values;

    public Attributes(Map<String, Object> values) {
        this.values = values;
    }

    public Map<String, Object> asMap() {
        return values;
    }

    public @Nullable Object get(String name) {
        return values.get(name);
    }

    /** A scalar as text; null for lists, maps and the empty text. */
    public @Nullable String text(String name) {
        return text(values.get(name));
    }

    /** The first of the names under which there is a text. */
    public @Nullable String text(String name, String other) {
        String text = text(name);
        return text != null ? text : text(other);
    }

    static @Nullable String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text.isEmpty() ? null : text;
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }

    public @Nullable Long number(String name) {
        return number(values.get(name));
    }

    static @Nullable Long number(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        Double decimal = decimal(value);
        return decimal == null || Math.abs(decimal) >= Long.MAX_VALUE ? null : (Long) decimal.longValue();
    }

    public @Nullable Double decimal(String name) {
        return decimal(values.get(name));
    }

    static @Nullable Double decimal(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (!(value instanceof String text) || text.isEmpty() || text.length() > 40 || !startsLikeNumber(text)) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException notNumber) {
            return null;
        }
    }

    private static boolean startsLikeNumber(String text) {
        char first = text.charAt(0);
        return first >= '0' && first <= '9' || first == '-' || first == '.';
    }

    /** Milliseconds as nanoseconds. */
    static @Nullable Long millis(@Nullable Object value) {
        return nanos(value, NANOS_PER_MILLISECOND);
    }

    /** Seconds as nanoseconds. */
    static @Nullable Long seconds(@Nullable Object value) {
        return nanos(value, 1000 * NANOS_PER_MILLISECOND);
    }

    private static @Nullable Long nanos(@Nullable Object value, long unit) {
        Double number = decimal(value);
        if (number == null || number < 0 || number > (double) Long.MAX_VALUE / unit) {
            return null;
        }
        return Math.round(number * unit);
    }

    public @Nullable Boolean truth(String name) {
        Object value = values.get(name);
        if (value instanceof Boolean truth) {
            return truth;
        }
        return "true".equals(value) ? Boolean.TRUE : "false".equals(value) ? Boolean.FALSE : null;
    }

    /** The texts of a list; of a single text a list of one; empty when there is nothing. */
    static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                String text = text(item);
                if (text != null) {
                    texts.add(text);
                }
            }
        } else {
            String text = text(value);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    @SuppressWarnings("unchecked") // maps come from our own decoders, whose keys are texts
    public @Nullable Attributes nested(String name) {
        return values.get(name) instanceof Map<?, ?> map ? new Attributes((Map<String, Object>) map) : null;
    }
}
