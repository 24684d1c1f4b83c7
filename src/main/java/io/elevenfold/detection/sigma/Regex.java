package io.elevenfold.detection.sigma;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.elevenfold.detection.automaton.Automaton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression, searched anywhere in the text, in linear time (RE2). Look-around and back references do not
 * exist there and are refused when the rule is read.
 */
final class Regex implements TextMatcher {

    /** Beyond this many characters a text is not searched: linear, but a slow kind of linear. */
    static final int MAX_TEXT = 16_384;

    private final Pattern pattern;
    private final @Nullable Automaton automaton;
    private final List<List<Set<String>>> literals;

    private Regex(Pattern pattern, List<List<Set<String>>> literals) {
        this.pattern = pattern;
        this.automaton = Automaton.of(pattern.pattern());
        this.literals = literals;
    }

    /**
     * @param flags of {@code i}, {@code m}, {@code s}
     * @throws IllegalArgumentException with the reason for which RE2 refuses the expression
     */
    static Regex compile(String expression, String flags) {
        if (!RegexSize.isModerate(expression)) {
            throw new IllegalArgumentException("regular expression '%.80s' is too large".formatted(expression));
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(flags.isEmpty() ? expression : "(?" + flags + ")" + expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "regular expression '%.80s' is not one of RE2: %s".formatted(expression, e.getDescription()), e);
        }
        return new Regex(pattern, RequiredLiterals.in(expression));
    }

    /** As {@link RequiredLiterals#in} tells them. */
    List<List<Set<String>>> literals() {
        return literals;
    }

    @Override
    public int find(String text) {
        Matcher matcher = pattern.matcher(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
        return matcher.find() ? matcher.start() : -1;
    }

    @Override
    public boolean matches(String text) {
        Automaton.Answer answer =
                automaton == null ? Automaton.Answer.UNKNOWN : automaton.find(text, Math.min(text.length(), MAX_TEXT));
        return switch (answer) {
            case FOUND -> true;
            case NOT_FOUND -> false;
            case UNKNOWN -> find(text) >= 0;
        };
    }

    /** Beginning and end of the first match; null when there is none. */
    int @Nullable [] span(String text) {
        Matcher matcher = pattern.matcher(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
        return matcher.find() ? new int[] {matcher.start(), matcher.end()} : null;
    }

    /** As it was written, flags in front. */
    @Override
    public String toString() {
        return pattern.pattern();
    }

    @Override
    public int cost() {
        return automaton == null ? 400 : 60;
    }
}
