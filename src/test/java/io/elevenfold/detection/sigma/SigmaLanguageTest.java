package io.elevenfold.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.detection.RuleEvaluation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language point by point, as the Sigma 2.1 rules specification and its appendix of modifiers have it. */
class SigmaLanguageTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiterString = "~",
            quoteCharacter = '^',
            textBlock =
                    """
            f: abc                          ~ ABC                 ~ true
            f: abc                          ~ abcd                ~ false
            f: a*d                          ~ abcd                ~ true
            f: 'a?c'                        ~ abc                 ~ true
            f: 'a?c'                        ~ ac                  ~ false
            f: 'a\\?c'                      ~ abc                 ~ false
            f: 'a\\?c'                      ~ a?c                 ~ true
            f: 'c:\\x'                      ~ c:\\x               ~ true
            f: 'c:\\\\x'                    ~ c:\\x               ~ true
            f: 'a\\\\*'                     ~ a\\bc               ~ true
            f: 'a\\\\\\*'                   ~ a\\*                ~ true
            f: 'a\\\\\\*'                   ~ a\\bc               ~ false
            f: '*'                          ~ anything            ~ true
            f|contains: 'b?d'               ~ abcde               ~ true
            f|startswith: ab                ~ ABc                 ~ true
            f|endswith: bc                  ~ aBC                 ~ true
            f|contains|cased: B             ~ abc                 ~ false
            f|cased: aBc                    ~ aBc                 ~ true
            f|contains|all: [a, c]          ~ abc                 ~ true
            f|contains|all: [a, d]          ~ abc                 ~ false
            f|re: '^a.c$'                   ~ abc                 ~ true
            f|re: 'B'                       ~ abc                 ~ false
            f|re|i: 'B'                     ~ abc                 ~ true
            f|neq: abc                      ~ abd                 ~ true
            f|neq: [abc, abd]               ~ abd                 ~ false
            f|gte: 5                        ~ 5                   ~ true
            f|lt: 5                         ~ 5                   ~ false
            f|gt: -1.5                      ~ -1                  ~ true
            f: 42                           ~ 42                  ~ true
            f|cidr: 10.0.0.0/8              ~ 10.200.3.4          ~ true
            f|cidr: 10.0.0.0/8              ~ 11.0.0.1            ~ false
            f|cidr: '2001:db8::/32'         ~ 2001:db8:1::5       ~ true
            f|cidr: 0.0.0.0/0               ~ not an address      ~ false
            f|base64: foobar                ~ Zm9vYmFy            ~ true
            f|base64offset|contains: foobar ~ xxZvb2Jhc           ~ true
            f|wide|base64offset|contains: ping ~ cABpAG4AZwA=     ~ true
            f|windash|contains: ' -param'   ~ x /param            ~ true
            f|contains|windash: ' -a-b'     ~ x -a/b              ~ false
            f|hour: 3                       ~ 2026-02-03T03:15:00Z ~ true
            f|minute: 15                    ~ 2026-02-03T03:15:00+05:00 ~ true
            f|year|gte: 2026                ~ 2026-02-03          ~ true
            f|week: 6                       ~ 2026-02-03 03:15:00 ~ true
            f|month: 3                      ~ 2026-02-03          ~ false
            """)
    void aValueMatchesAsItsModifiersSay(String item, String value, boolean expected) {
        assertThat(matches("sel: {%s}\n  condition: sel".formatted(quoteKey(item)), Map.of("f", value)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "~",
            textBlock =
                    """
            a or b and c                ~ true
            (a or b) and c              ~ false
            not b                       ~ true
            not (a or b)                ~ false
            not b and a                 ~ true
            1 of them                   ~ true
            all of them                 ~ false
            1 of sel_*                  ~ true
            all of sel_*                ~ true
            any of sel_?                ~ true
            a and not 1 of b*           ~ true
            1 of _hidden                ~ true
            """)
    void aConditionBindsAsTheSpecificationSays(String condition, boolean expected) {
        String detection =
                """
                a: {f: 1}
                  b: {f: 2}
                  c: {f: 3}
                  sel_x: {f: 1}
                  sel_y: {g: x}
                  _hidden: {f: 1}
                  condition: %s"""
                        .formatted(condition);

        assertThat(matches(detection, Map.of("f", 1, "g", "X"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sel: {f|nonsense: a}\n  condition: sel",
                "sel: {f|expand: '%servers%'}\n  condition: sel",
                "sel: {f|re: 'a(?=b)'}\n  condition: sel",
                "sel: {f|re: '('}\n  condition: sel",
                "sel: {f|contains|all: a}\n  condition: sel",
                "sel: {f|contains|re: a}\n  condition: sel",
                "sel: {f|cidr: 10.0.0.1/8}\n  condition: sel",
                "sel: {f|cidr: host.example}\n  condition: sel",
                "sel: {f|gt: abc}\n  condition: sel",
                "sel: {f|exists: maybe}\n  condition: sel",
                "sel: {f|base64: 'a*'}\n  condition: sel",
                "sel: {f|contains|base64: a}\n  condition: sel",
                "sel: {f|i: a}\n  condition: sel",
                "sel: {f: {g: a}}\n  condition: sel",
                "sel: {f|contains: []}\n  condition: sel",
                "sel: {f: a}\n  condition: other",
                "sel: {f: a}\n  condition: sel and",
                "sel: {f: a}\n  condition: (sel",
                "sel: {f: a}\n  condition: 2 of sel*",
                "sel: {f: a}\n  condition: 1 of nothing*",
                "sel: {f: a}\n  condition: sel | count() > 5",
                "sel: {f: a}\n  timeframe: 5m\n  condition: sel",
                "sel: {f: a}"
            })
    void whatIsNotSigmaIsRefusedWithAReason(String detection) {
        RuleEvaluation.Result result = RuleEvaluation.evaluate(rule(detection), List.of(Map.of("f", "a")));

        assertThat(result.matches()).isEmpty();
        assertThat(result.refused()).singleElement().satisfies(refusal -> assertThat(refusal.reason())
                .startsWith("rules:"));
    }

    @Test
    void nullIsAMissingFieldToo() {
        assertThat(matches("sel: {f: null}\n  condition: sel", Map.of("g", 1))).isTrue();
        assertThat(matches("sel: {f: null}\n  condition: sel", Collections.singletonMap("f", null)))
                .isTrue();
        assertThat(matches("sel: {f: null}\n  condition: sel", Map.of("f", ""))).isFalse();
    }

    @Test
    void anEmptyTextIsNotAMissingField() {
        assertThat(matches("sel: {f: ''}\n  condition: sel", Map.of("f", ""))).isTrue();
        assertThat(matches("sel: {f: ''}\n  condition: sel", Map.of())).isFalse();
    }

    @Test
    void existenceLooksAtTheFieldAndNotAtItsValue() {
        assertThat(matches("sel: {f|exists: true}\n  condition: sel", Collections.singletonMap("f", null)))
                .isTrue();
        assertThat(matches("sel: {f|exists: false}\n  condition: sel", Map.of("g", 1)))
                .isTrue();
    }

    @Test
    void aDenialIsTrueOfAMissingField() {
        assertThat(matches("sel: {f|neq: a}\n  condition: sel", Map.of())).isTrue();
        assertThat(matches("sel: {f: a}\n  condition: not sel", Map.of())).isTrue();
    }

    @Test
    void anyMemberOfAListMatches() {
        Map<String, Object> event = Map.of("f", List.of("one", "two"), "n", List.of(1, 9));

        assertThat(matches("sel: {f: TWO}\n  condition: sel", event)).isTrue();
        assertThat(matches("sel: {f|contains|all: [ne, tw]}\n  condition: sel", event))
                .isTrue();
        assertThat(matches("sel: {n|gt: 5}\n  condition: sel", event)).isTrue();
    }

    @Test
    void aDottedNameIsAWholeNameFirstAndThenAPath() {
        assertThat(matches("sel: {a.b: x}\n  condition: sel", Map.of("a.b", "x")))
                .isTrue();
        assertThat(matches("sel: {a.b: x}\n  condition: sel", Map.of("a", Map.of("b", "x"))))
                .isTrue();
        assertThat(matches("sel: {a.b: x}\n  condition: sel", Map.of("a", List.of(Map.of("b", "x")))))
                .isTrue();
    }

    @Test
    void keywordsStandAnywhereInTheEvent() {
        Map<String, Object> event = Map.of("a", "some EvilService here", "b", Map.of("c", "other"));

        assertThat(matches("words: [nothing, evilservice]\n  condition: words", event))
                .isTrue();
        assertThat(matches("words:\n    '|all': [evil, other]\n  condition: words", event))
                .isTrue();
        assertThat(matches("words:\n    '|all': [evil, absent]\n  condition: words", event))
                .isFalse();
    }

    @Test
    void aReferenceComparesTwoFieldsOfTheEvent() {
        Map<String, Object> event = Map.of("a", "Dev", "b", "dev", "c", "developer");

        assertThat(matches("sel: {a|fieldref: b}\n  condition: sel", event)).isTrue();
        assertThat(matches("sel: {a|fieldref|neq: b}\n  condition: sel", event)).isFalse();
        assertThat(matches("sel: {c|fieldref|startswith: a}\n  condition: sel", event))
                .isTrue();
    }

    @Test
    void aListOfMapsIsAnAlternativeAndAMapIsNot() {
        assertThat(matches("sel:\n  - f: a\n  - g: b\n  condition: sel", Map.of("g", "b")))
                .isTrue();
        assertThat(matches("sel: {f: a, g: b}\n  condition: sel", Map.of("g", "b")))
                .isFalse();
    }

    @Test
    void aListOfConditionsIsAnAlternative() {
        assertThat(matches("a: {f: 1}\n  b: {f: 2}\n  condition: [a, b]", Map.of("f", 2)))
                .isTrue();
    }

    private static String quoteKey(String item) {
        int colon = item.indexOf(": ");
        return "\"" + item.substring(0, colon) + "\"" + item.substring(colon);
    }

    private static boolean matches(String detection, Map<String, Object> event) {
        RuleEvaluation.Result result = RuleEvaluation.evaluate(rule(detection), Arrays.asList(event));
        assertThat(result.refused()).isEmpty();
        return !result.matches().isEmpty();
    }

    private static String rule(String detection) {
        return "title: a rule\nlogsource: {product: any}\ndetection:\n  " + detection.replace("\nsel", "\n  sel")
                + "\n";
    }
}
