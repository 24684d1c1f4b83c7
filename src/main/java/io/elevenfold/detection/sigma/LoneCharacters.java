package io.elevenfold.detection.sigma;

import java.util.List;

/**
 * Finds a few single characters that have no other case and stand for no other ones: invisible ones, mostly. The
 * platform looks for one faster than an automaton reads, and knows of most texts that they have none beyond Latin 1.
 */
final class LoneCharacters implements LiteralFinder {

    private static final int MOST = 8;

    private final List<Word> words;

    LoneCharacters(List<Word> words) {
        this.words = words;
    }

    /** Whether all words are such characters. */
    static boolean areAll(List<Word> words) {
        return words.size() <= MOST
                && words.stream()
                        .allMatch(word -> word.literal().length() == 1
                                && isLone(word.literal().charAt(0)));
    }

    private static boolean isLone(char looked) {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            if (c != looked && Folding.loose((char) c) == looked) {
                return false;
            }
        }
        return Folding.loose(looked) == looked;
    }

    @Override
    public void find(String text, long[] found) {
        for (Word word : words) {
            char looked = word.literal().charAt(0);
            for (int at = text.indexOf(looked); at >= 0 && !word.isIn(found); at = text.indexOf(looked, at + 1)) {
                if (word.standsAt(text, at)) {
                    word.addTo(found);
                }
            }
        }
    }
}
