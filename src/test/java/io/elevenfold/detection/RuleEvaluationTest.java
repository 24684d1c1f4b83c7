package io.elevenfold.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.detection.sigma.Placeholders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleEvaluationTest {

    private static final String RULE =
            """
            title: find a
            id: 11111111-1111-4111-8111-111111111111
            logsource: {product: windows}
            detection: {sel: {k: a}, condition: sel}
            """;

    @Test
    void theAnswerNamesTheRuleAndTheEventsWhereItHeld() {
        RuleEvaluation.Result result =
                RuleEvaluation.evaluate(RULE, List.of(Map.of("k", "a"), Map.of("k", "b"), Map.of("k", "A")));

        assertThat(result)
                .isEqualTo(new RuleEvaluation.Result(
                        List.of(new RuleEvaluation.Hits("11111111-1111-4111-8111-111111111111", List.of(0, 2))),
                        List.of()));
    }

    @Test
    void aCorrelationNamesTheEventsAtWhichItHoldsAndItsRulesStaySilent() {
        String correlation =
                """
                title: twice
                correlation: {type: event_count, rules: [11111111-1111-4111-8111-111111111111], group-by: [u],
                  timespan: 60s, condition: {gte: 2}}
                """;
        List<Map<String, Object>> events = List.of(at(0, "a"), at(30, "a"), at(59, "b"), at(89, "a"), at(90, "a"));

        RuleEvaluation.Result result = RuleEvaluation.evaluate(correlation + "---\n" + RULE, events);

        assertThat(result)
                .isEqualTo(new RuleEvaluation.Result(
                        List.of(new RuleEvaluation.Hits("twice", List.of(1, 3, 4))), List.of()));
    }

    @Test
    void aCorrelationOfWhatIsNotThereIsRefusedWithWhatRestsOnIt() {
        String correlations =
                """
                title: twice
                name: twice
                correlation: {type: event_count, rules: [x], group-by: [u], timespan: 60s, condition: {gte: 2}}
                ---
                title: chain
                correlation: {type: temporal, rules: [twice, 11111111-1111-4111-8111-111111111111], timespan: 60s}
                ---
                title: loop
                name: loop
                correlation: {type: temporal, rules: [loop], timespan: 60s}
                """;

        RuleEvaluation.Result result =
                RuleEvaluation.evaluate(RULE + "---\n" + correlations, List.of(Map.of("k", "a")));

        assertThat(result.matches()).hasSize(1);
        assertThat(result.refused())
                .containsExactly(
                        new RuleEvaluation.Refusal("twice", "rules:8: there is no rule 'x'"),
                        new RuleEvaluation.Refusal("chain", "rules:11: there is no rule 'twice'"),
                        new RuleEvaluation.Refusal("loop", "rules:13: the correlation refers to itself"));
    }

    private static Map<String, Object> at(int second, String k) {
        return Map.of("@timestamp", "2026-11-30T10:%02d:%02dZ".formatted(second / 60, second % 60), "k", k, "u", 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    any                                    | {product: windows}                    | 0
                    all                                    | {product: windows}                    | 0
                    [11111111-1111-4111-8111-111111111111] | {product: windows}                    | 0
                    [other]                                | {product: windows}                    | 0 1
                    any                                    | {product: linux}                      | 0 1
                    any                                    | {product: windows, category: process} | 0 1
                    """)
    void aFilterNarrowsTheRulesThatItNamesOfItsLogSource(String rules, String logSource, String places) {
        String filter =
                """
                title: without ours
                logsource: %s
                filter: {rules: %s, sel: {u|startswith: adm_}, condition: not sel}
                """
                        .formatted(logSource, rules);

        RuleEvaluation.Result result = RuleEvaluation.evaluate(
                filter + "---\n" + RULE, List.of(Map.of("k", "a", "u", "ada"), Map.of("k", "a", "u", "adm_x")));

        assertThat(result.refused()).isEmpty();
        assertThat(result.matches().get(0).events().stream().map(String::valueOf))
                .containsExactly(places.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: x\nfilter: {rules: any, sel: {a: b}, condition: sel}",
                "logsource: {product: x}\nfilter: {rules: any, sel: {a: b}, condition: sel}",
                "title: x\nlogsource: {product: x}\nfilter: {sel: {a: b}, condition: sel}",
                "title: x\nlogsource: {product: x}\nfilter: {rules: any, sel: {a: b}}",
                "title: x\nlogsource: {product: x}\nfilter: {rules: any, condition: sel}",
                "title: x\nlogsource: {product: x}\nfilter: {rules: any, sel: {a: b}, condition: [sel, not sel]}"
            })
    void aFilterThatIsNotWholeIsRefused(String filter) {
        assertThat(RuleEvaluation.evaluate(filter, List.of()).refused()).hasSize(1);
    }

    @Test
    void aPlaceholderStandsForEachOfItsValuesAndOneWithoutValuesIsRefusedWithLineAndReason() {
        String rule =
                """
                title: on %s
                logsource: {product: windows}
                detection:
                  sel:
                    host|expand: '%%%s%%'
                  condition: sel
                """;
        Placeholders placeholders = new Placeholders(Map.of("Servers", List.of("srv*", "db")));

        RuleEvaluation.Result result = RuleEvaluation.evaluate(
                rule.formatted("servers", "Servers") + "---\n" + rule.formatted("others", "Others"),
                List.of(Map.of("host", "SRV-1"), Map.of("host", "db"), Map.of("host", "db2")),
                placeholders);

        assertThat(result)
                .isEqualTo(new RuleEvaluation.Result(
                        List.of(new RuleEvaluation.Hits("on servers", List.of(0, 1))),
                        List.of(new RuleEvaluation.Refusal(
                                "on others", "rules:12: the placeholder %Others% has no values here"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NewValue              | x
                    a.b.c                 | 1
                    a.d.e                 | 2
                    f.g                   | 4
                    f.h.i                 | 5
                    Provider_Name         | Defender
                    EventID               | 5007
                    TimeCreated_SystemTime | 2026-08-07T05:35:26Z
                    OldValue              | y
                    """)
    void aFieldIsFoundAsSigmaWritesIt(String field, String value) {
        String rule = "title: x\nlogsource: {product: x}\ndetection: {sel: {'%s': '%s'}, condition: sel}"
                .formatted(field, value);
        String event =
                """
                {"New Value": "x", "a.b": {"c": 1}, "a": {"d.e": 2}, "f": [{"g": 3}, {"g": [4]}, {"h": {"i": 5}}],
                 "Event": {"System": {"Provider": {"#attributes": {"Name": "Defender"}}, "EventID": 5007,
                   "TimeCreated": {"#attributes": {"SystemTime": "2026-08-07T05:35:26Z"}}},
                   "EventData": {"Old Value": "y"}}}""";

        assertThat(RuleEvaluation.evaluate(rule, List.of(Ndjson.map(Ndjson.parse(event))))
                        .matches())
                .hasSize(1);
    }

    @Test
    void oneBrokenDocumentDoesNotTakeTheOthersWithIt() {
        RuleEvaluation.Result result =
                RuleEvaluation.evaluate("title: [broken\n---\n" + RULE, List.of(Map.of("k", "a")));

        assertThat(result.matches()).hasSize(1);
        assertThat(result.refused()).hasSize(1);
    }

    @Test
    void twoRulesWithoutIdsAreToldApartByTheirTitles() {
        String rules =
                """
                title: one
                logsource: {product: x}
                detection: {sel: {k: a}, condition: sel}
                ---
                title: two
                logsource: {product: x}
                detection: {sel: {k: a}, condition: sel}
                """;

        RuleEvaluation.Result result = RuleEvaluation.evaluate(rules, List.of(Map.of("k", "a")));

        assertThat(result.matches().stream().map(RuleEvaluation.Hits::rule)).containsExactly("one", "two");
    }
}
