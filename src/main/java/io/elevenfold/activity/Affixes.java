package io.elevenfold.activity;

/** Many beginnings or ends of texts, asked for at once: two characters tell of nearly every text that it has none of them. */
public final class Affixes {

    private static final int FEWEST = 3;

    private final String[] texts;
    private final boolean areEnds;
    /** A bit for each pair of characters that one of the texts has where they are looked at. */
    private long pairs;

    private Affixes(String[] texts, boolean areEnds) {
        this.texts = texts;
        this.areEnds = areEnds;
        for (String text : texts) {
            pairs |= pairOf(text);
        }
    }

    /** @param texts of three characters at least */
    public static Affixes ends(String... texts) {
        return new Affixes(texts, true);
    }

    /** @param texts of three characters at least */
    public static Affixes beginnings(String... texts) {
        return new Affixes(texts, false);
    }

    /** Whether the text ends or begins with one of these. */
    public boolean anyOf(String text) {
        if (text.length() < FEWEST || (pairs & pairOf(text)) == 0) {
            return false;
        }
        for (String affix : texts) {
            if (areEnds ? text.endsWith(affix) : text.startsWith(affix)) {
                return true;
            }
        }
        return false;
    }

    /** The last two characters, or those after the first, which is a slash more often than not. */
    private long pairOf(String text) {
        int at = areEnds ? text.length() - 2 : 1;
        return 1L << (31 * text.charAt(at) + text.charAt(at + 1));
    }
}
