package io.elevenfold.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
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

    /** For a document that is put together piece by piece, and then another one; not for two threads. */
    public CanonicalJson() {}

    /**
     * The canonical form, in UTF-8.
     *
     * @throws IllegalArgumentException for a value of another type, and for NaN and infinities
     */
    public static byte[] bytes(@Nullable Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return json.toBytes();
    }

    /** As {@link #bytes}, as text. */
    public static String text(@Nullable Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return new String(json.out, 0, json.size, StandardCharsets.UTF_8);
    }

    /** Begins anew. */
    public void clear() {
        size = 0;
    }

    /** Bytes so far. */
    public int size() {
        return size;
    }

    /** A sign between values. */
    public void sign(char sign) {
        append(sign);
    }

    /** Whether the last byte so far is this sign. */
    public boolean endsWith(char sign) {
        return size > 0 && out[size - 1] == sign;
    }

    /** Bytes that are canonical already. */
    public void copy(CanonicalJson other, int from, int to) {
        append(other.out, from, to - from);
    }

    public void copy(byte[] canonical) {
        append(canonical, 0, canonical.length);
    }

    /** What there is, to be read before anything is added. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(out, 0, size);
    }

    /** A copy of what there is. */
    public byte[] toBytes() {
        return Arrays.copyOf(out, size);
    }

    /** Appends the canonical form of a value; see {@link #bytes}. */
    public void write(@Nullable Object value) {
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
        if (number > MAX_SAFE || number < -MAX_SAFE) {
            quote(Long.toString(number));
        } else {
            append(ascii(Long.toString(number)));
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
        if (map instanceof SortedMap<?, ?> inOrder && inOrder.comparator() == null && areTexts(inOrder.keySet())) {
            boolean first = true;
            for (Map.Entry<?, ?> entry : inOrder.entrySet()) {
                first = member(first, (String) entry.getKey(), entry.getValue());
            }
        } else if (areTexts(map.keySet())) {
            Object[] names = map.keySet().toArray();
            Arrays.sort(names);
            boolean first = true;
            for (Object name : names) {
                first = member(first, (String) name, map.get(name));
            }
        } else {
            TreeMap<String, @Nullable Object> named = new TreeMap<>();
            map.forEach((key, item) -> named.put(String.valueOf(key), item));
            boolean first = true;
            for (Map.Entry<String, @Nullable Object> entry : named.entrySet()) {
                first = member(first, entry.getKey(), entry.getValue());
            }
        }
        append('}');
    }

    /** String.compareTo orders by UTF-16 code units, as RFC 8785 §3.2.3 asks. */
    private boolean member(boolean first, String name, @Nullable Object value) {
        if (!first) {
            append(',');
        }
        quote(name);
        append(':');
        write(value);
        return false;
    }

    private static boolean areTexts(Set<?> names) {
        for (Object name : names) {
            if (!(name instanceof String)) {
                return false;
            }
        }
        return true;
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
        append('"');
        int plain = copyPlain(text);
        if (plain < text.length()) {
            encode(text, plain);
        }
        append('"');
    }

    /** Writes characters as they are, up to the first that cannot be; returns its index. */
    private int copyPlain(String text) {
        int length = text.length();
        if (out.length - size < length) {
            grow(length);
        }
        byte[] into = out;
        int at = size;
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c >= 0x80 || c < ' ' || c == '"' || c == '\\') {
                break;
            }
            into[at++] = (byte) c;
            i++;
        }
        size = at;
        return i;
    }

    private void encode(String text, int from) {
        int length = text.length();
        for (int i = from; i < length; i++) {
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
        append(text, 0, text.length);
    }

    private void append(byte[] text, int from, int length) {
        if (out.length - size < length) {
            grow(length);
        }
        System.arraycopy(text, from, out, size, length);
        size += length;
    }

    private void grow(int missing) {
        out = Arrays.copyOf(out, Math.max(out.length * 2, size + missing));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
