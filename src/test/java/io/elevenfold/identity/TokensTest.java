package io.elevenfold.identity;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static io.elevenfold.testing.Enrolled.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class TokensTest {

    @Inject
    AgroalDataSource dataSource;

    @Test
    void aScopeNarrowsWhatTheRoleAllows() {
        String token = api(Map.of(
                        "name", "reader",
                        "kind", "api",
                        "role", "administrator",
                        "scopes", List.of("findings:read")))
                .path("token");

        bearer(token).get("/api/v1/findings").then().statusCode(200);
        bearer(token).get("/api/v1/activity").then().statusCode(403).body("type", equalTo("/problems/forbidden"));
        bearer(token).get("/api/v1/tokens").then().statusCode(403);
        bearer(token)
                .contentType(ContentType.JSON)
                .body("{\"state\":\"acknowledged\"}")
                .patch("/api/v1/findings/" + UUID.randomUUID())
                .then()
                .statusCode(403);
    }

    @Test
    void aScopeAddsNothingToTheRole() {
        String token = api(Map.of(
                        "name", "eager",
                        "kind", "api",
                        "role", "security",
                        "scopes", List.of("*:write")))
                .path("token");

        bearer(token).get("/api/v1/findings").then().statusCode(200);
        bearer(token).get("/api/v1/tokens").then().statusCode(403);
    }

    @Test
    void whatAnAuditorUsesEndsSomeDay() {
        api(Map.of("name", "forever", "kind", "api", "role", "auditor"))
                .then()
                .statusCode(400)
                .body("detail", containsString("expires_in_days"));
        api(Map.of("name", "a while", "kind", "api", "role", "auditor", "expires_in_days", 30))
                .then()
                .statusCode(201);
    }

    @Test
    void expiryHoldsForATokenThatWasJustUsed() throws SQLException {
        Response issued = api(Map.of("name", "short", "kind", "ingest", "expires_in_days", 1));
        bearer(issued.path("token")).body("").post("/api/v1/activity").then().statusCode(200);

        change("update token set expires_at = now() where id = ?", issued.path("details.id"));

        bearer(issued.path("token")).body("").post("/api/v1/activity").then().statusCode(401);
    }

    @Test
    void aRevocationThatAnotherNodeMadeHoldsAtOnce() throws SQLException {
        Response issued = api(Map.of("name", "elsewhere", "kind", "ingest"));
        bearer(issued.path("token")).body("").post("/api/v1/activity").then().statusCode(200);

        change("update token set revoked_at = now() where id = ?", issued.path("details.id"));

        bearer(issued.path("token")).body("").post("/api/v1/activity").then().statusCode(401);
    }

    @Test
    void anEndpointRenewsItsTokenAndTheOldOneStaysGoodForTheOverlap() {
        Enrolled endpoint = Enrolled.endpoint();

        Response rotated = endpoint.asEndpoint()
                .contentType(ContentType.JSON)
                .body(Map.of("overlap_hours", 1))
                .post("/api/v1/tokens/current/rotation");

        rotated.then()
                .statusCode(201)
                .body("details.endpoint_id", equalTo(endpoint.endpointId().toString()));
        endpoint.asEndpoint().body("").post("/api/v1/activity").then().statusCode(200);
        bearer(rotated.path("token")).body("").post("/api/v1/activity").then().statusCode(200);
        endpoint.asEndpoint()
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/tokens/current/rotation")
                .then()
                .statusCode(409);
    }

    @Test
    void withoutOverlapTheOldTokenEndsAtOnce() {
        Response issued = api(Map.of("name", "leaked", "kind", "ingest"));

        Response rotated = asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("overlap_hours", 0))
                .post("/api/v1/tokens/" + issued.path("details.id") + "/rotation");

        rotated.then().statusCode(201);
        bearer(issued.path("token")).body("").post("/api/v1/activity").then().statusCode(401);
        bearer(rotated.path("token")).body("").post("/api/v1/activity").then().statusCode(200);
    }

    @Test
    void thePagesOfTheListMeetWithoutGapOrRepetition() {
        for (int i = 0; i < 5; i++) {
            api(Map.of("name", "page " + i, "kind", "ingest")).then().statusCode(201);
        }

        List<String> whole = asAdministrator().get("/api/v1/tokens?limit=1000").path("items.id");
        Response first = asAdministrator().get("/api/v1/tokens?limit=3");
        List<String> parts = new java.util.ArrayList<>(first.<List<String>>path("items.id"));
        parts.addAll(asAdministrator()
                .queryParam("limit", 997)
                .queryParam("after", first.<String>path("next"))
                .get("/api/v1/tokens")
                .path("items.id"));

        assertThat(parts).isEqualTo(whole).doesNotHaveDuplicates();
    }

    private static Response api(Map<String, Object> wanted) {
        return asAdministrator().contentType(ContentType.JSON).body(wanted).post("/api/v1/tokens");
    }

    private void change(String sql, String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, UUID.fromString(id));
            update.executeUpdate();
        }
    }
}
