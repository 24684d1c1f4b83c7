package io.elevenfold.detection.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class RuleReplayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aDraftIsTriedOnWhatWasRecordedAndRaisesNothing() throws InterruptedException {
        String marker = "m" + UUID.randomUUID();
        Enrolled first = send(marker, "s1", "echo %s 1", "echo nothing", "echo %s 2");
        Enrolled second = send(marker, "s2", "echo %s 3");

        String id = ask(Map.of("yaml", draft(marker), "days", 2))
                .statusCode(200)
                .extract()
                .path("id");
        JsonPath done = whenOver(id);

        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(done.getInt("result.hits")).isEqualTo(3);
        assertThat(done.getInt("result.sessions")).isEqualTo(2);
        assertThat(done.getInt("result.endpoints")).isEqualTo(2);
        assertThat(done.getList("result.noisiest.hits", Integer.class)).containsExactly(2, 1);
        assertThat(done.getDouble("result.per_day")).isEqualTo(1.5);
        assertThat(done.getList("result.examples.piece", String.class))
                .hasSize(3)
                .allMatch(piece -> piece.contains(marker));
        assertThat(findings(first) + findings(second)).isZero();
    }

    @Test
    void whatTheSuppressionsHerePassOverIsNoHit() throws InterruptedException {
        String rule = "fba521ff-e75d-447c-ba2b-af38686f3bd0";
        String marker = "m" + UUID.randomUUID();
        send(marker, "s1", "docker run -v /var/run/docker.sock:/s %s");
        int before = whenOver(ask(Map.of("rule", rule, "days", 1))
                        .statusCode(200)
                        .extract()
                        .path("id"))
                .getInt("result.hits");
        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "yaml",
                        "title: Known\nlogsource: {product: coding_agent}\nfilter:\n  rules:\n    - %s\n  known:\n    process.command_line|contains: %s\n  condition: not known\n"
                                .formatted(rule, marker),
                        "until",
                        Instant.now().plusSeconds(600).toString(),
                        "reason",
                        "known to everybody"))
                .post("/api/v1/rules/suppressions")
                .then()
                .statusCode(200);

        int after = whenOver(ask(Map.of("rule", rule, "days", 1))
                        .statusCode(200)
                        .extract()
                        .path("id"))
                .getInt("result.hits");

        assertThat(after).isEqualTo(before - 1);
    }

    @Test
    void aCorrelationIsTriedWithTheRulesThatItNamesAndRaisesNothing() throws InterruptedException {
        String marker = "m" + UUID.randomUUID();
        Enrolled endpoint = send(marker, "s1", "%s a", "%s b", "%s c");
        send(marker, "s2", "%s a");
        String correlation =
                """
                title: Three times
                correlation: {type: event_count, rules: [Draft], group-by: [session.id], timespan: 1h, condition: {gte: 3}}
                ---
                """;

        JsonPath done = whenOver(ask(Map.of("yaml", correlation + draft(marker), "days", 1))
                .statusCode(200)
                .body("title", equalTo("Three times"))
                .extract()
                .path("id"));

        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(done.getInt("result.hits")).isEqualTo(1);
        assertThat(done.getString("result.examples[0].piece").split(" ")).hasSize(3);
        assertThat(findings(endpoint)).isZero();
    }

    @Test
    void aTryThatCannotBeIsRefusedWithItsReason() {
        ask(Map.of("yaml", "title: x", "days", 1)).statusCode(400).body("detail", containsString("rule:1"));
        ask(Map.of("yaml", draft("x"), "days", 31)).statusCode(400).body("detail", containsString("days"));
        ask(Map.of("rule", "unknown")).statusCode(404);
    }

    @Test
    void aTryThatIsEndedSaysSo() throws InterruptedException {
        String id = ask(Map.of("yaml", draft("x"), "days", 30))
                .statusCode(200)
                .extract()
                .path("id");
        Enrolled.asAdministrator()
                .post("/api/v1/rules/replays/" + id + "/stop")
                .then()
                .statusCode(200);

        assertThat(whenOver(id).getString("state")).isIn("stopped", "done");
        ask(Map.of("yaml", draft("x"))).statusCode(200).body("days", equalTo(7));
    }

    private static ValidatableResponse ask(Map<String, Object> question) {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(question)
                .post("/api/v1/rules/replays")
                .then();
    }

    private static JsonPath whenOver(String id) throws InterruptedException {
        Instant late = Instant.now().plus(PATIENCE);
        while (true) {
            JsonPath replay = Enrolled.asAdministrator()
                    .get("/api/v1/rules/replays/" + id)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (!List.of("waiting", "running").contains(replay.getString("state"))) {
                return replay;
            }
            assertThat(Instant.now()).as("it takes too long").isBefore(late);
            Thread.sleep(200);
        }
    }

    private static String draft(String marker) {
        return "title: Draft\nlogsource:\n  product: coding_agent\n  category: shell_exec\ndetection:\n  a:\n    process.command_line|contains: '%s'\n  condition: a\n"
                .formatted(marker);
    }

    private static Enrolled send(String marker, String session, String... commands) {
        Enrolled endpoint = Enrolled.endpoint();
        StringBuilder lines = new StringBuilder();
        for (String command : commands) {
            lines.append(
                    "{\"@timestamp\":\"%s\",\"session.id\":\"%s\",\"event.action\":\"shell_exec\",\"agent.product\":\"codex\",\"process.command_line\":\"%s\"}\n"
                            .formatted(Instant.now(), session, command.formatted(marker)));
        }
        endpoint.sends(lines.toString());
        return endpoint;
    }

    private static int findings(Enrolled endpoint) {
        return Enrolled.asAdministrator()
                .queryParam("endpoint", endpoint.endpointId())
                .get("/api/v1/findings")
                .then()
                .statusCode(200)
                .extract()
                .<List<?>>path("items")
                .size();
    }
}
