package io.elevenfold.detection.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into words, operators and redirections after the POSIX shell's rules of quoting, with Bash's
 * additions. Variables that the script itself set are put in; every character is looked at a bounded number of times,
 * and nothing is ever refused: an open quote reaches to the end.
 */
final class Lexer {

    private static final String ENDS_WORD = " \t\r\n;&|()<>";
    /** What may end a word without a look at what the word is: before a redirection a number is a descriptor. */
    private static final String ENDS_PLAIN_WORD = " \t\r\n;&|()";

    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = 0; c < PLAIN.length; c++) {
            PLAIN[c] = (ENDS_WORD + "'\"\\$`").indexOf(c) < 0;
        }
    }

    /** What a script that is not there could have printed. */
    static final String UNKNOWN = "$()";

    private final String text;
    private final Map<String, String> variables;
    private final UnaryOperator<String> substitution;
    private final Deque<Token> ready = new ArrayDeque<>(2);
    private final List<String> openHereDocuments = new ArrayList<>(0);
    private int at;
    private boolean atCommand = true;

    /** @param substitution runs what stands in {@code $(…)} and tells what it prints, or {@link #UNKNOWN} */
    Lexer(String text, Map<String, String> variables, UnaryOperator<String> substitution) {
        this.text = text;
        this.variables = variables;
        this.substitution = substitution;
    }

    /** The next token; null at the end. */
    @Nullable
    Token next() {
        if (!ready.isEmpty()) {
            return ready.poll();
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '\\' && peek(1) == '\n') {
                at += 2;
            } else if (c == '#') {
                skipComment();
            } else {
                return token(c);
            }
        }
        return null;
    }

    private Token token(char c) {
        switch (c) {
            case '\n':
                at++;
                readHereDocuments();
                Token line = operator("\n");
                if (ready.isEmpty()) {
                    return line;
                }
                ready.add(line);
                return ready.remove();
            case ';', '(', ')':
                at++;
                return operator(String.valueOf(c));
            case '|':
                boolean either = peek(1) == '|';
                at += either || peek(1) == '&' ? 2 : 1;
                return operator(either ? ";" : "|");
            case '&':
                if (peek(1) == '>') {
                    at += peek(2) == '>' ? 3 : 2;
                    return new Token(Token.Kind.REDIRECTION, ">", false);
                }
                at += peek(1) == '&' ? 2 : 1;
                return operator(";");
            case '<', '>':
                if (peek(1) != '(') {
                    return redirection(c);
                }
                break;
            default:
                break;
        }
        return word();
    }

    private Token operator(String operator) {
        atCommand = true;
        return Token.operator(operator);
    }

    private Token redirection(char c) {
        if (text.startsWith("<<<", at)) {
            at += 3;
            return new Token(Token.Kind.REDIRECTION, "<<<", false);
        }
        if (text.startsWith("<<", at)) {
            at += peek(2) == '-' ? 3 : 2;
            while (peek(0) == ' ') {
                at++;
            }
            openHereDocuments.add(plainWord());
            Token next = next();
            return next == null ? Token.operator("\n") : next;
        }
        at++;
        if (peek(0) == '>' || peek(0) == '|') {
            at++;
        } else if (peek(0) == '&' || (c == '<' && peek(0) == '>')) {
            at++;
        }
        return new Token(Token.Kind.REDIRECTION, String.valueOf(c), false);
    }

    private String plainWord() {
        StringBuilder name = new StringBuilder();
        while (at < text.length() && ENDS_WORD.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at++);
            if (c != '\'' && c != '"' && c != '\\') {
                name.append(c);
            }
        }
        return name.toString();
    }

    private void readHereDocuments() {
        for (String end : openHereDocuments) {
            int begin = at;
            int close = text.length();
            while (at < text.length()) {
                int line = text.indexOf('\n', at);
                line = line < 0 ? text.length() : line;
                boolean ends = text.substring(at, line).strip().equals(end);
                close = ends ? at : text.length();
                at = Math.min(text.length(), line + 1);
                if (ends) {
                    break;
                }
            }
            ready.add(new Token(Token.Kind.HERE_DOCUMENT, text.substring(Math.min(begin, close), close), true));
        }
        openHereDocuments.clear();
    }

    private Token word() {
        int plainEnd = at;
        while (plainEnd < text.length() && isPlain(text.charAt(plainEnd))) {
            plainEnd++;
        }
        if (plainEnd == text.length() || ENDS_PLAIN_WORD.indexOf(text.charAt(plainEnd)) >= 0) {
            String word = text.substring(at, plainEnd);
            at = plainEnd;
            return finished(word, false);
        }
        StringBuilder word = new StringBuilder(plainEnd - at + 32).append(text, at, plainEnd);
        at = plainEnd;
        boolean quoted = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                quoted = true;
                singleQuoted(word);
            } else if (c == '"') {
                quoted = true;
                doubleQuoted(word);
            } else if (c == '\\') {
                if (peek(1) != '\n' && at + 1 < text.length()) {
                    word.append(text.charAt(at + 1));
                }
                at += 2;
            } else if (c == '$') {
                if (peek(1) == '\'') {
                    quoted = true;
                    ansiQuoted(word);
                } else if (blank()) {
                    break;
                } else {
                    dollar(word);
                }
            } else if (c == '`') {
                word.append(substitution.apply(until('`')));
            } else if ((c == '<' || c == '>') && peek(1) == '(') {
                at++;
                word.append(substitution.apply(bracketed()));
            } else if (ENDS_WORD.indexOf(c) >= 0) {
                break;
            } else {
                word.append(c);
                at++;
            }
        }
        if (!quoted && isDescriptor(word)) {
            Token next = next();
            return next == null ? Token.operator("\n") : next;
        }
        return finished(word.toString(), quoted);
    }

    /** Whether the character stands for itself, quoted or not. */
    private static boolean isPlain(char c) {
        return c >= PLAIN.length || PLAIN[c];
    }

    /** The number in {@code 2>&1}. */
    private boolean isDescriptor(CharSequence word) {
        return (peek(0) == '<' || peek(0) == '>')
                && word.length() > 0
                && word.length() < 3
                && word.chars().allMatch(Character::isDigit);
    }

    /** {@code cat$IFS/etc/passwd}: the separator in disguise. */
    private boolean blank() {
        for (String form : new String[] {"${IFS}", "$IFS$9", "$IFS"}) {
            if (text.startsWith(form, at)) {
                at += form.length();
                return true;
            }
        }
        return false;
    }

    private Token finished(String word, boolean quoted) {
        if (atCommand) {
            int equals = word.indexOf('=');
            if (equals > 0 && isName(word, equals)) {
                variables.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (!Words.BEFORE_COMMAND.contains(word)) {
                atCommand = false;
            }
        }
        return new Token(Token.Kind.WORD, word, quoted);
    }

    private void singleQuoted(StringBuilder word) {
        int close = text.indexOf('\'', at + 1);
        close = close < 0 ? text.length() : close;
        word.append(text, at + 1, close);
        at = close + 1;
    }

    private void doubleQuoted(StringBuilder word) {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && "\"\\$`\n".indexOf(text.charAt(at + 1)) >= 0) {
                word.append(text.charAt(at + 1));
                at += 2;
            } else if (c == '$') {
                dollar(word);
            } else if (c == '`') {
                word.append(substitution.apply(until('`')));
            } else {
                word.append(c);
                at++;
            }
        }
        at++;
    }

    private void ansiQuoted(StringBuilder word) {
        int begin = at + 2;
        at = begin;
        while (at < text.length() && text.charAt(at) != '\'') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        word.append(Decoding.escapes(text.substring(begin, Math.min(at, text.length()))));
        at++;
    }

    private void dollar(StringBuilder word) {
        char c = peek(1);
        if (c == '(' && peek(2) == '(') {
            at++;
            bracketed();
            word.append("$(())");
        } else if (c == '(') {
            at++;
            word.append(substitution.apply(bracketed()));
        } else if (c == '{') {
            int close = text.indexOf('}', at);
            close = close < 0 ? text.length() : close;
            int end = at + 2;
            while (end < close && isNamePart(text.charAt(end))) {
                end++;
            }
            word.append(value(text.substring(at + 2, end), text.substring(at, Math.min(text.length(), close + 1))));
            at = close + 1;
        } else {
            int end = at + 1;
            while (end < text.length() && isNamePart(text.charAt(end))) {
                end++;
            }
            word.append(value(text.substring(at + 1, end), text.substring(at, end)));
            at = end;
        }
    }

    private String value(String name, String written) {
        if (name.equals("HOME")) {
            return "~";
        }
        String known = variables.get(name);
        return known == null ? written : known;
    }

    /** What stands between the bracket here and the one that closes it. */
    private String bracketed() {
        int begin = at + 1;
        int depth = 0;
        char quote = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && quote != '\'') {
                at++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                break;
            }
        }
        String inside = text.substring(Math.min(begin, text.length()), Math.min(at, text.length()));
        at++;
        return inside;
    }

    private String until(char close) {
        int begin = ++at;
        while (at < text.length() && text.charAt(at) != close) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        String inside = text.substring(Math.min(begin, text.length()), Math.min(at, text.length()));
        at++;
        return inside;
    }

    private void skipComment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    /** {@code NAME=value} or {@code NAME+=value}. */
    static boolean isAssignment(String word) {
        int equals = word.indexOf('=');
        int end = equals > 1 && word.charAt(equals - 1) == '+' ? equals - 1 : equals;
        return end > 0 && isName(word, end);
    }

    private static boolean isName(String word, int length) {
        for (int i = 0; i < length; i++) {
            if (!isNamePart(word.charAt(i))) {
                return false;
            }
        }
        return !Character.isDigit(word.charAt(0));
    }

    private static boolean isNamePart(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}
