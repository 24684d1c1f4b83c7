package io.elevenfold.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;
import org.jspecify.annotations.Nullable;

/**
 * Canonical JSON (RFC 8785) of plain values: String, Long, Integer, Double, Boolean, Instant, Collection, Map, null.
 * Written for the way of the events, where parsing a document only to write it again would cost more than hashing it.
 *
 * <p>Whole numbers beyond 2^53 are written as text, since RFC 8785 §3.2.2.3 knows only IEEE doubles.
 */
public final class CanonicalJson {

    private static final long MAX_SAFE = 1L << 53;
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(512);

    private CanonicalJson() {}

    /** The canonical form, in UTF-8. */
    public static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The canonical form.
     *
     * @throws IllegalArgumentException for a value of another type, and for NaN and infinities
     */
    public static String text(@Nullable Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return json.out.toString();
    }

    private void write(@Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            quote(text);
        } else if (value instanceof Long number) {
            whole(number);
        } else if (value instanceof Integer number) {
            out.append(number.intValue());
        } else if (value instanceof Boolean truth) {
            out.append(truth.booleanValue());
        } else if (value instanceof Number number) {
            fraction(number.doubleValue());
        } else if (value instanceof Instant instant) {
            quote(instant.toString());
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Collection<?> list) {
            array(list);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private void whole(long number) {
        if (number > MAX_SAFE || number < -MAX_SAFE) {
            out.append('"').append(number).append('"');
        } else {
            out.append(number);
        }
    }

    private void fraction(double number) {
        try {
            out.append(NumberToJSON.serializeNumber(number));
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON for " + number, e);
        }
    }

    private void object(Map<?, ?> map) {
        // String.compareTo orders by UTF-16 code units, as RFC 8785 §3.2.3 asks.
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            quote(entry.getKey());
            out.append(':');
            write(entry.getValue());
        }
        out.append('}');
    }

    private void array(Collection<?> list) {
        out.append('[');
        boolean first = true;
        for (Object item : list) {
            if (!first) {
                out.append(',');
            }
            first = false;
            write(item);
        }
        out.append(']');
    }

    private void quote(String text) {
        out.append('"');
        int from = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            out.append(text, from, i);
            from = i + 1;
            escape(c);
        }
        out.append(text, from, length).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Character.isSurrogate(c)) {
                    // Half a character is no Unicode text; RFC 8785 §3.2.2.2 forbids it.
                    out.append('\ufffd');
                } else {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                }
            }
        }
    }
}
