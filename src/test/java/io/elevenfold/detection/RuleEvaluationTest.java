package io.elevenfold.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    void correlationsAreRefusedAndTheRulesBesideThemAreNot() {
        String correlation =
                """
                title: twice
                correlation: {type: event_count, rules: [x], group-by: [u], timespan: 60s, condition: {gte: 2}}
                """;

        RuleEvaluation.Result result = RuleEvaluation.evaluate(RULE + "---\n" + correlation, List.of(Map.of("k", "a")));

        assertThat(result.matches()).hasSize(1);
        assertThat(result.refused())
                .containsExactly(
                        new RuleEvaluation.Refusal("twice", "rules:6: a correlation is not tried on single events"));
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
