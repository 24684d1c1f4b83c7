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

    private static final int UNFOLDED = -1;
    private static final int BUFFER = 8_192;
    private static final ThreadLocal<char[]> BUFFERS = ThreadLocal.withInitial(() -> new char[BUFFER]);

    /** What a character of ASCII becomes, if no blank stands before a blank. */
    private static final char[] ASCII = new char[0x80];

    static {
        for (char c = 0; c < ASCII.length; c++) {
            ASCII[c] = Character.isWhitespace(c) ? ' ' : c;
        }
    }

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
        int length = text.length();
        char[] characters = length <= BUFFER ? BUFFERS.get() : new char[length];
        text.getChars(0, length, characters, 0);
        int left = plain(characters, length, false);
        if (left == UNFOLDED) {
            characters = Normalizer.normalize(text, Normalizer.Form.NFKC).toCharArray();
            left = plain(characters, characters.length, true);
        }
        return new String(characters, 0, left);
    }

    /** Makes characters plain where they lie, and tells how many are left; {@link #UNFOLDED} when they must be folded before. */
    private static int plain(char[] text, int length, boolean isFolded) {
        int left = 0;
        int afterBlank = 1;
        for (int i = 0; i < length; i++) {
            char c = text[i];
            if (c < ASCII.length && c != '\\') {
                // Without a branch: where words end, no processor foretells.
                char plain = ASCII[c];
                int blank = plain == ' ' ? 1 : 0;
                text[left] = plain;
                left += 1 - (blank & afterBlank);
                afterBlank = blank;
                continue;
            }
            if (c > 0x7f && !isFolded && !Compatibility.isFolded(text, i, length)) {
                return UNFOLDED;
            }
            if (c == '\\' && i + 1 < length && " \n\r\tnrt\\".indexOf(text[i + 1]) >= 0) {
                i += Character.isLetter(text[i + 1]) ? 1 : 0;
                c = ' ';
            }
            if (Character.isWhitespace(c)) {
                text[left] = ' ';
                left += 1 - afterBlank;
                afterBlank = 1;
            } else if (!isInvisible(c)) {
                text[left++] = c;
                afterBlank = 0;
            }
        }
        return left;
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
