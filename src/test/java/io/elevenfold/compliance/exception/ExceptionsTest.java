package io.elevenfold.compliance.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.elevenfold.identity.Actor;
import io.elevenfold.platform.Sql;
import io.elevenfold.posture.Samples;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class ExceptionsTest {

    /** Workstation is managed and its disk encrypted. */
    private static final String CHECK = "APC-11-09";

    private static final Actor APPROVER = new Actor("somebody-else", null);

    @Inject
    Exceptions exceptions;

    @Inject
    Clock clock;

    @Inject
    Sql sql;

    @Test
    void whatIsExceptedIsNeitherPassedNorForgotten() {
        Enrolled endpoint = Enrolled.endpoint();
        Enrolled other = Enrolled.endpoint();
        send(endpoint, 1, false);
        send(other, 1, false);
        long failing = tally("fail");
        long excepted = tally("excepted");
        UUID id = requested(endpoint, "finding");
        assertThat(state(endpoint)).isEqualTo("open");

        exceptions.decide(APPROVER, id, true, "fine for a month");

        assertThat(state(endpoint)).isEqualTo("excepted");
        assertThat(state(other)).isEqualTo("open");
        assertThat(result(endpoint)).isEqualTo("excepted");
        assertThat(result(other)).isEqualTo("fail");
        assertThat(tally("fail")).isEqualTo(failing - 1);
        assertThat(tally("excepted")).isEqualTo(excepted + 1);
        send(endpoint, 2, false);
        assertThat(state(endpoint)).isEqualTo("excepted");
        assertThat(result(endpoint)).isEqualTo("excepted");
        assertThat(tally("fail")).isEqualTo(failing - 1);

        exceptions.withdraw(APPROVER, id);

        assertThat(state(endpoint)).isEqualTo("reopened");
        assertThat(result(endpoint)).isEqualTo("fail");
        assertThat(tally("fail")).isEqualTo(failing);
        assertThat(tally("excepted")).isEqualTo(excepted);
        assertThat(intervals(endpoint)).containsExactly("fail", "excepted", "fail");
    }

    @Test
    void itIsOverByItself() {
        Enrolled endpoint = Enrolled.endpoint();
        send(endpoint, 1, false);
        UUID id = requested(endpoint, "endpoint");
        exceptions.decide(APPROVER, id, true, null);
        assertThat(state(endpoint)).isEqualTo("excepted");

        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update risk_exception set requested_at = requested_at - interval '2 days',"
                                + " expires_at = now() - interval '1 minute' where id = ?",
                        List.of(id)));
        exceptions.onSchedule();

        assertThat(state(endpoint)).isEqualTo("reopened");
        assertThat(result(endpoint)).isEqualTo("fail");
        assertThat(exceptions.withId(id).state()).isEqualTo("expired");
    }

    @Test
    void aCheckThatPassesUnderAnExceptionResolvesItsFinding() {
        Enrolled endpoint = Enrolled.endpoint();
        send(endpoint, 1, false);
        exceptions.decide(APPROVER, requested(endpoint, "finding"), true, null);

        send(endpoint, 2, true);

        assertThat(state(endpoint)).isEqualTo("resolved");
        assertThat(result(endpoint)).isEqualTo("pass");
    }

    @Test
    void aFindingThatComesLaterIsCoveredToo() {
        Enrolled endpoint = Enrolled.endpoint();
        send(endpoint, 1, false);
        exceptions.decide(APPROVER, requested(endpoint, "endpoint"), true, null);
        send(endpoint, 2, true);

        send(endpoint, 3, false);

        assertThat(state(endpoint)).isEqualTo("excepted");
        assertThat(result(endpoint)).isEqualTo("excepted");
    }

    @Test
    void nobodyApprovesWhatTheyAskedFor() {
        Enrolled endpoint = Enrolled.endpoint();
        send(endpoint, 1, false);
        UUID id = requested(endpoint, "finding");

        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("approve", true))
                .post("/api/v1/exceptions/" + id + "/decision")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/another-person-needed"));

        assertThat(state(endpoint)).isEqualTo("open");
        exceptions.decide(APPROVER, id, false, "encrypt it instead");
        assertThat(state(endpoint)).isEqualTo("open");
        assertThat(exceptions.withId(id).state()).isEqualTo("rejected");
    }

    @Test
    void itTellsExactlyWhatItWouldHide() {
        Enrolled endpoint = Enrolled.endpoint();
        send(endpoint, 1, false);
        UUID id = requested(endpoint, "endpoint");

        Enrolled.asAdministrator()
                .get("/api/v1/exceptions/" + id)
                .then()
                .statusCode(200)
                .body("exception.state", equalTo("requested"))
                .body("hides.findings", equalTo(1))
                .body("hides.endpoints", equalTo(1))
                .body("hides.worst[0].id", equalTo(finding(endpoint)));
    }

    @Test
    void aReasonAndAnEndAreNeeded() {
        Enrolled endpoint = Enrolled.endpoint();
        send(endpoint, 1, false);

        request(endpoint, "finding", "short", clock.instant().plus(Duration.ofDays(1)))
                .statusCode(400);
        request(endpoint, "finding", "A good enough reason", clock.instant().plus(Duration.ofDays(400)))
                .statusCode(400);
        request(endpoint, "finding", "A good enough reason", clock.instant().minusSeconds(1))
                .statusCode(400);
        request(endpoint, "everything", "A good enough reason", clock.instant().plus(Duration.ofDays(1)))
                .statusCode(400);
    }

    private UUID requested(Enrolled endpoint, String breadth) {
        return UUID.fromString(request(
                        endpoint,
                        breadth,
                        "A good enough reason",
                        clock.instant().plus(Duration.ofDays(30)))
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static ValidatableResponse request(Enrolled endpoint, String breadth, String reason, Instant expiresAt) {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "finding_id",
                        finding(endpoint),
                        "breadth",
                        breadth,
                        "reason",
                        reason,
                        "expires_at",
                        expiresAt.toString()))
                .post("/api/v1/exceptions")
                .then();
    }

    private static void send(Enrolled endpoint, int sequence, boolean encrypted) {
        ObjectNode report = Samples.report(Samples.MANAGED);
        Samples.with(report, "/sequence", sequence);
        Samples.with(report, "/report_id", UUID.randomUUID().toString());
        Samples.with(report, "/endpoint/disk_encrypted", encrypted);
        endpoint.asEndpoint()
                .contentType(ContentType.JSON)
                .body(report.toString())
                .post("/api/v1/posture")
                .then()
                .statusCode(201);
    }

    private static Map<String, Object> of(Enrolled endpoint) {
        return Recorded.findingsOf(endpoint.endpointId()).stream()
                .filter(finding -> CHECK.equals(finding.get("check")))
                .findFirst()
                .orElseThrow();
    }

    private static String finding(Enrolled endpoint) {
        return (String) of(endpoint).get("id");
    }

    private static String state(Enrolled endpoint) {
        return (String) of(endpoint).get("state");
    }

    private String result(Enrolled endpoint) {
        return sql.first(
                        "select state from check_result where endpoint_id = ? and check_id = ? and superseded_at is null",
                        row -> row.getString(1),
                        List.of(endpoint.endpointId(), CHECK))
                .orElseThrow();
    }

    private List<String> intervals(Enrolled endpoint) {
        return sql.list(
                "select state from check_result where endpoint_id = ? and check_id = ? order by id",
                row -> row.getString(1),
                List.of(endpoint.endpointId(), CHECK));
    }

    private long tally(String state) {
        return sql.first(
                        "select results from check_tally where check_id = ? and state = ?",
                        row -> row.getLong(1),
                        List.of(CHECK, state))
                .orElse(0L);
    }
}
