package io.elevenfold.detection.sigma;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A Sigma string: characters, wildcards and interchangeable dashes. Characters are UTF-16 units; what is not a
 * character is a negative number.
 */
final class SigmaText {

    /** {@code ?}: exactly one character. */
    static final int ONE = -1;

    /** {@code *}: any number of characters. */
    static final int MANY = -2;

    /** One of {@link #DASHES}, as the modifier windash allows. */
    static final int DASH = -3;

    /** Hyphen, slash, en dash, em dash, horizontal bar (Sigma 2.1, modifier windash). */
    static final String DASHES = "-/\u2013\u2014\u2015";

    private static final int MOST_VARIANTS = 625;

    private final int[] symbols;

    private SigmaText(int[] symbols) {
        this.symbols = symbols;
    }

    /** Without wildcards: every character stands for itself. */
    static SigmaText literal(String text) {
        return new SigmaText(text.chars().toArray());
    }

    /**
     * With wildcards and escapes: a backslash takes the meaning from a following {@code *}, {@code ?} or backslash and
     * stands for itself before anything else (Sigma 2.1, Escaping).
     */
    static SigmaText parse(String text) {
        int[] symbols = new int[text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && "*?\\".indexOf(text.charAt(i + 1)) >= 0) {
                i++;
                symbols[size++] = text.charAt(i);
            } else if (c == '*') {
                symbols[size++] = MANY;
            } else if (c == '?') {
                symbols[size++] = ONE;
            } else {
                symbols[size++] = c;
            }
        }
        return new SigmaText(Arrays.copyOf(symbols, size));
    }

    int[] symbols() {
        return symbols;
    }

    /** Whether every symbol is a character. */
    boolean isPlain() {
        return Arrays.stream(symbols).allMatch(symbol -> symbol >= 0);
    }

    /** The characters of a plain text. */
    String plain() {
        StringBuilder plain = new StringBuilder(symbols.length);
        for (int symbol : symbols) {
            plain.append((char) symbol);
        }
        return plain.toString();
    }

    SigmaText anythingBefore() {
        if (symbols.length > 0 && symbols[0] == MANY) {
            return this;
        }
        int[] longer = new int[symbols.length + 1];
        longer[0] = MANY;
        System.arraycopy(symbols, 0, longer, 1, symbols.length);
        return new SigmaText(longer);
    }

    SigmaText anythingAfter() {
        if (symbols.length > 0 && symbols[symbols.length - 1] == MANY) {
            return this;
        }
        int[] longer = Arrays.copyOf(symbols, symbols.length + 1);
        longer[symbols.length] = MANY;
        return new SigmaText(longer);
    }

    /**
     * Makes the dashes that begin a flag interchangeable: any of them before a word character and not after one.
     * pySigma looks at the same places.
     */
    SigmaText windash() {
        int[] changed = symbols.clone();
        for (int i = 0; i + 1 < symbols.length; i++) {
            boolean dash = symbols[i] >= 0 && DASHES.indexOf(symbols[i]) >= 0;
            if (dash && isWord(symbols[i + 1]) && (i == 0 || !isWord(symbols[i - 1]))) {
                changed[i] = DASH;
            }
        }
        return new SigmaText(changed);
    }

    /**
     * The same in another encoding, a character for each byte; wildcards stay.
     *
     * @param mark what stands in front of the whole
     */
    SigmaText encoded(Charset charset, String mark) {
        StringBuilder run = new StringBuilder();
        IntStream.Builder encoded = IntStream.builder();
        mark.chars().forEach(encoded::add);
        for (int symbol : symbols) {
            if (symbol >= 0) {
                run.append((char) symbol);
            } else {
                addBytes(run, charset, encoded);
                encoded.add(symbol);
            }
        }
        addBytes(run, charset, encoded);
        return new SigmaText(encoded.build().toArray());
    }

    private static void addBytes(StringBuilder run, Charset charset, IntStream.Builder encoded) {
        for (byte each : run.toString().getBytes(charset)) {
            encoded.add(each & 0xff);
        }
        run.setLength(0);
    }

    /**
     * The texts that this one stands for when each of its dashes is one of {@link #DASHES}.
     *
     * @throws IllegalArgumentException when there are more than a few hundred
     */
    List<SigmaText> withEveryDash() {
        List<SigmaText> variants = List.of(this);
        for (int i = 0; i < symbols.length; i++) {
            if (symbols[i] == DASH) {
                List<SigmaText> more = new ArrayList<>();
                for (SigmaText variant : variants) {
                    for (char dash : DASHES.toCharArray()) {
                        int[] changed = variant.symbols.clone();
                        changed[i] = dash;
                        more.add(new SigmaText(changed));
                    }
                }
                variants = more;
                if (variants.size() > MOST_VARIANTS) {
                    throw new IllegalArgumentException("too many dashes to encode every combination of them");
                }
            }
        }
        return variants;
    }

    private static boolean isWord(int symbol) {
        return symbol == '_' || (symbol >= 0 && Character.isLetterOrDigit(symbol));
    }
}
