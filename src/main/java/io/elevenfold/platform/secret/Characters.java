package io.elevenfold.platform.secret;

import java.util.BitSet;
import java.util.Locale;
import java.util.Set;

/** What a secret is made of, where it may begin, and what only stands in for one. */
final class Characters {

    static final BitSet DIGIT = range('0', '9');
    private static final BitSet LETTER = union(range('a', 'z'), range('A', 'Z'));
    static final BitSet HEX = union(DIGIT, range('a', 'f'), range('A', 'F'));
    static final BitSet UPPER_DIGIT = union(DIGIT, range('A', 'Z'));
    static final BitSet ALPHANUMERIC = union(UPPER_DIGIT, range('a', 'z'));
    static final BitSet WORD = union(ALPHANUMERIC, of("_"));
    static final BitSet BASE64URL = union(WORD, of("-"));
    static final BitSet DOTTED = union(BASE64URL, of("."));
    static final BitSet BASE64 = union(ALPHANUMERIC, of("+/="));
    static final BitSet URL_PATH = union(BASE64URL, of("/"));
    static final BitSet URL_VALUE = union(DOTTED, of("%+/=~"));

    private static final Set<String> STAND_INS = Set.of(
            "string",
            "str",
            "null",
            "none",
            "true",
            "false",
            "undefined",
            "required",
            "optional",
            "password",
            "secret",
            "token",
            "changeme",
            "redacted",
            "removed",
            "hidden",
            "example",
            "placeholder",
            "x-oauth-basic");

    private Characters() {}

    /** Index behind the run of characters of an alphabet that begins here. */
    static int runEnd(String text, int from, int limit, BitSet alphabet) {
        int bound = Math.min(limit, text.length());
        int at = from;
        while (at < bound && alphabet.get(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Whether a token may begin here: not inside a word. What follows an escaped line break is not inside one. */
    static boolean startsWord(String text, int at) {
        if (at == 0 || !ALPHANUMERIC.get(text.charAt(at - 1))) {
            return true;
        }
        return at > 1 && text.charAt(at - 2) == '\\' && "nrt".indexOf(text.charAt(at - 1)) >= 0;
    }

    /** Whether a value only names the place of a secret: {@code ${TOKEN}}, {@code <token>}, {@code xxxx}, a path. */
    static boolean isPlaceholder(String value) {
        char first = value.charAt(0);
        if ("$<{%[(&@".indexOf(first) >= 0 || value.startsWith("[REDACTED:")) {
            return true;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        return STAND_INS.contains(lower) || lower.contains("xxxx") || isOneCharacter(value) || lower.startsWith("your");
    }

    /** A path, or a name in a program: no digit and nothing that only a password would have. */
    static boolean isReference(String value) {
        return value.startsWith("/")
                || value.startsWith("~")
                || value.startsWith("./")
                || value.startsWith("../")
                || value.startsWith("process.env")
                || value.startsWith("os.environ")
                || value.indexOf('(') >= 0;
    }

    static boolean hasDigit(String value) {
        return contains(value, DIGIT);
    }

    static boolean hasLetter(String value) {
        return contains(value, LETTER);
    }

    private static boolean contains(String value, BitSet alphabet) {
        for (int at = 0; at < value.length(); at++) {
            if (alphabet.get(value.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneCharacter(String value) {
        char first = value.charAt(0);
        return "xX*._-0".indexOf(first) >= 0 && value.chars().allMatch(character -> character == first);
    }

    private static BitSet range(char first, char last) {
        BitSet set = new BitSet(128);
        set.set(first, last + 1);
        return set;
    }

    private static BitSet of(String characters) {
        BitSet set = new BitSet(128);
        characters.chars().forEach(set::set);
        return set;
    }

    private static BitSet union(BitSet... sets) {
        BitSet union = new BitSet(128);
        for (BitSet set : sets) {
            union.or(set);
        }
        return union;
    }
}
