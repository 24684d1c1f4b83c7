package io.elevenfold.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleEvaluation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents send may have been written to stop us: time must grow with the text and not faster. */
class HostileTextTest {

    private static final int LENGTH = 100_000;
    private static final RuleCatalog CATALOG = RuleCatalog.load();

    @ParameterizedTest
    @ValueSource(strings = {"a*a*a*a*a*a*a*b", "*a?a?a?a?a?a?b", "*aaaaaaaaaaaaaaaaaaaaaaaaaab", "a*?*?*?*?*?*?*b"})
    void aGlobIsLinearInTheText(String glob) {
        TextMatcher matcher = TextMatcher.of(SigmaText.parse(glob), false);
        String text = "a".repeat(LENGTH);

        int found = assertTimeout(Duration.ofSeconds(2), () -> matcher.find(text));

        assertThat(found).isNegative();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl ",
                "rm -rf / | sh ",
                "\"$(`{",
                "git push --force;",
                "x=1 sudo env ",
                "/dev/tcp/",
                "a",
                "\u200b\ud83d"
            })
    void theShippedRulesEndInTimeOnALongCommand(String piece) {
        Activity activity = Activity.builder()
                .set(Field.EVENT_ACTION, "shell_exec")
                .set(Field.PROCESS_COMMAND_LINE, piece.repeat(LENGTH / piece.length()))
                .build();

        assertTimeout(Duration.ofSeconds(5), () -> CATALOG.ruleSet().evaluate(activity));
    }

    @Test
    void deeplyNestedEventsAreReadToABound() {
        Object nested = "needle";
        for (int i = 0; i < 10_000; i++) {
            nested = List.of(nested);
        }
        String rule = "title: t\nlogsource: {product: any}\ndetection: {words: [needle], condition: words}\n";

        assertThat(RuleEvaluation.evaluate(rule, List.of(Map.of("f", nested))).matches())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"((((a{100}){100}){100}){100})", "(a*)*(b*)*(c*)*$", "((((((((((x))))))))))"})
    void aRegularExpressionIsTakenOrRefusedButNeverDangerous(String expression) {
        String rule = "title: t\nlogsource: {product: any}\ndetection: {sel: {f|re: '%s'}, condition: sel}\n"
                .formatted(expression);

        RuleEvaluation.Result result =
                assertTimeout(Duration.ofSeconds(5), () -> RuleEvaluation.evaluate(rule, List.of(Map.of("f", "y"))));

        assertThat(result).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "- - -", "&a [*a]", "title: [", "\t", "title: x\n---\n: :", "? [a]: b", "!!java/x y"})
    void brokenYamlIsRefusedAndNothingIsThrown(String yaml) {
        RuleEvaluation.Result result = RuleEvaluation.evaluate(yaml, List.of(Map.of("f", "a")));

        assertThat(result.matches()).isEmpty();
        assertThat(result.refused()).isNotEmpty();
    }
}
