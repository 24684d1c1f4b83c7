package io.elevenfold.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.detection.sigma.SigmaParser;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    @Test
    void theLogSourceDecidesWhichEventsARuleSees() {
        RuleSet rules = RuleSet.compile(List.of(
                rule("shell", "product: coding_agent, category: shell_exec"),
                rule("every", "product: coding_agent"),
                rule("codex", "product: coding_agent, service: codex")));

        assertThat(titles(rules, "shell_exec", "claude-code")).containsExactly("shell", "every");
        assertThat(titles(rules, "prompt", "codex")).containsExactly("every", "codex");
    }

    @Test
    void aMatchShowsTheFieldAndThePieceThatMatched() {
        RuleSet rules = RuleSet.compile(List.of(rule("every", "product: coding_agent")));
        Activity activity = event("shell_exec", "codex", "x".repeat(5_000) + " NEEDLE " + "y".repeat(5_000));

        List<RuleMatch> matches = rules.evaluate(activity);

        assertThat(matches).singleElement().satisfies(match -> {
            assertThat(match.rule().level()).isEqualTo(Level.HIGH);
            assertThat(match.matchedFields().get("process.command_line"))
                    .contains("NEEDLE")
                    .hasSizeLessThan(400);
        });
    }

    @Test
    void whereNothingMatchesTheSameEmptyListIsGiven() {
        RuleSet rules = RuleSet.compile(List.of(rule("every", "product: coding_agent")));

        assertThat(rules.evaluate(event("shell_exec", "codex", "ls"))).isSameAs(List.of());
    }

    @Test
    void aPathLeadsIntoAFieldThatHoldsJson() {
        SigmaRule rule = parse(
                """
                title: path
                logsource: {product: coding_agent}
                detection:
                  sel: {gen_ai.tool.call.arguments.todos.state: open}
                  condition: sel
                """);
        Activity activity = Activity.builder()
                .set(Field.EVENT_ACTION, "tool_call")
                .set(
                        Field.GEN_AI_TOOL_CALL_ARGUMENTS,
                        Map.of("todos", List.of(Map.of("state", "done"), Map.of("state", "open"))))
                .build();

        assertThat(RuleSet.compile(List.of(rule)).evaluate(activity)).hasSize(1);
    }

    @Test
    void aRuleOverAnotherProductIsRefused() {
        List<SigmaRule> rules = List.of(rule("windows", "product: windows"));

        assertThatThrownBy(() -> RuleSet.compile(rules))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("coding_agent");
    }

    private static List<String> titles(RuleSet rules, String action, String product) {
        return rules.evaluate(event(action, product, "a needle")).stream()
                .map(match -> match.rule().title())
                .toList();
    }

    private static Activity event(String action, String product, String command) {
        return Activity.builder()
                .set(Field.EVENT_ACTION, action)
                .set(Field.AGENT_PRODUCT, product)
                .set(Field.PROCESS_COMMAND_LINE, command)
                .build();
    }

    private static SigmaRule rule(String title, String logSource) {
        return parse(
                """
                title: %s
                level: high
                logsource: {%s}
                detection:
                  sel: {process.command_line|contains: needle}
                  condition: sel
                """
                        .formatted(title, logSource));
    }

    private static SigmaRule parse(String yaml) {
        return new SigmaParser().parse(ContentNode.parse("test.yml", yaml).get(0));
    }
}
