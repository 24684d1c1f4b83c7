package io.elevenfold.detection.sigma;

/**
 * Upper and lower case made equal, for rules and events in the same way: character by character with Unicode's simple
 * mapping, so that a text keeps its length and what follows a letter does not matter. Letters beyond the Basic
 * Multilingual Plane stay as they are.
 */
final class Folding {

    private static final char[] LOWER = new char[Character.MAX_VALUE + 1];
    private static final char[] LOOSE = new char[Character.MAX_VALUE + 1];

    static {
        for (int c = 0; c < LOWER.length; c++) {
            char lower = Character.toLowerCase((char) c);
            LOWER[c] = lower;
            LOOSE[c] = isWhiteSpace(lower) ? ' ' : Character.toLowerCase(Character.toUpperCase(lower));
        }
    }

    private Folding() {}

    static char lower(char c) {
        return LOWER[c];
    }

    /**
     * Coarser than lower case: all that an expression's {@code \s} stands for is a blank, and letters are one that an
     * expression without case takes for one, as {@code s} and {@code ſ}.
     */
    static char loose(char c) {
        return LOOSE[c];
    }

    /** The text itself when nothing changes. */
    static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (LOWER[text.charAt(i)] != text.charAt(i)) {
                return changed(text, i);
            }
        }
        return text;
    }

    static String loose(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = LOOSE[folded[i]];
        }
        return new String(folded);
    }

    private static String changed(String text, int from) {
        char[] folded = text.toCharArray();
        for (int i = from; i < folded.length; i++) {
            folded[i] = LOWER[folded[i]];
        }
        return new String(folded);
    }

    /** As RE2 has it. */
    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }
}
