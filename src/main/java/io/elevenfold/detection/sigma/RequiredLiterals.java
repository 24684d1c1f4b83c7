package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds texts of which every match of a regular expression contains at least one, so that the expression is tried only
 * where one of them stands. Follows RE2's syntax; where it does not understand, it says so by finding nothing: a
 * missing literal costs time, a wrong one would cost hits.
 */
final class RequiredLiterals {

    private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(,\\d*)?\\}");
    private static final int MOST_TIMES = 4;

    private final String expression;
    private int position;

    private RequiredLiterals(String expression) {
        this.expression = expression;
    }

    /**
     * Folded by {@link Folding#loose}; places are marked as in {@link Literals}.
     *
     * @return every match contains a text of each of the sets of one of these lists; empty when nothing is known
     */
    static List<List<Set<String>>> in(String expression) {
        try {
            return new RequiredLiterals(expression).ofEachAlternative();
        } catch (UnknownSyntax e) {
            return List.of();
        }
    }

    /** Those that require one text only are as good as one. */
    private List<List<Set<String>>> ofEachAlternative() {
        List<List<Set<String>>> all = new ArrayList<>();
        Set<String> oneOf = new LinkedHashSet<>();
        do {
            List<Set<String>> known =
                    sequence().known().stream().map(RequiredLiterals::shortest).toList();
            if (known.isEmpty()) {
                return List.of();
            }
            if (known.size() == 1) {
                oneOf.addAll(known.get(0));
            } else {
                all.add(known);
            }
        } while (isNext('|'));
        if (position < expression.length()) {
            throw new UnknownSyntax();
        }
        if (!oneOf.isEmpty()) {
            all.add(List.of(shortest(oneOf)));
        }
        return all;
    }

    /** Leaves out what contains another text of the set. */
    private static Set<String> shortest(Set<String> texts) {
        return texts.stream()
                .filter(text -> texts.stream().noneMatch(other -> !other.equals(text) && text.contains(other)))
                .collect(Collectors.toSet());
    }

    /** {@code a|b}: one of what the branches require. */
    private Literals alternatives() {
        Literals all = sequence();
        while (isNext('|')) {
            all = all.or(sequence());
        }
        return all;
    }

    private Literals sequence() {
        Literals sequence = Literals.EMPTY;
        while (position < expression.length() && peek() != '|' && peek() != ')') {
            sequence = sequence.then(repeated(atom()));
        }
        return sequence;
    }

    private Literals atom() {
        char c = expression.charAt(position++);
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '.' -> Literals.ANYTHING;
            case '^' -> Literals.exactly(String.valueOf(Literals.BEGIN));
            case '$' -> Literals.exactly(String.valueOf(Literals.END));
            default -> literal(c);
        };
    }

    private static Literals literal(char c) {
        return Character.isSurrogate(c) || Literals.isMark(c) ? Literals.ANYTHING : Literals.exactly(String.valueOf(c));
    }

    private Literals group() {
        if (peek() == '?' && skipFlags()) {
            return Literals.EMPTY;
        }
        Literals inner = alternatives();
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

    private Literals escape() {
        if (position >= expression.length()) {
            throw new UnknownSyntax();
        }
        char c = expression.charAt(position++);
        return switch (c) {
            case 'b' -> Literals.exactly(String.valueOf(Literals.EDGE));
            case 'A' -> Literals.exactly(String.valueOf(Literals.BEGIN));
            case 'z' -> Literals.exactly(String.valueOf(Literals.END));
            case 'B' -> Literals.EMPTY;
            case 's' -> Literals.exactly(" ");
            case 'd', 'D', 'S', 'w', 'W' -> Literals.ANYTHING;
            default -> Literals.anyOf(escapedCharacter(c), -1);
        };
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

    private Literals characterClass() {
        boolean negated = peek() == '^';
        position += negated ? 1 : 0;
        Literals members = null;
        boolean first = true;
        while (first || peek() != ']') {
            if (position >= expression.length()) {
                throw new UnknownSyntax();
            }
            first = false;
            int from = classMember();
            int to = from;
            if (peek() == '-' && position + 1 < expression.length() && expression.charAt(position + 1) != ']') {
                position++;
                to = classMember();
            }
            Literals member = Literals.anyOf(from, to);
            members = members == null ? member : members.or(member);
        }
        position++;
        return negated || members == null || members.isTooCommon() ? Literals.ANYTHING : members;
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
            if (Character.isHighSurrogate(c) && Character.isLowSurrogate(peek())) {
                return Character.toCodePoint(c, expression.charAt(position++));
            }
            return c;
        }
        if (position >= expression.length()) {
            throw new UnknownSyntax();
        }
        char escaped = expression.charAt(position++);
        return "dDsSwW".indexOf(escaped) >= 0 ? 0 : escapedCharacter(escaped);
    }

    private Literals repeated(Literals part) {
        Literals repeated = part;
        while (position < expression.length()) {
            Matcher counted = COUNT.matcher(expression).region(position, expression.length());
            if (isNext('*')) {
                repeated = Literals.ANYTHING;
            } else if (isNext('?')) {
                repeated = repeated.optional();
            } else if (isNext('+')) {
                repeated = repeated.atLeastOnce();
            } else if (counted.lookingAt()) {
                repeated = times(repeated, counted.group(1), counted.group(2) != null);
                position = counted.end();
            } else {
                return repeated;
            }
        }
        return repeated;
    }

    private static Literals times(Literals part, String least, boolean orMore) {
        int count = least.length() > 1 ? MOST_TIMES : Math.min(MOST_TIMES, Integer.parseInt(least));
        if (count > 1 && !part.isOneText()) {
            return part.atLeastOnce();
        }
        Literals all = Literals.EMPTY;
        for (int i = 0; i < count; i++) {
            all = all.then(part);
        }
        return orMore || count == MOST_TIMES ? all.then(Literals.ANYTHING) : all;
    }

    /** Reads it if it is. */
    private boolean isNext(char c) {
        boolean isNext = peek() == c;
        position += isNext ? 1 : 0;
        return isNext;
    }

    private char peek() {
        return position < expression.length() ? expression.charAt(position) : 0;
    }

    /** Thrown and caught here only. */
    private static final class UnknownSyntax extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
