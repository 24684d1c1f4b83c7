package io.elevenfold.identity;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static io.elevenfold.testing.Enrolled.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.elevenfold.platform.Page;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class AuditTrailTest {

    @Inject
    AuditTrail trail;

    @Inject
    People people;

    @Test
    void aTokensLifeIsKept() {
        String name = "kept " + UUID.randomUUID();
        Response issued = asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "kind", "ingest"))
                .post("/api/v1/tokens");
        String id = issued.path("details.id");
        asAdministrator().delete("/api/v1/tokens/" + id).then().statusCode(200);
        asAdministrator().delete("/api/v1/tokens/" + id).then().statusCode(200);

        Response acts = asAdministrator().queryParam("subject", id).get("/api/v1/audit-trail");

        assertThat(acts.<List<String>>path("items.type")).containsExactly("token.revoked", "token.made");
        assertThat(acts.<List<String>>path("items.actor")).containsOnly("token:bootstrap");
        assertThat(acts.<List<String>>path("items.detail.name")).containsOnly(name);
        assertThat(acts.asString()).doesNotContain(issued.<String>path("token"));
    }

    @Test
    void lookingAtOnePersonsDataIsKeptOnceAnHour() {
        String address = "looked-at-" + UUID.randomUUID() + "@example.org";
        Enrolled.withPerson(address);
        UUID person = people.knownAs(address).orElseThrow().id();

        asAdministrator()
                .queryParam("person", person)
                .get("/api/v1/sessions")
                .then()
                .statusCode(200);
        asAdministrator()
                .queryParam("person", person)
                .get("/api/v1/sessions")
                .then()
                .statusCode(200);
        asAdministrator().get("/api/v1/people/" + person).then().statusCode(200);

        assertThat(viewsOf(person))
                .extracting(entry -> entry.detail().path("what").asText())
                .containsExactly("person", "sessions");
    }

    @Test
    void theTrailIsReadByThoseWhoMay() {
        for (String role : List.of("security", "developer")) {
            bearer(token(role)).get("/api/v1/audit-trail").then().statusCode(403);
        }
        for (String role : List.of("ciso", "auditor")) {
            bearer(token(role)).get("/api/v1/audit-trail").then().statusCode(200);
        }
        asAdministrator()
                .queryParam("type", "what'ever")
                .get("/api/v1/audit-trail")
                .then()
                .statusCode(400)
                .body("detail", containsString("type"));
    }

    @Test
    void pagesMeetWithoutGapOrRepetition() {
        token("ciso");
        token("ciso");
        token("ciso");

        Page<AuditEntry> first = trail.newest(filter("token"), 2, null);
        Page<AuditEntry> second = trail.newest(filter("token.made"), 2, first.next());

        assertThat(first.items()).hasSize(2).extracting(AuditEntry::type).containsOnly("token.made");
        assertThat(second.items().get(0).position())
                .isLessThan(first.items().get(1).position());
    }

    private List<AuditEntry> viewsOf(UUID person) {
        return trail.newest(new AuditFilter(null, "person.viewed", person, null, null), 100, null)
                .items();
    }

    private static AuditFilter filter(String type) {
        return new AuditFilter(null, type, null, null, null);
    }

    private static String token(String role) {
        return asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "trail " + role, "kind", "api", "role", role, "expires_in_days", 1))
                .post("/api/v1/tokens")
                .path("token");
    }
}
