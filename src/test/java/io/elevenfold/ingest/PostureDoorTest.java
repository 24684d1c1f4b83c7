package io.elevenfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.elevenfold.posture.Samples;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class PostureDoorTest {

    /** Workstation is managed and its disk encrypted. */
    private static final String CHECK = "APC-11-09";

    @Inject
    AgroalDataSource dataSource;

    @Test
    void aReportIsRecordedOnceAndRepeatedInPeace() {
        Enrolled endpoint = Enrolled.endpoint();
        ObjectNode report = report(1, true);

        String id = send(endpoint, report)
                .then()
                .statusCode(201)
                .body("repeated", equalTo(false))
                .body("results.pass", greaterThanOrEqualTo(50))
                .extract()
                .path("id");

        send(endpoint, report)
                .then()
                .statusCode(200)
                .body("repeated", equalTo(true))
                .body("id", equalTo(id));
    }

    @Test
    void anOlderReportThanTheLatestIsStale() {
        Enrolled endpoint = Enrolled.endpoint();
        send(endpoint, report(5, true)).then().statusCode(201);

        send(endpoint, report(4, true))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/stale-report"));
        send(endpoint, report(5, false)).then().statusCode(409);
        send(endpoint, report(6, true)).then().statusCode(201);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        ObjectNode report = report(1, true);
        report.remove("signature");
        Samples.with(report, "/endpoint/disk_encrypted", "perhaps");
        Samples.with(report, "/sequence", -1);
        Samples.with(report, "/of_ours", "nothing");

        send(Enrolled.endpoint(), report)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/report-rejected"))
                .body("errors", hasSize(4))
                .body("errors.pointer", hasItems("/endpoint/disk_encrypted", "/sequence"));
    }

    @Test
    void aSecretInAReportIsRefusedAndNotRepeated() throws SQLException {
        Enrolled endpoint = Enrolled.endpoint();
        String secret = "ghp" + "_" + "a8F3kL0pQ".repeat(4);
        ObjectNode report = Samples.with(report(1, true), "/endpoint/display_name", secret);

        send(endpoint, report)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/secret-in-report"))
                .body("errors.pointer", hasItem("/endpoint/display_name"))
                .body(not(containsString(secret)));

        assertThat(one("select count(*) from posture_report where endpoint_id = ?", endpoint.endpointId()))
                .isEqualTo("0");
    }

    @Test
    void aReportComesFromAnEndpointOnly() {
        String collector = Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "collector", "kind", "ingest"))
                .post("/api/v1/tokens")
                .path("token");

        Enrolled.bearer(collector)
                .contentType(ContentType.JSON)
                .body(report(1, true).toString())
                .post("/api/v1/posture")
                .then()
                .statusCode(403);
    }

    @Test
    void aFindingFollowsTheCheckThatRaisedIt() {
        Enrolled endpoint = Enrolled.endpoint();

        send(endpoint, report(1, true)).then().statusCode(201);
        assertThat(stateOfTheCheck(endpoint)).isEqualTo("pass");
        assertThat(findings(endpoint)).isEmpty();

        send(endpoint, report(2, false)).then().statusCode(201);
        assertThat(stateOfTheCheck(endpoint)).isEqualTo("fail");
        assertThat(findings(endpoint)).singleElement().satisfies(finding -> assertThat(finding)
                .containsEntry("state", "open")
                .containsEntry("kind", "check")
                .containsEntry("layer", 11)
                .containsEntry("occurrences", 1));
        Object id = findings(endpoint).get(0).get("id");

        send(endpoint, report(3, true)).then().statusCode(201);
        assertThat(findings(endpoint)).singleElement().satisfies(finding -> assertThat(finding)
                .containsEntry("state", "resolved")
                .containsEntry("id", id));

        send(endpoint, report(4, false)).then().statusCode(201);
        assertThat(findings(endpoint)).singleElement().satisfies(finding -> assertThat(finding)
                .containsEntry("state", "reopened")
                .containsEntry("id", id)
                .containsEntry("occurrences", 2));
        Enrolled.asAdministrator()
                .get("/api/v1/findings/" + id)
                .then()
                .statusCode(200)
                .body("history.to", equalTo(List.of("open", "resolved", "reopened")))
                .body("evidence", hasSize(2))
                .body("controls", hasItem("L11-05"))
                .body("requirements", notNullValue());
    }

    @Test
    void whatPeopleDecideAboutAFindingIsKept() throws SQLException {
        Enrolled endpoint = Enrolled.endpoint();
        send(endpoint, report(1, false)).then().statusCode(201);
        String id = (String) findings(endpoint).get(0).get("id");

        move(id, "acknowledged", "seen").then().statusCode(200).body("state", equalTo("acknowledged"));
        move(id, "acknowledged", "again").then().statusCode(200);
        move(id, "in_progress", "working on it").then().statusCode(200);
        move(id, "resolved", "<b>done</b>")
                .then()
                .statusCode(200)
                .body("state", equalTo("resolved"))
                .body("history.to", equalTo(List.of("open", "acknowledged", "in_progress", "resolved")))
                .body("history.note", hasItem("<b>done</b>"));

        for (String state : List.of("excepted", "reopened", "closed", "")) {
            move(id, state, "no").then().statusCode(400).body("type", equalTo("/problems/invalid-field"));
        }
        move(UUID.randomUUID().toString(), "resolved", "no").then().statusCode(404);
        move(id, "open", "x".repeat(2001)).then().statusCode(400);
        assertThat(one("select count(*) from ledger_entry where detail->>'finding' = ?", id))
                .isEqualTo("3");
        assertThat(one(
                        "select detail->>'note' from ledger_entry where detail->>'finding' = ? order by position desc limit 1",
                        id))
                .isEqualTo("<b>done</b>");
    }

    private static ObjectNode report(int sequence, boolean encrypted) {
        ObjectNode report = Samples.report(Samples.MANAGED);
        Samples.with(report, "/report_id", UUID.randomUUID().toString());
        Samples.with(report, "/sequence", sequence);
        return Samples.with(report, "/endpoint/disk_encrypted", encrypted);
    }

    private static Response send(Enrolled endpoint, ObjectNode report) {
        return endpoint.asEndpoint()
                .contentType(ContentType.JSON)
                .body(report.toString())
                .post("/api/v1/posture");
    }

    private static Response move(String finding, String state, String note) {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("state", state, "note", note))
                .patch("/api/v1/findings/" + finding);
    }

    private static List<Map<String, Object>> findings(Enrolled endpoint) {
        return Recorded.findingsOf(endpoint.endpointId()).stream()
                .filter(finding -> Objects.equals(finding.get("check"), CHECK))
                .toList();
    }

    private static String stateOfTheCheck(Enrolled endpoint) {
        return Enrolled.asAdministrator()
                .get("/api/v1/endpoints/" + endpoint.endpointId() + "/checks")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.check_id == '" + CHECK + "' }.state");
    }

    private String one(String sql, Object parameter) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, parameter);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
