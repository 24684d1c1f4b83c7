package io.elevenfold.detection.sigma;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates how large an expression becomes when its counted repetitions are written out, which is what RE2/J does: a
 * few nested {@code {100}} would fill the memory.
 */
final class RegexSize {

    private static final int MAX_DEPTH = 60;
    private static final long LIMIT = 20_000;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?\\}");

    private RegexSize() {}

    /** Whether the expression stays within what we are willing to compile. An invalid one is for RE2/J to refuse. */
    static boolean isModerate(String expression) {
        Deque<Long> groups = new ArrayDeque<>();
        Matcher count = COUNT.matcher(expression);
        long total = 0;
        long last = 0;
        int i = 0;
        while (i < expression.length()) {
            char c = expression.charAt(i);
            if (c == '(') {
                groups.push(total + last);
                total = 0;
                last = 0;
            } else if (c == ')' && !groups.isEmpty()) {
                last = total + last + 1;
                total = groups.pop();
            } else if (c == '{' && count.region(i, expression.length()).lookingAt()) {
                last *= Math.max(1, times(count));
                i = count.end() - 1;
            } else {
                total += last;
                last = 1;
                i = c == '\\' ? i + 1 : c == '[' ? endOfClass(expression, i) : i;
            }
            if (total + last > LIMIT || groups.size() > MAX_DEPTH) {
                return false;
            }
            i++;
        }
        return true;
    }

    private static long times(Matcher count) {
        String most = count.group(3);
        return most == null || most.isEmpty() ? Long.parseLong(count.group(1)) + 1 : Long.parseLong(most);
    }

    private static int endOfClass(String expression, int open) {
        int i = open + 1;
        if (i < expression.length() && expression.charAt(i) == '^') {
            i++;
        }
        boolean first = true;
        while (i < expression.length() && (first || expression.charAt(i) != ']')) {
            first = false;
            i += expression.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
