package io.elevenfold.detection.sigma;

import org.jspecify.annotations.Nullable;

/**
 * Finds characters that every match of a regular expression contains, so that the expression is tried only where they
 * stand. Looks only at the outermost level and gives up at whatever it does not know: a missing literal costs time, a
 * wrong one would cost hits.
 */
final class RequiredLiteral {

    private static final int MIN_LENGTH = 2;

    private RequiredLiteral() {}

    /** The longest literal, or null. */
    static @Nullable String in(String expression) {
        if (expression.contains("(?") || hasOuterAlternation(expression)) {
            return null;
        }
        String best = "";
        StringBuilder run = new StringBuilder();
        int i = 0;
        while (i < expression.length()) {
            char c = expression.charAt(i);
            int next = i + 1;
            char literal = 0;
            if (c == '\\' && next < expression.length()) {
                char escaped = expression.charAt(next);
                literal = Character.isLetterOrDigit(escaped) ? 0 : escaped;
                if (literal == 0 && "dDsSwWbBAzt".indexOf(escaped) < 0) {
                    return null;
                }
                next++;
            } else if (c == '[') {
                next = endOfClass(expression, i);
            } else if (c == '(') {
                next = endOfGroup(expression, i);
            } else if (".^$".indexOf(c) < 0 && !Character.isSurrogate(c)) {
                literal = c;
            }
            int afterQuantifier = skipQuantifier(expression, next);
            if (literal != 0 && afterQuantifier == next) {
                run.append(literal);
            } else {
                best = longer(best, run);
            }
            i = afterQuantifier;
        }
        best = longer(best, run);
        return best.length() < MIN_LENGTH ? null : best;
    }

    private static String longer(String best, StringBuilder run) {
        String candidate = run.toString();
        run.setLength(0);
        return candidate.length() > best.length() ? candidate : best;
    }

    private static boolean hasOuterAlternation(String expression) {
        int i = 0;
        while (i < expression.length()) {
            char c = expression.charAt(i);
            if (c == '|') {
                return true;
            }
            i = switch (c) {
                case '\\' -> i + 2;
                case '[' -> endOfClass(expression, i);
                case '(' -> endOfGroup(expression, i);
                default -> i + 1;
            };
        }
        return false;
    }

    private static int endOfClass(String expression, int open) {
        int i = open + 1;
        if (i < expression.length() && expression.charAt(i) == '^') {
            i++;
        }
        if (i < expression.length() && expression.charAt(i) == ']') {
            i++;
        }
        while (i < expression.length() && expression.charAt(i) != ']') {
            if (expression.startsWith("[:", i)) {
                int end = expression.indexOf(":]", i);
                i = end < 0 ? expression.length() : end + 2;
            } else {
                i += expression.charAt(i) == '\\' ? 2 : 1;
            }
        }
        return i + 1;
    }

    private static int endOfGroup(String expression, int open) {
        int depth = 0;
        int i = open;
        while (i < expression.length()) {
            char c = expression.charAt(i);
            if (c == '[') {
                i = endOfClass(expression, i);
                continue;
            }
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
            i += c == '\\' ? 2 : 1;
        }
        return i;
    }

    private static int skipQuantifier(String expression, int from) {
        int i = from;
        while (i < expression.length() && "*+?{".indexOf(expression.charAt(i)) >= 0) {
            if (expression.charAt(i) == '{') {
                int end = expression.indexOf('}', i);
                i = end < 0 ? expression.length() : end + 1;
            } else {
                i++;
            }
        }
        return i;
    }
}
