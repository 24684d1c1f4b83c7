package io.elevenfold.ingest;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static io.elevenfold.testing.Enrolled.bearer;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.agroal.api.AgroalDataSource;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class AccessToDoorsTest {

    @Inject
    AgroalDataSource dataSource;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/logs",
                "/v1/traces",
                "/v1/metrics",
                "/api/v1/activity",
                "/api/v1/hooks/claude-code",
                "/api/v1/hooks/claude-code/PreToolUse",
                "/api/v1/posture"
            })
    void aMachineDoorOpensForMachinesOnly(String door) {
        given().contentType(ContentType.JSON).body("{}").post(door).then().statusCode(401);
        bearer("ef_e_nobody-has-this-one")
                .contentType(ContentType.JSON)
                .body("{}")
                .post(door)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("/problems/unauthenticated"));
        asAdministrator()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(door)
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/activity",
                "/api/v1/sessions",
                "/api/v1/findings",
                "/api/v1/endpoints",
                "/api/v1/rules",
                "/api/v1/people",
                "/api/v1/tokens"
            })
    void anEndpointWritesAndDoesNotRead(String list) {
        Enrolled endpoint = Enrolled.endpoint();

        endpoint.asEndpoint().get(list).then().statusCode(403);
        given().get(list).then().statusCode(401);
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        Response issued = issueIngestToken();
        String token = issued.path("token");
        bearer(token).body("").post("/api/v1/activity").then().statusCode(200);

        asAdministrator()
                .delete("/api/v1/tokens/" + issued.path("details.id"))
                .then()
                .statusCode(200);

        bearer(token).body("").post("/api/v1/activity").then().statusCode(401);
    }

    @Test
    void anExpiredTokenIsRefused() throws SQLException {
        Response issued = issueIngestToken();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update token set expires_at = now() - interval '1 second' where id = ?")) {
            update.setObject(1, UUID.fromString(issued.path("details.id")));
            update.executeUpdate();
        }

        bearer(issued.path("token")).body("").post("/api/v1/activity").then().statusCode(401);
    }

    @Test
    void anEnrolmentTokenIsSpentAndOpensNothingElse() {
        String ticket = asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "one laptop"))
                .post("/api/v1/enrollment-tokens")
                .path("token");
        Map<String, String> laptop = Map.of("hostname", "laptop", "os", "macos");

        bearer(ticket).body("").post("/api/v1/activity").then().statusCode(401);
        bearer(ticket)
                .contentType(ContentType.JSON)
                .body(laptop)
                .post("/api/v1/enroll")
                .then()
                .statusCode(201);
        bearer(ticket)
                .contentType(ContentType.JSON)
                .body(laptop)
                .post("/api/v1/enroll")
                .then()
                .statusCode(401);
    }

    private static Response issueIngestToken() {
        Response issued = asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "collector", "kind", "ingest", "expires_in_days", 1))
                .post("/api/v1/tokens");
        issued.then().statusCode(201);
        return issued;
    }
}
