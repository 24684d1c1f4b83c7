package io.elevenfold.detection.sigma;

import java.util.List;

/**
 * Finds a few single characters that have no other case and stand for no other ones: invisible ones, mostly. The
 * platform looks for one faster than an automaton reads, and knows of most texts that they have none beyond Latin 1.
 */
final class LoneCharacters implements LiteralFinder {

    private static final int MOST = 8;

    private final char[] characters;
    private final Listener listener;

    LoneCharacters(List<String> literals, Listener listener) {
        this.characters = String.join("", literals).toCharArray();
        this.listener = listener;
    }

    /** Whether all literals are such characters. */
    static boolean areAll(List<String> literals) {
        return literals.size() <= MOST
                && literals.stream().allMatch(literal -> literal.length() == 1 && isLone(literal.charAt(0)));
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
        for (int i = 0; i < characters.length; i++) {
            int at = text.indexOf(characters[i]);
            if (at >= 0) {
                listener.found(i, text, at, found);
            }
        }
    }
}
