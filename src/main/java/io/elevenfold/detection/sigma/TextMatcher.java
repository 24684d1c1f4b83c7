package io.elevenfold.detection.sigma;

/** Compares one text. Immutable, and linear in the text's length whatever the text is. */
interface TextMatcher {

    /** Where the match begins, or a negative number when there is none. */
    int find(String text);

    /** Whether there is a match, wherever. */
    default boolean matches(String text) {
        return find(text) >= 0;
    }

    /** A rough price, to try the cheap ones first. */
    int cost();

    /** A text that stands in everything that matches; empty when there is none. */
    default String requiredPart() {
        return "";
    }

    /**
     * The cheapest matcher for a text with wildcards.
     *
     * @param cased whether case counts; if not, the matcher expects folded texts
     */
    static TextMatcher of(SigmaText text, boolean cased) {
        int[] symbols = text.symbols();
        int from = symbols.length > 0 && symbols[0] == SigmaText.MANY ? 1 : 0;
        int to = symbols.length > from && symbols[symbols.length - 1] == SigmaText.MANY
                ? symbols.length - 1
                : symbols.length;
        StringBuilder middle = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (symbols[i] < 0) {
                return Glob.of(symbols, cased);
            }
            middle.append((char) symbols[i]);
        }
        String literal = cased ? middle.toString() : Folding.lower(middle.toString());
        boolean openStart = from == 1;
        boolean openEnd = to < symbols.length || (openStart && symbols.length == 1);
        if (openStart) {
            return openEnd ? new Contains(literal) : new EndsWith(literal);
        }
        return openEnd ? new StartsWith(literal) : new Same(literal);
    }

    /** The whole text. */
    record Same(String literal) implements TextMatcher {
        @Override
        public int find(String text) {
            return text.equals(literal) ? 0 : -1;
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    /** Its beginning. */
    record StartsWith(String literal) implements TextMatcher {
        @Override
        public int find(String text) {
            return text.startsWith(literal) ? 0 : -1;
        }

        @Override
        public String requiredPart() {
            return literal;
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    /** Its end. */
    record EndsWith(String literal) implements TextMatcher {
        @Override
        public int find(String text) {
            return text.endsWith(literal) ? text.length() - literal.length() : -1;
        }

        @Override
        public String requiredPart() {
            return literal;
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    /** Any part of it. */
    record Contains(String literal) implements TextMatcher {
        @Override
        public int find(String text) {
            return text.indexOf(literal);
        }

        @Override
        public String requiredPart() {
            return literal;
        }

        @Override
        public int cost() {
            return 20;
        }
    }
}
