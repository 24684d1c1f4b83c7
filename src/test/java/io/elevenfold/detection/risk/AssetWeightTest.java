package io.elevenfold.detection.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where more is at stake, the same hit weighs more, and the sum says so. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class AssetWeightTest {

    @Inject
    Sql sql;

    private final String repository = "payments-" + UUID.randomUUID();
    private Enrolled endpoint;

    @BeforeEach
    void enrol() {
        endpoint = Enrolled.withPerson("stake-" + UUID.randomUUID() + "@example.org");
    }

    @Test
    void theHeaviestAssetOfAnEventWeighsItForEverybodyAndIsShownInTheSum() {
        weigh("repository", repository, 2.0, "takes the money of customers").statusCode(200);
        weigh("endpoint", endpoint.endpointId().toString(), 0.5, "a machine to try things on")
                .statusCode(200)
                .body("name", not(equalTo(endpoint.endpointId().toString())));

        send("s1", ",\"vcs.repository.name\":\"" + repository + "\"");
        assertThat(entries("session")).containsExactly("45 2 repository " + repository);
        assertThat(entries("endpoint")).containsExactly("45 2 repository " + repository);
        assertThat(terms().get(0)).containsEntry("stake", "2 × because of repository " + repository);
        assertThat(((Number) terms().get(0).get("risk")).doubleValue()).isBetween(89.0, 90.0);
    }

    @Test
    void whatWasAddedBeforeKeepsItsWeight() {
        send("s1", ",\"vcs.repository.name\":\"" + repository + "\"");
        weigh("repository", repository, 2.0, "takes the money of customers").statusCode(200);
        send("s2", ",\"vcs.repository.name\":\"" + repository + "\"");
        weigh("repository", repository, 1.0, "the customers pay elsewhere now").statusCode(200);
        send("s3", ",\"vcs.repository.name\":\"" + repository + "\"");

        assertThat(sql.list(
                        "select factor from risk_entry where kind = 'endpoint' and entity_id = ? order by at",
                        row -> row.getDouble(1),
                        List.of(endpoint.endpointId())))
                .containsExactly(1.0, 2.0, 1.0);
        Enrolled.asAdministrator()
                .get("/api/v1/risk/weights")
                .then()
                .statusCode(200)
                .body("items.name", not(hasItem(repository)));
        Enrolled.asAdministrator()
                .queryParam("type", "asset.weighed")
                .get("/api/v1/audit-trail")
                .then()
                .statusCode(200)
                .body("items[0].detail.toString()", containsString("the customers pay elsewhere now"));
    }

    @Test
    void theFindingAboutRiskSaysWhatWasAtStake() {
        weigh("repository", repository, 2.0, "takes the money of customers").statusCode(200);
        send("s1", ",\"vcs.repository.name\":\"" + repository + "\"");
        send("s2", ",\"vcs.repository.name\":\"" + repository + "\"");

        String finding = Recorded.findingsOf(endpoint.endpointId()).stream()
                .filter(each -> String.valueOf(each.get("title")).startsWith("Risk adds up: person"))
                .map(each -> String.valueOf(each.get("id")))
                .findFirst()
                .orElseThrow();
        assertThat(sql.list(
                        "select detail ->> 'risk.term.01.stake' from finding_occurrence where finding_id = ?::uuid",
                        row -> row.getString(1),
                        List.of(finding)))
                .containsExactly("2 × because of repository " + repository);
    }

    @ParameterizedTest
    @CsvSource({
        "person, somebody, 2.0, long enough a reason, kind",
        "planet, mars, 2.0, long enough a reason, kind",
        "endpoint, no-such-host, 2.0, long enough a reason, no endpoint has this id",
        "repository, '', 2.0, long enough a reason, name",
        "repository, shop, 3.0, long enough a reason, factor",
        "repository, shop, 2.0, short, reason"
    })
    void whatCannotBeSaidIsRefused(String kind, String name, double factor, String reason, String because) {
        weigh(kind, name, factor, reason).statusCode(400).body("detail", containsString(because));
    }

    private static ValidatableResponse weigh(String kind, String name, double factor, String reason) {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", kind, "name", name, "factor", factor, "reason", reason))
                .put("/api/v1/risk/weights")
                .then();
    }

    private void send(String session, String more) {
        endpoint.sends(
                """
                        {"@timestamp":"%s","agent.product":"claude-code","session.id":"%s","event.action":"shell_exec","process.command_line":"docker run -v /var/run/docker.sock:/s x"%s}
                        """
                        .formatted(Instant.now(), session, more));
    }

    private List<String> entries(String kind) {
        return sql.list(
                """
                select points || ' ' || factor || ' ' || asset from risk_entry r
                where kind = ? and person_id = (select person_id from endpoint where id = ?) order by points desc limit 1""",
                row -> row.getString(1),
                List.of(kind, endpoint.endpointId()));
    }

    private List<Map<String, Object>> terms() {
        return Enrolled.asAdministrator()
                .get("/api/v1/risk/endpoint/" + endpoint.endpointId())
                .then()
                .statusCode(200)
                .extract()
                .path("terms");
    }
}
