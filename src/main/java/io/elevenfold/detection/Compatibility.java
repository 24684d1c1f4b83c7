package io.elevenfold.detection;

import java.text.Normalizer;

/**
 * Tells quickly of most texts that folding their compatibility forms (NFKC) would change nothing: of arrows, letters,
 * ideographs, emoji. What is not known to stay is for the normaliser to judge.
 */
final class Compatibility {

    private static final int KNOWN = 0x2_0000;
    private static final byte STAYS = 1;
    private static final byte UNSURE = 2;

    /** Filled as characters are met; two threads that meet one write the same. */
    private static final byte[] JUDGED = new byte[KNOWN];

    private Compatibility() {}

    /** Of one character among others; a pair of surrogates is judged at its first half. */
    static boolean isFolded(char[] text, int at, int end) {
        boolean isJudged = Character.isLowSurrogate(text[at]) && at > 0 && Character.isHighSurrogate(text[at - 1]);
        return isJudged || stays(Character.codePointAt(text, at, end));
    }

    private static boolean stays(int character) {
        if (character >= KNOWN) {
            return false;
        }
        byte judged = JUDGED[character];
        if (judged == 0) {
            judged = judge(character);
            JUDGED[character] = judged;
        }
        return judged == STAYS;
    }

    /** Marks and conjoining Jamo stay by themselves, but not beside what they join with. */
    private static byte judge(int character) {
        boolean joins =
                switch (Character.getType(character)) {
                    case Character.NON_SPACING_MARK,
                            Character.ENCLOSING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.SURROGATE,
                            Character.UNASSIGNED -> true;
                    default -> Character.UnicodeBlock.of(character) == Character.UnicodeBlock.HANGUL_JAMO;
                };
        return !joins && Normalizer.isNormalized(Character.toString(character), Normalizer.Form.NFKC) ? STAYS : UNSURE;
    }
}
