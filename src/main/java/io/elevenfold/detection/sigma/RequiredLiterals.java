package io.elevenfold.detection.sigma;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts of which every match of a regular expression contains at least one, so that the expression is tried only
 * where one of them stands. Follows RE2's syntax; where it does not understand, it says so by finding nothing: a
 * missing literal costs time, a wrong one would cost hits.
 */
final class RequiredLiterals {

    /** Stands for "some character that is not ASCII". */
    static final String NON_ASCII = "\uffff";

    private static final int MAX_SET = 96;
    private static final int MAX_LENGTH = 24;
    private static final int MAX_CLASS = 6;
    private static final int MIN_LENGTH = 2;

    private final String expression;
    private int position;

    private RequiredLiterals(String expression) {
        this.expression = expression;
    }

    /** Lower case; empty when nothing is known. */
    static Set<String> in(String expression) {
        try {
            RequiredLiterals parser = new RequiredLiterals(expression);
            Part whole = parser.alternatives();
            return parser.position < expression.length() ? Set.of() : whole.best();
        } catch (UnknownSyntax e) {
            return Set.of();
        }
    }

    /** {@code a|b}: one of what the branches require. */
    private Part alternatives() {
        Part all = sequence();
        while (peek() == '|') {
            position++;
            all = all.or(sequence());
        }
        return all;
    }

    private Part sequence() {
        Part sequence = Part.EMPTY;
        while (position < expression.length() && peek() != '|' && peek() != ')') {
            sequence = sequence.then(repeated(atom()));
        }
        return sequence;
    }

