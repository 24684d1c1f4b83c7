package io.elevenfold.detection.automaton;

/**
 * A set of characters: those of ASCII one by one, all others together.
 *
 * @param low a bit for each of 0 to 63
 * @param high a bit for each of 64 to 127
 * @param others whether every other character belongs to it
 */
record Characters(long low, long high, boolean others) {

    static final Characters NONE = new Characters(0, 0, false);
    static final Characters DIGITS = range('0', '9');
    static final Characters WORD =
            DIGITS.and(range('a', 'z')).and(range('A', 'Z')).and(range('_', '_'));
    static final Characters WHITE_SPACE =
            range('\t', '\n').and(range('\f', '\r')).and(range(' ', ' '));
    static final Characters ALL = NONE.not();
    static final Characters NO_NEW_LINE = range('\n', '\n').not();

    /** Both ends belong to it and are ASCII. */
    static Characters range(char first, char last) {
        Characters range = NONE;
        for (int c = first; c <= last; c++) {
            range = c < Long.SIZE
                    ? new Characters(range.low | 1L << c, range.high, false)
                    : new Characters(range.low, range.high | 1L << c, false);
        }
        return range;
    }

    Characters and(Characters more) {
        return new Characters(low | more.low, high | more.high, others | more.others);
    }

    Characters not() {
        return new Characters(~low, ~high, !others);
    }

    /** With the other case of each letter. */
    Characters inAnyCase() {
        long letters = 0x07fffffeL;
        long upper = high & letters;
        long lower = high >>> 32 & letters;
        return new Characters(low, high | upper << 32 | lower, others);
    }

    /** @param c ASCII */
    boolean has(int c) {
        return ((c < Long.SIZE ? low : high) & 1L << c) != 0;
    }
}
