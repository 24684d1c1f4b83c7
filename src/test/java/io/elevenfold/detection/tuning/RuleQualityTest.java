package io.elevenfold.detection.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.elevenfold.platform.Sql;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people decide about findings, and what it says about the rules that raised them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class RuleQualityTest {

    /** Elevated rights asked for: low, so that risk stays out of the way. */
    private static final String RULE = "5d620b59-e62b-4eec-b354-f747949540b5";

    @Inject
    Sql sql;

    private Enrolled endpoint;

    @BeforeEach
    void enrol() {
        sql.update("delete from finding_decision where source = ?", List.of(RULE));
        endpoint = Enrolled.endpoint();
    }

    @AfterEach
    void asWritten() {
        set(Map.of("enabled", true, "reason", "back to how it was written"));
    }

    @Test
    void aDecisionIsKeptWithItsReasonAndCountsForTheRule() {
        String id = raise();

        move(id, "resolved", "false_positive", "the build needs it, see the wiki")
                .statusCode(200)
                .body("state", equalTo("resolved"))
                .body("disposition", equalTo("false_positive"))
                .body("history[-1].note", equalTo("false positive: the build needs it, see the wiki"));

        rule().body("quality.false_positives", equalTo(1))
                .body("quality.decisions", equalTo(1))
                .body("quality.precision", equalTo(0f))
                .body("quality.median_seconds", notNullValue());
        assertThat(sql.list(
                        "select detail::text from ledger_entry where detail is not null order by recorded_at desc limit 20",
                        row -> row.getString(1),
                        List.of()))
                .anyMatch(entry -> entry.contains("false_positive") && entry.contains("see the wiki"));
    }

    @Test
    void whoDecidesSaysWhy() {
        String id = raise();

        move(id, "resolved", "false_positive", null).statusCode(400).body("detail", containsString("reason"));
        move(id, "resolved", "maybe", "because I think so").statusCode(400).body("detail", containsString("one of"));
        move(id, "acknowledged", "true_positive", "because I think so").statusCode(400);
    }

    @Test
    void aPersonWhoOpensItAgainWithdrawsTheDecisionAndTheHistoryStays() {
        String id = raise();
        move(id, "resolved", "false_positive", "the build needs it, see the wiki")
                .statusCode(200);

        move(id, "open", null, "no, look again")
                .statusCode(200)
                .body("disposition", nullValue())
                .body("history.to", contains("open", "resolved", "open"));

        rule().body("quality.decisions", equalTo(0)).body("quality.precision", nullValue());
        move(id, "resolved", "true_positive", "the wiki is wrong about this").statusCode(200);
        rule().body("quality.true_positives", equalTo(1)).body("quality.decisions", equalTo(1));
    }

    @Test
    void aRuleThatIsSeldomRightIsProposedForRiskOnlyAndThenRaisesNothing() {
        for (int i = 0; i < 30; i++) {
            move(raise(), "resolved", i == 0 ? "true_positive" : "benign_expected", "looked at it with the person")
                    .statusCode(200)
                    .body("occurrences", equalTo(i + 1));
        }
        rule().body("quality.decisions", equalTo(30)).body("quality.demotion_proposed", equalTo(true));
        Enrolled.asAdministrator()
                .get("/api/v1/rules")
                .then()
                .body("items.find { it.id == '" + RULE + "' }.quality.demotion_proposed", equalTo(true));

        set(Map.of("enabled", true, "risk_only", true, "reason", "thirty decisions, one of them right"));
        Enrolled fresh = Enrolled.endpoint();
        sudo(fresh);

        assertThat(Recorded.findingsOf(fresh.endpointId())).isEmpty();
        assertThat(sql.list(
                        "select source from risk_entry where entity_id = ?",
                        row -> row.getString(1),
                        List.of(fresh.endpointId())))
                .contains(RULE);
        Enrolled.asAdministrator()
                .get("/api/v1/rules/" + RULE + "/setting")
                .then()
                .body("setting.risk_only", equalTo(true))
                .body("changes[0].reason", equalTo("thirty decisions, one of them right"));
    }

    @Test
    void aSuppressionToBeginWithNamesTheRuleAndItsSubjectOnly() {
        String text = Silencing.filter(RULE, "Known: 'x'\n- y: *", Map.of("agent.product", "o'dd*agent: {x}"));
        String draft = Silencing.draft(
                """
                title: t
                level: low
                logsource: {product: coding_agent}
                detection:
                  a: {event.action: shell_exec}
                  b: {process.command_line|contains: sudo}
                  condition: [a and b, all of b*]
                """,
                text);

        assertThat(text).contains("- " + RULE);
        assertThat(text).contains("o''dd\\*agent: {x}");
        assertThat(draft)
                .contains("suppressed_known")
                .contains("((a and b) or (all of b*)) and not (not suppressed_known)");
        assertThat(io.elevenfold.detection.RuleEvaluation.evaluate(
                                draft,
                                List.of(
                                        Map.of(
                                                "event.action", "shell_exec",
                                                "process.command_line", "sudo ls",
                                                "agent.product", "o'dd*agent: {x}"),
                                        Map.of(
                                                "event.action", "shell_exec",
                                                "process.command_line", "sudo ls",
                                                "agent.product", "o'ddXagent: {x}")))
                        .matches()
                        .get(0)
                        .events())
                .containsExactly(0);
    }

    private String raise() {
        sudo(endpoint);
        return Recorded.findingsOf(endpoint.endpointId()).stream()
                .filter(finding -> RULE.equals(finding.get("rule")))
                .map(finding -> String.valueOf(finding.get("id")))
                .findFirst()
                .orElseThrow();
    }

    private static void sudo(Enrolled endpoint) {
        endpoint.sends(
                "{\"@timestamp\":\"%s\",\"agent.product\":\"claude-code\",\"session.id\":\"%s\",\"event.action\":\"shell_exec\",\"process.command_line\":\"sudo ls\"}\n"
                        .formatted(Instant.now(), UUID.randomUUID()));
    }

    private static ValidatableResponse rule() {
        return Enrolled.asAdministrator().get("/api/v1/rules/" + RULE).then().statusCode(200);
    }

    private static void set(Map<String, Object> setting) {
        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(setting)
                .put("/api/v1/rules/" + RULE + "/setting")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse move(
            String id, String state, @Nullable String disposition, @Nullable String note) {
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("state", state);
        decision.put("disposition", disposition);
        decision.put("note", note);
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(decision)
                .patch("/api/v1/findings/" + id)
                .then();
    }
}
