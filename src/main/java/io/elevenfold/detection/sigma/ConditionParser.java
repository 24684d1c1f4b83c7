package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition: {@code or} binds least, then {@code and}, {@code not}, {@code 1 of …}, brackets. Throws {@link
 * IllegalArgumentException} with the reason.
 */
final class ConditionParser {

    private static final int MAX_LENGTH = 4_096;
    private static final int MAX_DEPTH = 50;
    private static final Pattern TOKEN = Pattern.compile("\\s*+([()]|[^\\s()]++)");

    private final Map<String, Detection> selections;
    private final List<String> tokens = new ArrayList<>();
    private int position;
    private int depth;

    private ConditionParser(String condition, Map<String, Detection> selections) {
        this.selections = selections;
        Matcher matcher = TOKEN.matcher(condition);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
    }

    static Detection parse(String condition, Map<String, Detection> selections) {
        if (condition.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the condition is longer than %d characters".formatted(MAX_LENGTH));
        }
        if (condition.contains("|")) {
            throw new IllegalArgumentException("aggregation by '|' in a condition is gone since Sigma 2");
        }
        ConditionParser parser = new ConditionParser(condition, selections);
        Detection detection = parser.anyOf();
        if (parser.position < parser.tokens.size()) {
            throw new IllegalArgumentException("unexpected '%s' in the condition".formatted(parser.peek()));
        }
        return detection;
    }

    private Detection anyOf() {
        List<Detection> parts = new ArrayList<>(List.of(allOf()));
        while (take("or")) {
            parts.add(allOf());
        }
        return parts.size() == 1 ? parts.get(0) : new Detection.Any(parts);
    }

    private Detection allOf() {
        List<Detection> parts = new ArrayList<>(List.of(operand()));
        while (take("and")) {
            parts.add(operand());
        }
        return parts.size() == 1 ? parts.get(0) : new Detection.All(parts);
    }

    private Detection operand() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("the condition is nested deeper than %d".formatted(MAX_DEPTH));
        }
        Detection operand = take("not") ? new Detection.Not(operand()) : term();
        depth--;
        return operand;
    }

    private Detection term() {
        String token = next();
        if (token.equals("(")) {
            Detection inner = anyOf();
            if (!take(")")) {
                throw new IllegalArgumentException("a bracket is not closed in the condition");
            }
            return inner;
        }
        if (take("of")) {
            return quantified(token, next());
        }
        Detection selection = selections.get(token);
        if (selection == null) {
            throw new IllegalArgumentException("the condition names '%s', which is no search identifier, one of %s"
                    .formatted(token, String.join(", ", selections.keySet())));
        }
        return selection;
    }

    private Detection quantified(String quantifier, String pattern) {
        List<Detection> chosen = selections.entrySet().stream()
                .filter(selection -> isMeant(selection.getKey(), pattern))
                .map(Map.Entry::getValue)
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no search identifier matches '%s'".formatted(pattern));
        }
        return switch (quantifier.toLowerCase(Locale.ROOT)) {
            case "1", "any" -> new Detection.Any(chosen);
            case "all" -> new Detection.All(chosen);
            default -> throw new IllegalArgumentException("'%s of': expected 1 or all".formatted(quantifier));
        };
    }

    /** An identifier with a leading underscore is left out unless the pattern asks for underscores itself. */
    private static boolean isMeant(String identifier, String pattern) {
        if (pattern.equals("them")) {
            return !identifier.startsWith("_");
        }
        TextMatcher matcher = TextMatcher.of(SigmaText.parse(pattern), true);
        return matcher.find(identifier) >= 0 && identifier.startsWith("_") == pattern.startsWith("_");
    }

    private boolean take(String word) {
        if (position < tokens.size() && peek().equalsIgnoreCase(word)) {
            position++;
            return true;
        }
        return false;
    }

    private String next() {
        if (position >= tokens.size()) {
            throw new IllegalArgumentException("the condition ends too early");
        }
        return tokens.get(position++);
    }

    private String peek() {
        return tokens.get(position);
    }
}
