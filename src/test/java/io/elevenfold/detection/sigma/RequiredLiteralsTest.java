package io.elevenfold.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.detection.RuleCatalog;
import java.util.ArrayList;
import java.util.List;
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
            """)
    void literalsAreFound(String expression, String expected) {
        assertThat(RequiredLiterals.in(expression))
                .anySatisfy(set -> assertThat(set).contains(expected.split(",")));
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
            texts.stream().filter(text -> expression.find(text) >= 0).forEach(text -> assertThat(expression.literals())
                    .as("%s", text)
                    .allSatisfy(set -> assertThat(set).anyMatch(Folding.loose(text)::contains)));
        }
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
