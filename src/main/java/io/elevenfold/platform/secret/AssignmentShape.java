package io.elevenfold.platform.secret;

import org.jspecify.annotations.Nullable;

/**
 * A value that is given to a name such as {@code password}: in a shell, an option, a query, JSON, YAML, a program.
 * Program text that only passes a name on ({@code password = self.password}) is left alone.
 *
 * @param kind the word in the redacted text
 * @param minLength fewest characters of the value
 * @param needsDigit whether words alone are no secret
 */
record AssignmentShape(String kind, int minLength, boolean needsDigit) implements Shape {

    private static final int LOOK_AT = 128;
    private static final String ENDS_VALUE = " \t\r\n\"'`&;,|<>)}]";

    @Override
    public @Nullable Span match(String text, int start, int end) {
        if (end < text.length() && Characters.WORD.get(text.charAt(end))) {
            return null;
        }
        // In text that is itself JSON the quotes are escaped.
        int at = skipOne(text, skipOne(text, end, "\\"), "\"']");
        int sign = skipBlanks(text, at);
        boolean isOption = isOption(text, start);
        if (sign < text.length() && (text.charAt(sign) == '=' || text.charAt(sign) == ':')) {
            at = sign + 1;
            at = skipOne(text, at, "=>");
            at = skipBlanks(text, at);
        } else if (isOption && sign - end == 1) {
            at = sign;
        } else {
            return null;
        }
        return value(text, start, at, isOption);
    }

    private @Nullable Span value(String text, int start, int from, boolean isOption) {
        int at = skipOne(text, from, "\\");
        boolean isQuoted = at < text.length() && "\"'`".indexOf(text.charAt(at)) >= 0;
        int first = isQuoted ? at + 1 : from;
        String ends = isQuoted ? (at > from ? "\\\r\n" : "\r\n") + text.charAt(at) : ENDS_VALUE;
        int window = endOfValue(text, first, first + LOOK_AT, ends);
        String value = text.substring(first, window);
        if (value.length() < minLength || needsDigit && !(Characters.hasDigit(value) && Characters.hasLetter(value))) {
            return null;
        }
        if (Characters.isPlaceholder(value) || Characters.isReference(value)) {
            return null;
        }
        boolean isWord = !Characters.hasDigit(value) && value.chars().allMatch(AssignmentShape::isWordCharacter);
        boolean isMeant = isQuoted || isOption || Character.isUpperCase(text.charAt(start));
        if (!needsDigit && isWord && !isMeant) {
            return null;
        }
        if (isQuoted && value.indexOf(' ') >= 0 && needsDigit) {
            return null;
        }
        return new Span(first, endOfValue(text, window, text.length(), ends), kind);
    }

    private static boolean isWordCharacter(int character) {
        return Character.isLetter(character) || character == '.' || character == '_' || character == '-';
    }

    private static int endOfValue(String text, int from, int limit, String ends) {
        int bound = Math.min(limit, text.length());
        int at = from;
        while (at < bound && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** {@code --db-password}: looks back over the name, no further than a name is long. */
    private static boolean isOption(String text, int start) {
        int at = start;
        while (at > 0 && start - at < 40 && Characters.BASE64URL.get(text.charAt(at - 1))) {
            at--;
        }
        return start - at >= 2 && text.startsWith("--", at);
    }

    private static int skipOne(String text, int at, String characters) {
        return at < text.length() && characters.indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && at < from + 4 && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
