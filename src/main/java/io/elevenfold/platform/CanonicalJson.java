package io.elevenfold.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
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
    private static final int MOST_BYTES_OF_A_CHAR = 6;
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    private byte[] out = new byte[1024];
    private int size;

    private CanonicalJson() {}

    /**
     * The canonical form, in UTF-8.
     *
     * @throws IllegalArgumentException for a value of another type, and for NaN and infinities
     */
    public static byte[] bytes(@Nullable Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return Arrays.copyOf(json.out, json.size);
    }

    /** As {@link #bytes}, as text. */
    public static String text(@Nullable Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return new String(json.out, 0, json.size, StandardCharsets.UTF_8);
    }

    private void write(@Nullable Object value) {
        if (value == null) {
            append(NULL);
        } else if (value instanceof String text) {
            quote(text);
        } else if (value instanceof Long number) {
            whole(number);
        } else if (value instanceof Integer number) {
            append(ascii(number.toString()));
        } else if (value instanceof Boolean truth) {
            append(truth ? TRUE : FALSE);
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
        String digits = Long.toString(number);
        if (number > MAX_SAFE || number < -MAX_SAFE) {
            quote(digits);
        } else {
            append(ascii(digits));
        }
    }

    private void fraction(double number) {
        try {
            append(ascii(NumberToJSON.serializeNumber(number)));
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON for " + number, e);
        }
    }

    private void object(Map<?, ?> map) {
        append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : sorted(map).entrySet()) {
            if (!first) {
                append(',');
            }
            first = false;
            quote((String) entry.getKey());
            append(':');
            write(entry.getValue());
        }
        append('}');
    }

    /** String.compareTo orders by UTF-16 code units, as RFC 8785 §3.2.3 asks. */
    private static Map<?, ?> sorted(Map<?, ?> map) {
        if (map instanceof SortedMap<?, ?> inOrder && inOrder.comparator() == null && hasTextKeys(inOrder)) {
            return map;
        }
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
        return sorted;
    }

    private static boolean hasTextKeys(SortedMap<?, ?> map) {
        return !map.isEmpty() && map.firstKey() instanceof String;
    }

    private void array(Collection<?> list) {
        append('[');
        boolean first = true;
        for (Object item : list) {
            if (!first) {
                append(',');
            }
            first = false;
            write(item);
        }
        append(']');
    }

    private void quote(String text) {
        int length = text.length();
        append('"');
        for (int i = 0; i < length; i++) {
            if (out.length - size < MOST_BYTES_OF_A_CHAR) {
                grow(MOST_BYTES_OF_A_CHAR);
            }
            char c = text.charAt(i);
            if (c < 0x80) {
                if (c >= ' ' && c != '"' && c != '\\') {
                    out[size++] = (byte) c;
                } else {
                    escape(c);
                }
            } else if (c < 0x800) {
                out[size++] = (byte) (0xC0 | c >> 6);
                continuation(c);
            } else if (!Character.isSurrogate(c)) {
                out[size++] = (byte) (0xE0 | c >> 12);
                continuation(c >> 6);
                continuation(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                out[size++] = (byte) (0xF0 | point >> 18);
                continuation(point >> 12);
                continuation(point >> 6);
                continuation(point);
            } else {
                halfACharacter();
            }
        }
        append('"');
    }

    private void continuation(int bits) {
        out[size++] = (byte) (0x80 | bits & 0x3F);
    }

    /** Half a character is no Unicode text; RFC 8785 §3.2.2.2 forbids it. */
    private void halfACharacter() {
        out[size++] = (byte) 0xEF;
        out[size++] = (byte) 0xBF;
        out[size++] = (byte) 0xBD;
    }

    private void escape(char c) {
        out[size++] = '\\';
        switch (c) {
            case '"', '\\' -> out[size++] = (byte) c;
            case '\b' -> out[size++] = 'b';
            case '\f' -> out[size++] = 'f';
            case '\n' -> out[size++] = 'n';
            case '\r' -> out[size++] = 'r';
            case '\t' -> out[size++] = 't';
            default -> {
                out[size++] = 'u';
                out[size++] = '0';
                out[size++] = '0';
                out[size++] = HEX[c >> 4];
                out[size++] = HEX[c & 15];
            }
        }
    }

    private void append(char c) {
        if (size == out.length) {
            grow(1);
        }
        out[size++] = (byte) c;
    }

    private void append(byte[] text) {
        if (out.length - size < text.length) {
            grow(text.length);
        }
        System.arraycopy(text, 0, out, size, text.length);
        size += text.length;
    }

    private void grow(int missing) {
        out = Arrays.copyOf(out, Math.max(out.length * 2, size + missing));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
