package io.elevenfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class ActivityDoorTest {

    @Test
    void whatHookAndTelemetryTellOfOneCallIsOneActivity() {
        Enrolled endpoint = Enrolled.endpoint();
        endpoint.asEndpoint()
                .contentType("application/json")
                .body(Samples.bytes("claude-code/captured-logs.json"))
                .post("/v1/logs")
                .then()
                .statusCode(200);
        int before = Recorded.activitiesOf(endpoint.endpointId()).size();

        hook(endpoint, Samples.bytes("claude-code/captured-hook-command-PostToolUse-Bash.json"))
                .then()
                .statusCode(200)
                .body(equalTo("{}"));

        List<Map<String, Object>> after = Recorded.activitiesOf(endpoint.endpointId());
        assertThat(after).hasSize(before);
        assertThat(after)
                .filteredOn(activity -> "toolu_call_t0_0".equals(activity.get("gen_ai.tool.call.id"))
                        && "completed".equals(activity.get("activity.phase")))
                .singleElement()
                .satisfies(activity -> assertThat((List<?>) activity.get("ledger.records"))
                        .hasSize(2)
                        .doesNotHaveDuplicates());
    }

    @Test
    void whoClaimsToBeSomebodyElseIsStillWhoTheTokenSays() {
        Enrolled endpoint = Enrolled.withPerson("dana@example.org");

        bulk(endpoint, Map.of("event.action", "prompt", "user.email", "Mallory@example.org"))
                .then()
                .statusCode(200);
        bulk(endpoint, Map.of("event.action", "response", "user.email", "Dana@Example.org"))
                .then()
                .statusCode(200);

        List<Map<String, Object>> activities = Recorded.activitiesOf(endpoint.endpointId());
        assertThat(activities)
                .extracting(
                        activity -> activity.get("event.action"),
                        activity -> activity.get("user.email"),
                        activity -> activity.get("user.claimed.email"),
                        activity -> activity.get("user.identity_source"))
                .containsExactlyInAnyOrder(
                        tuple("prompt", "dana@example.org", "Mallory@example.org", "token"),
                        tuple("response", "dana@example.org", null, "token"));
    }

    @Test
    void whatOnlyTheServiceKnowsIsNotTakenFromASender() {
        Enrolled endpoint = Enrolled.endpoint();
        String forged = UUID.randomUUID().toString();

        bulk(
                        endpoint,
                        Map.of(
                                "event.action",
                                "prompt",
                                "event.id",
                                forged,
                                "endpoint.id",
                                forged,
                                "capture.mode",
                                "full",
                                "event.ingested",
                                "2020-01-01T00:00:00Z",
                                "lane",
                                7,
                                "position",
                                4711,
                                "ledger.records",
                                List.of(1, 2)))
                .then()
                .statusCode(200);

        assertThat(Recorded.activitiesOf(endpoint.endpointId())).singleElement().satisfies(activity -> {
            assertThat(activity)
                    .doesNotContainEntry("event.id", forged)
                    .containsEntry("endpoint.id", endpoint.endpointId().toString())
                    .containsEntry("capture.mode", "standard")
                    .containsEntry("lane", 1)
                    .doesNotContainEntry("event.ingested", "2020-01-01T00:00:00Z");
            assertThat((List<?>) activity.get("ledger.records")).hasSize(1);
        });
    }

    @Test
    void contentIsNotStoredAndSecretsInCommandsAreRedacted() {
        Enrolled endpoint = Enrolled.endpoint();
        String marker = "zanzibar" + UUID.randomUUID();
        String secret = "ghp" + "_" + random(36);
        ObjectNode prompt = object("claude-code/captured-hook-command-UserPromptSubmit.json");
        prompt.put("prompt", "a prompt about " + marker);
        ObjectNode bash = object("claude-code/captured-hook-command-PostToolUse-Bash.json");
        ((ObjectNode) bash.get("tool_input"))
                .put("command", "curl -H 'Authorization: token " + secret + "' https://api.example.org/")
                .put("description", marker);
        ((ObjectNode) bash.get("tool_response")).put("stdout", marker).put("stderr", marker);
        ObjectNode write = object("claude-code/captured-hook-command-PostToolUse-Write.json");
        ((ObjectNode) write.get("tool_input")).put("content", marker);
        ObjectNode stop = object("claude-code/captured-hook-command-Stop.json");
        stop.put("last_assistant_message", marker);

        for (ObjectNode payload : List.of(prompt, bash, write, stop)) {
            hook(endpoint, payload.toString().getBytes(StandardCharsets.UTF_8))
                    .then()
                    .statusCode(200);
        }

        List<Map<String, Object>> activities = Recorded.activitiesOf(endpoint.endpointId());
        assertThat(activities).hasSize(4);
        assertThat(activities.toString()).doesNotContain(marker).doesNotContain(secret);
        assertThat(Recorded.findingsOf(endpoint.endpointId()).toString()).doesNotContain(secret);
        assertThat(activities)
                .anySatisfy(activity -> assertThat(activity)
                        .containsEntry("content.prompt.length", ("a prompt about " + marker).length())
                        .containsKey("content.prompt.hmac"))
                .anySatisfy(activity -> assertThat(activity)
                        .containsEntry(
                                "process.command_line",
                                "curl -H 'Authorization: token [REDACTED:github-token]' https://api.example.org/"));
    }

    @Test
    void anAttackersTextIsStoredAndComesBack() {
        Enrolled endpoint = Enrolled.endpoint();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("<script>alert(1)</script>", "<script>alert(1)</script>");
        texts.put("'; drop table activity; --", "'; drop table activity; --");
        texts.put("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0");
        texts.put("a\u202eb\u2066c\u200bd\ufeffe", "a\u202eb\u2066c\u200bd\ufeffe");
        texts.put("nul \u0000 here", "nul \u2400 here");
        texts.put("esc \u001b[31m red \u0007", "esc \u001b[31m red \u0007");
        texts.put("emoji \ud83d\ude00", "emoji \ud83d\ude00");
        texts.put("x".repeat(65_536), "x".repeat(65_536));

        for (String text : texts.keySet()) {
            bulk(endpoint, Map.of("event.action", "shell_exec", "process.command_line", text))
                    .then()
                    .statusCode(200)
                    .body("recorded", equalTo(1));
        }
        // A JSON writer has no way to say half a character; an attacker has.
        raw(endpoint, "{\"event.action\":\"shell_exec\",\"process.command_line\":\"half \\ud800 of it\"}")
                .then()
                .statusCode(200)
                .body("recorded", equalTo(1));

        texts.put("half", "half \ufffd of it");
        assertThat(Recorded.activitiesOf(endpoint.endpointId()))
                .extracting(activity -> activity.get("process.command_line"))
                .containsExactlyInAnyOrderElementsOf(texts.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent.product",
                "agent.version",
                "event.action",
                "event.outcome",
                "activity.phase",
                "decision.outcome",
                "permission.mode",
                "session.id",
                "gen_ai.tool.call.id",
                "gen_ai.tool.name",
                "user.email",
                "host.name",
                "vcs.repository.url.full",
                "telemetry.channel",
                "of.an.unknown.name"
            })
    void noFieldIsTooHostileToBeRecorded(String field) {
        Enrolled endpoint = Enrolled.endpoint();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event.action", "shell_exec");
        event.put("agent.product", "claude-code");
        event.put("session.id", "s");
        event.put("gen_ai.tool.call.id", "c");
        // What raises a finding, so that the text reaches that table, too.
        event.put("process.command_line", "curl --unix-socket /var/run/docker.sock http://x/containers/create");

        for (String text : List.of(random(65_000), "nul \u0000", "<b>", "\n", " ")) {
            event.put(field, text);
            bulk(endpoint, event).then().statusCode(200).body("recorded", equalTo(1));
        }
        event.put(field + "\u0000", "a name with a NUL");
        bulk(endpoint, event).then().statusCode(200).body("recorded", equalTo(1));
        raw(endpoint, "{\"event.action\":\"shell_exec\",\"" + field + "\":\"\\udc00\",\"\\ud800\":1}")
                .then()
                .statusCode(200)
                .body("recorded", equalTo(1));

        assertThat(Recorded.activitiesOf(endpoint.endpointId())).isNotEmpty();
        Recorded.findingsOf(endpoint.endpointId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@timestamp\":\"-999999999-01-01T00:00:00Z\"}",
                "{\"@timestamp\":\"+999999999-12-31T23:59:59Z\"}",
                "{\"@timestamp\":\"1969-12-31T23:59:59.999999999Z\"}",
                "{\"process.exit_code\":9223372036854775807,\"server.port\":-9223372036854775808}",
                "{\"x\":1e400,\"y\":{\"z\":[-1e400,123456789012345678901234567890]}}",
                "{\"cost.usd\":1e308,\"x\":123456789012345678901234567890}",
                "{\"a\":{\"b\":[1,null,{\"c\":[]}]},\"file.path\":[null,\"x\",{\"y\":1}]}",
                "{\"gen_ai.tool.call.arguments\":{\"\":null,\"\\u0000\":\"\\u0000\"}}",
                "{\"mcp.servers\":[null,\"a\\u0000\"]}"
            })
    void anUnreasonableValueIsNoReasonToLoseAnEvent(String line) {
        Enrolled endpoint = Enrolled.endpoint();

        raw(endpoint, line).then().statusCode(200).body("recorded", equalTo(1));

        assertThat(Recorded.activitiesOf(endpoint.endpointId())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hook_event_name\":\"PreToolUse\",\"nul\\u0000\":1,\"in\":{\"\\u0000\":true}}",
                "{\"hook_event_name\":\"nul\\u0000\",\"session_id\":\"\\u0000\"}",
                "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":[]}",
                "{\"hook_event_name\":7,\"session_id\":{\"a\":1},\"tool_input\":null}",
                "{\"hook_event_name\":\"PreToolUse\",\"x\":1e400,\"\\ud800\":[\"\\udc00\",-1e400]}",
                "{}"
            })
    void noHookPayloadIsTooHostileToBeRecorded(String payload) {
        Enrolled endpoint = Enrolled.endpoint();

        hook(endpoint, payload.getBytes(StandardCharsets.UTF_8)).then().statusCode(200);

        assertThat(Recorded.activitiesOf(endpoint.endpointId())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{\"cost.usd\":\"much\"}",
                "{\"cost.usd\":\"NaN\"}",
                "{\"cost.usd\":\"Infinity\"}",
                "{\"cost.usd\":1e400}",
                "{\"@timestamp\":\"yesterday\"}",
                "{\"process.exit_code\":\"0x7f\"}",
                "{\"session.id\":{\"a\":1}}",
                "{\"a\":1",
                "null"
            })
    void aBatchIsRecordedWholeOrNotAtAll(String broken) {
        Enrolled endpoint = Enrolled.endpoint();

        raw(endpoint, "{\"event.action\":\"prompt\"}\n" + broken + "\n\n{\"event.action\":\"prompt\"}")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/bad-request"))
                .body("errors", hasSize(1))
                .body("errors[0].line", equalTo(2));

        assertThat(Recorded.activitiesOf(endpoint.endpointId())).isEmpty();
    }

    @Test
    void whatTheModelDoesNotKnowIsContentUntilProvenOtherwise() {
        Enrolled endpoint = Enrolled.endpoint();

        raw(endpoint, "{\"event.action\":\"prompt\",\"note\":\"the merger is on\",\"weight\":7}")
                .then()
                .statusCode(200);

        Map<String, Object> event = Recorded.activitiesOf(endpoint.endpointId()).get(0);
        assertThat(event).doesNotContainKeys("note", "weight");
        assertThat(event.get("raw")).isEqualTo(Map.of("attributes", Map.of("weight", 7)));
    }

    @Test
    void aNestedBombIsRefused() {
        Enrolled endpoint = Enrolled.endpoint();

        raw(endpoint, "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                .then()
                .statusCode(400);

        hook(endpoint, ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(400);
    }

    @Test
    void equalEventsOfOneBatchAreTwo() {
        Enrolled endpoint = Enrolled.endpoint();
        String twice = "{\"event.action\":\"prompt\"}\n{\"event.action\":\"prompt\"}\n";

        raw(endpoint, twice).then().statusCode(200).body("recorded", equalTo(2)).body("repeated", equalTo(0));
        raw(endpoint, twice).then().statusCode(200).body("recorded", equalTo(0)).body("repeated", equalTo(2));

        assertThat(Recorded.activitiesOf(endpoint.endpointId())).hasSize(2);
    }

    private static Response hook(Enrolled endpoint, byte[] payload) {
        return endpoint.asEndpoint()
                .contentType("application/json")
                .body(payload)
                .post("/api/v1/hooks/claude-code");
    }

    private static Response bulk(Enrolled endpoint, Map<String, Object> event) {
        try {
            return raw(endpoint, Samples.JSON.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response raw(Enrolled endpoint, String lines) {
        return endpoint.asEndpoint()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/activity");
    }

    private static ObjectNode object(String sample) {
        return (ObjectNode) Samples.json(new String(Samples.bytes(sample), StandardCharsets.UTF_8));
    }

    private static String random(int length) {
        Random random = new Random(length);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Integer.toString(random.nextInt(36), 36));
        }
        return text.toString();
    }
}
