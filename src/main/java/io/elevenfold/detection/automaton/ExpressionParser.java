package io.elevenfold.detection.automaton;

import io.elevenfold.detection.automaton.Program.Look;
import io.elevenfold.detection.automaton.Program.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the syntax of RE2 (https://github.com/google/re2/wiki/Syntax) as far as rules use it. What it does not know, or
 * what speaks of characters beyond ASCII, it refuses: RE2 itself then answers.
 */
final class ExpressionParser {

    /** The expression is for RE2 alone. */
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final Part NOTHING = (program, next) -> next;
    private static final int WITHOUT_END = -1;

    private final String expression;
    private int position;
    private boolean anyCase;
    private boolean manyLines;
    private boolean dotTakesAll;

    private ExpressionParser(String expression) {
        this.expression = expression;
    }

    static Part parse(String expression) {
        ExpressionParser parser = new ExpressionParser(expression);
        Part whole = parser.alternatives();
        if (parser.position < expression.length()) {
            throw new Unknown();
        }
        return whole;
    }

    private Part alternatives() {
        Part all = sequence();
        while (isNext('|')) {
            Part one = all;
            Part other = sequence();
            all = (program, next) -> program.fork(one.write(program, next), other.write(program, next));
        }
        return all;
    }

    private Part sequence() {
        List<Part> parts = new ArrayList<>();
        while (position < expression.length() && peek() != '|' && peek() != ')') {
            parts.add(repeated(atom()));
        }
        return (program, next) -> {
            int begin = next;
            for (int i = parts.size() - 1; i >= 0; i--) {
                begin = parts.get(i).write(program, begin);
            }
            return begin;
        };
    }

    private Part atom() {
        char c = take();
        return switch (c) {
            case '(' -> group();
            case '[' -> one(characterClass());
            case '\\' -> escape();
            case '.' -> one(dotTakesAll ? Characters.ALL : Characters.NO_NEW_LINE);
            case '^' -> look(manyLines ? Look.LINE_BEGIN : Look.TEXT_BEGIN);
            case '$' -> look(manyLines ? Look.LINE_END : Look.TEXT_END);
            case '*', '+', '?' -> throw new Unknown();
            default -> one(single(c));
        };
    }

    private Part group() {
        boolean outerCase = anyCase;
        boolean outerLines = manyLines;
        boolean outerDot = dotTakesAll;
        if (isNext('?') && flags()) {
            return NOTHING;
        }
        Part inner = alternatives();
        if (!isNext(')')) {
            throw new Unknown();
        }
        anyCase = outerCase;
        manyLines = outerLines;
        dotTakesAll = outerDot;
        return inner;
    }

    /** Reads {@code flags:}, {@code flags)} or {@code P<name>}; true when the group ends with it. */
    private boolean flags() {
        if (expression.startsWith("P<", position)) {
            position = expression.indexOf('>', position) + 1;
            if (position == 0) {
                throw new Unknown();
            }
            return false;
        }
        boolean on = true;
        for (char c = take(); ; c = take()) {
            switch (c) {
                case '-' -> on = false;
                case 'i' -> anyCase = on;
                case 'm' -> manyLines = on;
                case 's' -> dotTakesAll = on;
                case ':' -> {
                    return false;
                }
                case ')' -> {
                    return true;
                }
                default -> throw new Unknown();
            }
        }
    }

    private Part escape() {
        char c = take();
        return switch (c) {
            case 'b' -> look(Look.WORD_EDGE);
            case 'B' -> look(Look.NO_WORD_EDGE);
            case 'A' -> look(Look.TEXT_BEGIN);
            case 'z' -> look(Look.TEXT_END);
            case 'd', 'D', 's', 'S', 'w', 'W' -> one(shorthand(c));
            default -> one(single(escaped(c)));
        };
    }

    private static Characters shorthand(char c) {
        return switch (c) {
            case 'd' -> Characters.DIGITS;
            case 'D' -> Characters.DIGITS.not();
            case 's' -> Characters.WHITE_SPACE;
            case 'S' -> Characters.WHITE_SPACE.not();
            case 'w' -> Characters.WORD;
            case 'W' -> Characters.WORD.not();
            default -> throw new Unknown();
        };
    }

    private char escaped(char c) {
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
            case 'f' -> {
                return '\f';
            }
            case 'x' -> {
                return hexadecimal();
            }
            default -> {
                if (c > 0x7f || Character.isLetterOrDigit(c)) {
                    throw new Unknown();
                }
                return c;
            }
        }
    }

    private char hexadecimal() {
        int from = position;
        int end = from + 2;
        if (peek() == '{') {
            from++;
            end = expression.indexOf('}', from);
            position = end + 1;
        } else {
            position = end;
        }
        try {
            int c = Integer.parseInt(expression.substring(from, end), 16);
            if (c > 0x7f) {
                throw new Unknown();
            }
            return (char) c;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new Unknown();
        }
    }

    private Characters characterClass() {
        boolean negated = isNext('^');
        Characters members = Characters.NONE;
        for (boolean first = true; first || peek() != ']'; first = false) {
            char c = take();
            if (c == '[' && peek() == ':') {
                throw new Unknown();
            }
            if (c == '\\' && "dDsSwW".indexOf(peek()) >= 0) {
                members = members.and(shorthand(take()));
                continue;
            }
            char from = c == '\\' ? escaped(take()) : c;
            char to = from;
            if (peek() == '-' && position + 1 < expression.length() && expression.charAt(position + 1) != ']') {
                position++;
                char end = take();
                to = end == '\\' ? escaped(take()) : end;
            }
            if (from > 0x7f || to > 0x7f || to < from) {
                throw new Unknown();
            }
            members = members.and(Characters.range(from, to));
        }
        position++;
        members = anyCase ? members.inAnyCase() : members;
        return negated ? members.not() : members;
    }

    private Part repeated(Part part) {
        Part repeated = part;
        for (boolean again = false; position < expression.length(); again = true) {
            int least;
            int most = WITHOUT_END;
            if (isNext('*')) {
                least = 0;
            } else if (isNext('+')) {
                least = 1;
            } else if (isNext('?')) {
                least = 0;
                most = 1;
            } else if (peek() == '{') {
                int end = expression.indexOf('}', position);
                String[] counts = end < 0
                        ? new String[0]
                        : expression.substring(position + 1, end).split(",", -1);
                if (counts.length < 1 || counts.length > 2 || !counts[0].matches("\\d{1,4}")) {
                    return repeated(repeated, '{');
                }
                least = Integer.parseInt(counts[0]);
                if (counts.length == 1) {
                    most = least;
                } else if (!counts[1].isEmpty()) {
                    if (!counts[1].matches("\\d{1,4}")) {
                        return repeated(repeated, '{');
                    }
                    most = Integer.parseInt(counts[1]);
                }
                position = end + 1;
            } else {
                return repeated;
            }
            if (again) {
                throw new Unknown();
            }
            isNext('?');
            repeated = times(repeated, least, most);
        }
        return repeated;
    }

    /** A brace that counts nothing stands for itself. */
    private Part repeated(Part before, char brace) {
        position++;
        Part after = repeated(one(single(brace)));
        return (program, next) -> before.write(program, after.write(program, next));
    }

    private static Part times(Part part, int least, int most) {
        if (most == WITHOUT_END) {
            return (program, next) -> {
                int begin = program.loop(part, next, least > 0);
                for (int i = 1; i < least; i++) {
                    begin = part.write(program, begin);
                }
                return begin;
            };
        }
        return (program, next) -> {
            int begin = next;
            for (int i = least; i < most; i++) {
                begin = program.fork(part.write(program, begin), next);
            }
            for (int i = 0; i < least; i++) {
                begin = part.write(program, begin);
            }
            return begin;
        };
    }

    private Characters single(char c) {
        if (c > 0x7f) {
            throw new Unknown();
        }
        Characters single = Characters.range(c, c);
        return anyCase ? single.inAnyCase() : single;
    }

    private static Part one(Characters characters) {
        return (program, next) -> program.character(characters, next);
    }

    private static Part look(Look look) {
        return (program, next) -> program.look(look, next);
    }

    private boolean isNext(char c) {
        if (position < expression.length() && expression.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private char take() {
        if (position >= expression.length()) {
            throw new Unknown();
        }
        return expression.charAt(position++);
    }

    private char peek() {
        return position < expression.length() ? expression.charAt(position) : 0;
    }
}
