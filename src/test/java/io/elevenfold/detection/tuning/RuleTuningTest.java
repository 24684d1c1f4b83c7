package io.elevenfold.detection.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class RuleTuningTest {

    private static final String RULE = "fba521ff-e75d-447c-ba2b-af38686f3bd0";
    private static final String TITLE = "Container engine's socket used directly";
    private static final String COMMAND = "docker run -v /var/run/docker.sock:/s ";
    private static final String REASON = "known to the platform team";

    @Inject
    LiveRules live;

    @Inject
    DataSource dataSource;

    @AfterEach
    void asItWasWritten() {
        set(Map.of("enabled", true, "reason", "the test is over")).statusCode(200);
    }

    @Test
    void aRuleThatIsSwitchedOffRaisesNothingAtOnceAndIsSwitchedOnAgain() {
        assertThat(severitiesAfter(COMMAND + "a")).hasSize(1);

        set(Map.of("enabled", false, "reason", REASON)).statusCode(200).body("setting.enabled", equalTo(false));
        List<String> off = severitiesAfter(COMMAND + "b");
        set(Map.of("enabled", true, "reason", REASON)).statusCode(200);

        assertThat(off).isEmpty();
        assertThat(severitiesAfter(COMMAND + "c")).hasSize(1);
    }

    @Test
    void theLevelIsTheOneThatWasSet() {
        set(Map.of("level", "low", "reason", REASON)).statusCode(200);

        assertThat(severitiesAfter(COMMAND + "a")).containsExactly("low");
    }

    @Test
    void aFilterLeavesOutWhatItDescribesAndNothingElse() {
        set(Map.of("filter", "ours:\n  process.command_line|contains: builder\ncondition: ours\n", "reason", REASON))
                .statusCode(200);

        assertThat(severitiesAfter(COMMAND + "builder")).isEmpty();
        assertThat(severitiesAfter(COMMAND + "other")).hasSize(1);
    }

    @Test
    void anExplanationNamesTheFilterThatIsTheReasonWhyNot() {
        set(Map.of("filter", "ours:\n  process.command_line|contains: builder\ncondition: ours\n", "reason", REASON))
                .statusCode(200);

        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "rule",
                        RULE,
                        "event",
                        Map.of("event.action", "shell_exec", "process.command_line", COMMAND + "builder")))
                .post("/api/v1/rules/explain")
                .then()
                .statusCode(200)
                .body("holds", equalTo(false))
                .body("steps.parts[0].holds", equalTo(true))
                .body("steps.parts[1].kind", equalTo("exclusion"))
                .body("steps.parts[1].holds", equalTo(false));
    }

    @Test
    void aSuppressionIsInForceUntilItIsEndedOrOver() throws SQLException {
        String id = suppress("harmless", Instant.now().plusSeconds(3600))
                .statusCode(200)
                .extract()
                .path("id");
        List<String> suppressed = severitiesAfter(COMMAND + "harmless");
        Enrolled.asAdministrator()
                .delete("/api/v1/rules/suppressions/" + id)
                .then()
                .statusCode(204);
        List<String> ended = severitiesAfter(COMMAND + "harmless");
        Enrolled.asAdministrator()
                .delete("/api/v1/rules/suppressions/" + id)
                .then()
                .statusCode(409);

        assertThat(suppressed).isEmpty();
        assertThat(ended).hasSize(1);
    }

    @Test
    void aSuppressionThatIsOverHoldsNoLonger() throws SQLException {
        String id = suppress("shortly", Instant.now().plusSeconds(3600))
                .statusCode(200)
                .extract()
                .path("id");
        assertThat(severitiesAfter(COMMAND + "shortly")).isEmpty();

        // The time passes: what another node would see at its next look.
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update rule_suppression set created_at = now() - interval '2 hours',"
                    + " until = now() - interval '1 hour' where id = '" + UUID.fromString(id) + "'");
            statement.execute("update rule_revision set number = number + 1");
        }
        live.look();

        assertThat(severitiesAfter(COMMAND + "shortly")).hasSize(1);
    }

    @Test
    void everyChangeHasAReasonAndStaysInTheHistory() throws SQLException {
        set(Map.of("enabled", false)).statusCode(400).body("detail", containsString("reason"));
        set(Map.of("level", "medium", "reason", REASON))
                .statusCode(200)
                .body("changes[0].reason", equalTo(REASON))
                .body("changes[0].after", containsString("medium"));

        Enrolled.asAdministrator()
                .queryParam("type", "rule.tuned")
                .get("/api/v1/audit-trail")
                .then()
                .statusCode(200)
                .body("items[0].type", equalTo("rule.tuned"));
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> statement.execute("delete from rule_change"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aFilterThatIsWrongIsRefusedWithItsLine() {
        set(Map.of("filter", "ours:\n  no.such.field: x\ncondition: ours", "reason", REASON))
                .statusCode(400)
                .body("detail", containsString("filter:2"));
        suppressYaml(
                        "title: x\nlogsource: {product: coding_agent}\nfilter:\n  rules: [nothing]\n  a:\n    file.path: x\n  condition: not a\n")
                .statusCode(400)
                .body("detail", containsString("filter:4"));
    }

    private static ValidatableResponse suppress(String word, Instant until) {
        String yaml =
                """
                title: Known %s
                logsource: {product: coding_agent}
                filter:
                  rules:
                    - %s
                  known:
                    process.command_line|contains: %s
                  condition: not known
                """
                        .formatted(word, RULE, word);
        return post(Map.of("yaml", yaml, "until", until.toString(), "reason", REASON));
    }

    private static ValidatableResponse suppressYaml(String yaml) {
        return post(Map.of("yaml", yaml, "until", Instant.now().plusSeconds(60).toString(), "reason", REASON));
    }

    private static ValidatableResponse post(Map<String, Object> body) {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/rules/suppressions")
                .then();
    }

    private static ValidatableResponse set(Map<String, Object> wanted) {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(new HashMap<>(wanted))
                .put("/api/v1/rules/" + RULE + "/setting")
                .then();
    }

    /** What the rule says of a command of a new endpoint. */
    private static List<String> severitiesAfter(String command) {
        Enrolled endpoint = Enrolled.endpoint();
        endpoint.sends(
                """
                        {"@timestamp":"%s","session.id":"s","event.action":"shell_exec","agent.product":"claude-code","process.command_line":"%s"}
                        """
                        .formatted(Instant.now(), command));
        return Recorded.findingsOf(endpoint.endpointId()).stream()
                .filter(finding -> TITLE.equals(finding.get("title")))
                .map(finding -> String.valueOf(finding.get("severity")))
                .toList();
    }
}
