package io.elevenfold.detection;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text from outside, made plain so that wording cannot hide: compatibility forms folded (NFKC), invisible characters
 * gone, line breaks and their escapes turned into one blank.
 */
final class PlainText {

    static final int LONGEST = 32_768;
    private static final int DEEPEST = 16;

    private PlainText() {}

    /** The texts within a value, joined; empty when there is none. */
    static String of(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String text && text.length() <= LONGEST) {
            return plain(text);
        }
        StringBuilder joined = new StringBuilder();
        collect(value, joined, 0);
        return plain(joined.toString());
    }

    /** How many characters nobody sees: tags, zero-width ones, changes of direction. Joined emoji do not count. */
    static long invisibleIn(@Nullable Object value) {
        StringBuilder joined = new StringBuilder();
        collect(value, joined, 0);
        long count = 0;
        for (int i = 0; i < joined.length(); i++) {
            int c = joined.codePointAt(i);
            boolean joinsEmoji = c == 0x200d && i > 0 && (joined.charAt(i - 1) > 0x2000);
            if (isInvisible(c) && !joinsEmoji && !(c == 0xfeff && i == 0)) {
                count++;
            }
            i += Character.charCount(c) - 1;
        }
        return count;
    }

    private static void collect(@Nullable Object value, StringBuilder joined, int depth) {
        if (value == null || depth > DEEPEST || joined.length() >= LONGEST) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(inside -> collect(inside, joined, depth + 1));
        } else if (value instanceof Collection<?> list) {
            list.forEach(inside -> collect(inside, joined, depth + 1));
        } else if (value instanceof String text) {
            joined.append(joined.isEmpty() ? "" : " ").append(text, 0, Math.min(text.length(), LONGEST));
        }
    }

    private static String plain(String text) {
        String folded = Compatibility.isFolded(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        char[] plain = new char[folded.length()];
        int length = 0;
        boolean blank = true;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c > ' ' && c <= '~' && c != '\\') {
                plain[length++] = c;
                blank = false;
                continue;
            }
            if (c == '\\' && i + 1 < folded.length() && " \n\r\tnrt\\".indexOf(folded.charAt(i + 1)) >= 0) {
                i += Character.isLetter(folded.charAt(i + 1)) ? 1 : 0;
                c = ' ';
            }
            if (Character.isWhitespace(c)) {
                if (!blank) {
                    plain[length++] = ' ';
                }
                blank = true;
            } else if (!isInvisible(c)) {
                plain[length++] = c;
                blank = false;
            }
        }
        return new String(plain, 0, length);
    }

    private static boolean isInvisible(int c) {
        return (c >= 0x200b && c <= 0x200f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2060 && c <= 0x2069)
                || c == 0xfeff
                || c == 0x00ad
                || (c >= 0xe0000 && c <= 0xe007f);
    }
}
