package io.elevenfold.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claude Code runs its hooks when it asks a person, tells so in its logs, and tells the answer there later. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class QuestionsTest {

    private Enrolled endpoint;

    @BeforeEach
    void enrol() {
        endpoint = Enrolled.endpoint();
    }

    @Test
    void answersThatFollowTheirQuestionsAtOnceAreRubberStamps() {
        Instant start = Instant.now().minusSeconds(900);
        for (int request = 0; request < 4; request++) {
            List<String> records = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Instant asked = start.plusSeconds(request * 100L + i * 20L);
                records.add(asks(asked));
                records.add(
                        answers(asked.plusMillis(400), "user_temporary", "Bash", "toolu_%d_%d".formatted(request, i)));
            }
            send(records);
        }

        assertThat(Recorded.findingsOf(endpoint.endpointId()))
                .filteredOn(finding -> "Approvals given without reading".equals(finding.get("title")))
                .singleElement()
                .satisfies(finding -> Enrolled.asAdministrator()
                        .get("/api/v1/findings/" + finding.get("id"))
                        .then()
                        .statusCode(200)
                        .body(containsString("\"correlation.count\": 20"))
                        .body(containsString("\"correlation.median\": \"decision.latency_ms 400\"")));
    }

    @Test
    void aQuestionAndItsAnswerMayComeInTwoRequests() {
        Instant asked = Instant.now().minusSeconds(60);
        send(List.of(asks(asked)));
        send(List.of(answers(asked.plusMillis(2_500), "user_reject", "Bash", "toolu_1")));

        assertThat(latencies()).containsExactly(2_500L);
    }

    @Test
    void whatAStoredConsentAnsweredTookNobodysTime() {
        Instant asked = Instant.now().minusSeconds(60);
        send(List.of(
                asks(asked),
                answers(asked.plusMillis(5), "config", "Bash", "toolu_1"),
                answers(asked.plusMillis(9), "user_permanent", "Read", "toolu_2")));

        assertThat(latencies()).isEmpty();
    }

    /** The question by hook, which our clock times; the answer by log, which the machine's does. */
    @Test
    void aQuestionByHookAndItsAnswerByLogAreJoined() {
        Instant before = Instant.now();
        endpoint.asEndpoint()
                .contentType("application/json")
                .body(
                        """
                        {"session_id": "stamps", "hook_event_name": "PermissionRequest", "tool_name": "Bash",
                         "tool_input": {"command": "npm install left-pad"}}""")
                .post("/api/v1/hooks/claude-code")
                .then()
                .statusCode(200);
        Instant answered = Instant.now();
        send(List.of(answers(answered, "user_temporary", "Bash", "toolu_1")));
        long longest = Duration.between(before, Instant.now()).toMillis();

        assertThat(latencies()).singleElement().satisfies(latency -> assertThat(latency)
                .isBetween(0L, longest));
    }

    private List<Long> latencies() {
        return Recorded.activitiesOf(endpoint.endpointId()).stream()
                .filter(activity -> activity.containsKey("decision.latency_ms"))
                .map(activity -> ((Number) activity.get("decision.latency_ms")).longValue())
                .toList();
    }

    private static String asks(Instant at) {
        return log(
                at,
                "hook_execution_start",
                Map.of("hook_event", "PermissionRequest", "hook_name", "PermissionRequest:Bash"));
    }

    private static String answers(Instant at, String source, String tool, String call) {
        String decision = source.equals("user_reject") ? "reject" : "accept";
        return log(
                at,
                "tool_decision",
                Map.of("decision", decision, "source", source, "tool_name", tool, "tool_use_id", call));
    }

    private static String log(Instant at, String event, Map<String, String> attributes) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.put("event.name", event);
        all.put("session.id", "stamps");
        String listed = all.entrySet().stream()
                .map(each ->
                        "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining(","));
        return """
                {"timeUnixNano":"%d","body":{"stringValue":"claude_code.%s"},"attributes":[%s]}"""
                .formatted(TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano(), event, listed);
    }

    private void send(List<String> records) {
        endpoint.asEndpoint()
                .contentType("application/json")
                .body(
                        """
                        {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"claude-code"}}]},
                         "scopeLogs":[{"scope":{"name":"com.anthropic.claude_code.events"},"logRecords":[%s]}]}]}"""
                                .formatted(String.join(",", records)))
                .post("/v1/logs")
                .then()
                .statusCode(200);
    }
}
