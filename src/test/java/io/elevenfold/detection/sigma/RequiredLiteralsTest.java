package io.elevenfold.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.detection.RuleCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredLiteralsTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "~",
            textBlock =
                    """
            abc                        ~ abc
            x(ab|cd)y                  ~ xaby,xcdy
            (curl|wget)\\b[^;]*\\|sh    ~ |sh
            git.*push                  ~ push
            [ab]cd                     ~ acd,bcd
            ab?cd                      ~ acd,abcd
            (?i)DROP                   ~ drop
            \\bai\\b.*x                 ~ ¦ai¦
            \\b(ai|llm)\\b must          ~ ¦ai must,¦llm must
            ^(ss|ip a)( |$)            ~ ‹ss ,‹ss›,‹ip a ,‹ip a›
            x\\.{3,}/                   ~ x...
            (ab|cd){2}e                ~ abe,cde
            ab\\b\\b-b                   ~ ab-b
            """)
    void literalsAreFound(String expression, String expected) {
        assertThat(RequiredLiterals.in(expression)).allSatisfy(sets -> assertThat(sets)
                .anySatisfy(set -> assertThat(shown(set)).contains(expected.split(","))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".*", "a*", "(abc)?", "[a-z]+", "abc|.", "\\d+", "(a|)(b|)", "\\Qabc\\E", "\\pL+", "(?x)a b"})
    void whereNothingIsRequiredNothingIsSaid(String expression) {
        assertThat(RequiredLiterals.in(expression)).isEmpty();
    }

    @Test
    void everyTextThatAShippedExpressionMatchesHasWhatItRequires() {
        RuleCatalog catalog = RuleCatalog.load();
        List<Regex> expressions = new ArrayList<>();
        catalog.shipped().forEach(rule -> collect(rule.sigma().detection(), expressions));
        List<String> texts = catalog.shipped().stream()
                .flatMap(rule -> rule.tests().stream())
                .flatMap(test -> test.event().asMap().values().stream())
                .map(String::valueOf)
                .toList();

        assertThat(expressions).hasSizeGreaterThan(100);
        for (Regex expression : expressions) {
            texts.stream().filter(text -> expression.find(text) >= 0).forEach(text -> assertRequired(expression, text));
        }
    }

    @Test
    void noMatchOfARandomExpressionLacksWhatItRequires() {
        Random random = new Random(5);
        int required = 0;
        for (int i = 0; i < 2_000; i++) {
            Regex expression = Regex.compile(expression(random, 0), pick(random, "", "i", "m", "im"));
            required += expression.literals().isEmpty() ? 0 : 1;
            for (int j = 0; j < 20; j++) {
                String text = text(random);
                if (expression.find(text) >= 0) {
                    assertRequired(expression, text);
                }
            }
        }
        assertThat(required).isGreaterThan(500);
    }

    private static String expression(Random random, int depth) {
        StringBuilder expression = new StringBuilder();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            String part =
                    switch (random.nextInt(depth > 2 ? 7 : 9)) {
                        case 0, 1, 2 -> pick(random, "ab", "abs", "k", "b a", "ba", "sb");
                        case 3 -> pick(random, "\\b", "\\B", "^", "$");
                        case 4 -> pick(random, "[ab]", "[^a]", ".", "\\s", "\\w");
                        case 5 -> "-";
                        case 6 -> "\\b";
                        default -> "(" + expression(random, depth + 1) + ")";
                    };
            boolean isOne = part.length() == 1 || part.startsWith("(") || part.startsWith("[");
            expression.append(part).append(isOne ? pick(random, "", "", "?", "*", "+", "{2}", "{0,2}", "{3,}") : "");
            expression.append(random.nextInt(6) == 0 ? "|" : "");
        }
        return expression.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(pick(random, "a", "b", "s", "\u017f", "K", "\u212a", " ", "-", "\t", "\n", "abs", "ba"));
        }
        return text.toString();
    }

    private static String pick(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    private static void assertRequired(Regex expression, String text) {
        assertThat(expression.literals().isEmpty()
                        || expression.literals().stream().anyMatch(sets -> sets.stream()
                                .allMatch(set -> set.stream().anyMatch(literal -> stands(literal, text)))))
                .as("%s in %s", expression, text)
                .isTrue();
    }

    private static boolean stands(String literal, String text) {
        LiteralIndex.Builder builder = new LiteralIndex.Builder();
        builder.hint(literal);
        long[] found = {0};
        builder.build().find(text, found);
        return found[0] != 0;
    }

    private static Set<String> shown(Set<String> literals) {
        return literals.stream()
                .map(literal -> literal.replace(Literals.EDGE, '¦')
                        .replace(Literals.BEGIN, '‹')
                        .replace(Literals.END, '›'))
                .collect(Collectors.toSet());
    }

    private static void collect(Detection detection, List<Regex> expressions) {
        if (detection instanceof Detection.All all) {
            all.parts().forEach(part -> collect(part, expressions));
        } else if (detection instanceof Detection.Any any) {
            any.parts().forEach(part -> collect(part, expressions));
        } else if (detection instanceof Detection.Not not) {
            collect(not.part(), expressions);
        } else if (detection instanceof Detection.Item item) {
            item.values().stream()
                    .filter(Value.Pattern.class::isInstance)
                    .map(value -> ((Value.Pattern) value).regex())
                    .forEach(expressions::add);
        }
    }
}
