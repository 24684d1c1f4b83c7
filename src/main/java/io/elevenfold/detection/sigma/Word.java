package io.elevenfold.detection.sigma;

/**
 * A text that is looked for in others.
 *
 * @param literal folded, not empty
 * @param isLoose whether it is compared in loose folding ({@link Folding#loose}), else in lower case
 * @param first of the marks of {@link Literals}: what has to be where it begins; {@link #NO_MARK} is nothing
 * @param last the same where it ends
 * @param id the bit that stands for it
 */
record Word(String literal, boolean isLoose, char first, char last, int id) {

    static final char NO_MARK = 0;

    /** A text that stands in another one, case aside. */
    static Word part(String literal, int id) {
        return new Word(literal, false, NO_MARK, NO_MARK, id);
    }

    /** @param marked in loose folding, with marks */
    static Word hint(String marked, int id) {
        return new Word(
                Literals.withoutMarks(marked),
                true,
                markOf(marked.charAt(0)),
                markOf(marked.charAt(marked.length() - 1)),
                id);
    }

    private static char markOf(char c) {
        return Literals.isMark(c) ? c : NO_MARK;
    }

    /** In loose folding, whatever it is compared in. */
    String loose() {
        return Folding.loose(literal);
    }

    boolean isIn(long[] found) {
        return (found[id >> 6] & 1L << id) != 0;
    }

    void addTo(long[] found) {
        found[id >> 6] |= 1L << id;
    }

    boolean standsAt(String text, int from) {
        int to = from + literal.length();
        return to <= text.length()
                && isAsMarked(first, text, from)
                && isAsMarked(last, text, to)
                && hasLiteralAt(text, from);
    }

    private boolean hasLiteralAt(String text, int from) {
        for (int i = 0; i < literal.length(); i++) {
            char c = text.charAt(from + i);
            if ((isLoose ? Folding.loose(c) : Folding.lower(c)) != literal.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** As an expression has it, for which a long text is cut. */
    static boolean isAsMarked(char mark, String text, int place) {
        return switch (mark) {
            case Literals.EDGE -> isPartOfWord(text, place - 1) != isPartOfWord(text, place) || place == Regex.MAX_TEXT;
            case Literals.BEGIN -> place == 0 || text.charAt(place - 1) == '\n';
            case Literals.END -> place == text.length() || text.charAt(place) == '\n' || place == Regex.MAX_TEXT;
            default -> true;
        };
    }

    private static boolean isPartOfWord(String text, int place) {
        if (place < 0 || place >= text.length()) {
            return false;
        }
        char c = text.charAt(place);
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}
