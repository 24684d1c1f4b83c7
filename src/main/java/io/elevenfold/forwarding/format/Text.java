package io.elevenfold.forwarding.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hostile text, made harmless for one line of a log. */
final class Text {

    /** Only ASCII, so that no control character, bidi mark or separator reaches a terminal or a line reader. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final int LONGEST_NAME = 300;

    private Text() {}

    /** One line of ASCII. */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a record holds what JSON cannot say", e);
        }
    }

    /** A value as one text: lists and maps as JSON. */
    static @Nullable String of(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof Collection<?> || value instanceof Map<?, ?> ? json(value) : value.toString();
    }

    /** Readers of JSON refuse long names (Jackson at 50,000 characters): the same map when all are short. */
    static Map<String, Object> shortNames(Map<String, Object> fields) {
        Map<String, Object> copy = new LinkedHashMap<>();
        boolean same = true;
        for (Map.Entry<String, Object> entry : fields.entrySet()) {
            String name = cut(entry.getKey(), LONGEST_NAME);
            Object value = shortNamesWithin(entry.getValue());
            same &= name.equals(entry.getKey()) && value == entry.getValue();
            copy.put(name, value);
        }
        return same ? fields : copy;
    }

    @SuppressWarnings("unchecked")
    private static Object shortNamesWithin(Object value) {
        if (value instanceof Map<?, ?> map) {
            return shortNames((Map<String, Object>) map);
        }
        if (value instanceof Collection<?> list && list.stream().anyMatch(item -> item instanceof Map<?, ?>)) {
            return list.stream().map(item -> shortNamesWithin((Object) item)).toList();
        }
        return value;
    }

    /** At most so many characters, the last one an ellipsis when something is missing; never half a character. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Math.max(0, longest - 1);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /**
     * Shows what has no place on a line as {@code <U+001B>}: control and format characters (bidi marks among them),
     * line and paragraph separators, halves of characters.
     *
     * @param keepLineBreaks leaves line feed and carriage return to the caller
     */
    static String visible(String text, boolean keepLineBreaks) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int width = Character.charCount(point);
            boolean fine = isPlain(point) || keepLineBreaks && (point == '\n' || point == '\r');
            if (!fine && safe == null) {
                safe = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (safe != null) {
                if (fine) {
                    safe.appendCodePoint(point);
                } else {
                    safe.append("<U+%04X>".formatted(point));
                }
            }
            i += width;
        }
        return safe == null ? text : safe.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