    private Part atom() {
        char c = expression.charAt(position++);
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '.' -> Part.ANYTHING;
            case '^', '$' -> Part.EMPTY;
            default -> literal(c);
        };
    }

    private static Part literal(char c) {
        return Character.isSurrogate(c) ? Part.ANYTHING : Part.exactly(String.valueOf(c));
    }

    private Part group() {
        if (peek() == '?' && skipFlags()) {
            return Part.EMPTY;
        }
        Part inner = alternatives();
        if (peek() != ')') {
            throw new UnknownSyntax();
        }
        position++;
        return inner;
    }

    /** Skips {@code ?flags:} or {@code ?P<name>}; true when the group has nothing but flags. */
    private boolean skipFlags() {
        int end = position + 1;
        if (expression.startsWith("P<", end)) {
            end = expression.indexOf('>', end);
        } else {
            while (end < expression.length() && "imsU-".indexOf(expression.charAt(end)) >= 0) {
                end++;
            }
        }
        if (end < 0 || end >= expression.length() || ":>)".indexOf(expression.charAt(end)) < 0) {
            throw new UnknownSyntax();
        }
        position = end + 1;
        return expression.charAt(end) == ')';
    }

    private Part escape() {
        if (position >= expression.length()) {
            throw new UnknownSyntax();
        }
        char c = expression.charAt(position++);
        if ("bBAz".indexOf(c) >= 0) {
            return Part.EMPTY;
        }
        if ("dDsSwW".indexOf(c) >= 0) {
            return Part.ANYTHING;
        }
        int code = escapedCharacter(c);
        return code > 0x7f ? Part.NON_ASCII : Part.exactly(String.valueOf((char) code));
    }

    /** The character that stands after a backslash, in the forms that a class knows too. */
    private int escapedCharacter(char c) {
        switch (c) {
            case 'n' -> {
                return '\n';
            }
            case 't' -> {
                return '\t';
            }
            case 'r' -> {
                return '\r';
            }
            case 'x' -> {
                return hexadecimal();
            }
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new UnknownSyntax();
                }
                return c;
            }
        }
    }

    private int hexadecimal() {
        int end;
        int from = position;
        if (peek() == '{') {
            from++;
            end = expression.indexOf('}', from);
            position = end + 1;
        } else {
            end = position + 2;
            position = end;
        }
        try {
            return Integer.parseInt(expression.substring(from, end), 16);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new UnknownSyntax();
        }
    }

    private Part characterClass() {
        boolean negated = peek() == '^';
        position += negated ? 1 : 0;
        Set<String> members = new LinkedHashSet<>();
        boolean known = !negated;
        int lowest = Integer.MAX_VALUE;
        boolean first = true;
        while (first || peek() != ']') {
            if (position >= expression.length()) {
                throw new UnknownSyntax();
            }
            first = false;
            int member = classMember();
            boolean isRange =
                    peek() == '-' && position + 1 < expression.length() && expression.charAt(position + 1) != ']';
            if (isRange) {
                position++;
                classMember();
            }
            known &= member > 0 && !isRange;
            lowest = Math.min(lowest, member);
            if (member > 0) {
                members.add(Character.toString(member));
            }
        }
        position++;
        if (!negated && lowest > 0x7f) {
            return Part.NON_ASCII;
        }
        return known && members.size() <= MAX_CLASS && lowest < Character.MIN_SURROGATE
                ? Part.exactly(members)
                : Part.ANYTHING;
    }

    /** One member's character; 0 for a class inside the class. */
    private int classMember() {
        char c = expression.charAt(position++);
        if (c == '[' && peek() == ':') {
            int end = expression.indexOf(":]", position);
            if (end < 0) {
                throw new UnknownSyntax();
            }
            position = end + 2;
            return 0;
        }
        if (c != '\\') {
            return Character.isSurrogate(c) ? 0 : c;
        }
        if (position >= expression.length()) {
            throw new UnknownSyntax();
        }
        char escaped = expression.charAt(position++);
        return "dDsSwW".indexOf(escaped) >= 0 ? 0 : escapedCharacter(escaped);
    }

    private Part repeated(Part part) {
        Part repeated = part;
        while (position < expression.length()) {
            char c = peek();
            if (c == '*') {
                repeated = Part.ANYTHING;
            } else if (c == '?') {
                repeated = repeated.optional();
            } else if (c == '+') {
                repeated = repeated.atLeastOnce();
            } else if (c == '{' && expression.substring(position).matches("(?s)\\{\\d+(,\\d*)?\\}.*")) {
                boolean maybeNever = expression.charAt(position + 1) == '0';
                repeated = maybeNever ? Part.ANYTHING : repeated.atLeastOnce();
                position = expression.indexOf('}', position);
            } else {
                return repeated;
            }
            position++;
        }
        return repeated;
    }

    private char peek() {
        return position < expression.length() ? expression.charAt(position) : 0;
    }

    /** Thrown and caught here only. */
    private static final class UnknownSyntax extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * What is known of a part of the expression.
     *
     * @param exact all texts that can stand at the end of what the part matches; null when there are too many
     * @param isWhole whether these are all that the part can match, from its beginning
     * @param required texts of which each match contains one; empty when nothing is known
     */
    private record Part(@Nullable Set<String> exact, boolean isWhole, Set<String> required) {

        static final Part EMPTY = new Part(Set.of(""), true, Set.of());
        static final Part ANYTHING = new Part(null, false, Set.of());
        static final Part NON_ASCII = new Part(null, false, Set.of(RequiredLiterals.NON_ASCII));

        static Part exactly(String text) {
            return exactly(Set.of(text));
        }

        static Part exactly(Set<String> texts) {
            Set<String> folded = new LinkedHashSet<>();
            texts.forEach(text -> folded.add(TextMatcher.fold(text)));
            return new Part(folded, true, Set.of());
        }

        Set<String> best() {
            return better(required, usable(exact));
        }

        Part then(Part next) {
            if (exact != null && next.exact != null && next.isWhole) {
                Set<String> joined = product(exact, next.exact);
                if (joined != null) {
                    return new Part(joined, isWhole, required);
                }
            }
            // The run ends here and is a candidate; the next part begins another.
            return new Part(next.exact, false, better(best(), next.required));
        }

        Part or(Part other) {
            if (exact != null && other.exact != null && isWhole && other.isWhole) {
                Set<String> union = union(exact, other.exact);
                return union.size() > MAX_SET ? ANYTHING : new Part(union, true, Set.of());
            }
            Set<String> mine = best();
            Set<String> theirs = other.best();
            if (mine.isEmpty() || theirs.isEmpty()) {
                return ANYTHING;
            }
            Set<String> union = union(mine, theirs);
            return new Part(null, false, union.size() > MAX_SET ? Set.of() : union);
        }

        Part optional() {
            return exact != null && isWhole ? new Part(union(exact, Set.of("")), true, Set.of()) : ANYTHING;
        }

        Part atLeastOnce() {
            return new Part(null, false, best());
        }

        private static Set<String> usable(@Nullable Set<String> texts) {
            boolean useful = texts != null && texts.stream().allMatch(text -> text.length() >= MIN_LENGTH);
            return useful && texts != null ? texts : Set.of();
        }

        private static Set<String> better(Set<String> one, Set<String> other) {
            return score(other) > score(one) ? other : one;
        }

        private static int score(Set<String> texts) {
            int shortest =
                    texts.stream().mapToInt(RequiredLiterals::weight).min().orElse(0);
            return shortest * 100 - texts.size();
        }

        private static Set<String> union(Set<String> one, Set<String> other) {
            Set<String> union = new LinkedHashSet<>(one);
            union.addAll(other);
            return union;
        }

        private static @Nullable Set<String> product(Set<String> left, Set<String> right) {
            if (left.size() * right.size() > MAX_SET) {
                return null;
            }
            Set<String> product = new LinkedHashSet<>();
            for (String head : left) {
                for (String tail : right) {
                    if (head.length() + tail.length() > MAX_LENGTH) {
                        return null;
                    }
                    product.add(head + tail);
                }
            }
            return product;
        }
    }

    /** Longer texts are rarer, up to a point. */
    private static int weight(String text) {
        return text.equals(NON_ASCII) ? 4 : Math.min(text.length(), 8);
    }
}
