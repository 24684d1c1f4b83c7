package io.elevenfold.platform.secret;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A token that announces itself: a prefix that its issuer documents, then a run of known characters.
 *
 * @param kind the word in the redacted text
 * @param prefix as the issuer writes it; case counts
 * @param alphabet what may follow the prefix
 * @param min fewest characters behind the prefix
 * @param max most characters behind the prefix, a longer run is something else; above {@code LOOK_AT} there is no limit
 */
record TokenShape(String kind, String prefix, BitSet alphabet, int min, int max) implements Shape {

    private static final int LOOK_AT = 128;

    @Override
    public @Nullable Span match(String text, int start, int end) {
        boolean isWord = Characters.ALPHANUMERIC.get(prefix.charAt(0));
        if (!text.startsWith(prefix, start) || isWord && !Characters.startsWord(text, start)) {
            return null;
        }
        int seen = Characters.runEnd(text, end, end + Math.min(max, LOOK_AT) + 1, alphabet);
        if (seen - end < min || seen - end > max || Characters.isPlaceholder(text.substring(end, seen))) {
            return null;
        }
        // It is a secret: now it may take as long as it is, because it is not looked at twice.
        int full = Characters.runEnd(text, seen, text.length(), alphabet);
        return new Span(start, full, kind);
    }
}
