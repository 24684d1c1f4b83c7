package io.elevenfold.detection.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.elevenfold.platform.Sql;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A baseline that others wrote learns, tells and adds risk as a shipped one does. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class ImportedBaselineTest {

    private static final Instant TODAY =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);

    @Inject
    Sql sql;

    private final String email = "imported-" + UUID.randomUUID() + "@example.org";
    private final String terms = UUID.randomUUID().toString();
    private final String figures = UUID.randomUUID().toString();
    private final String different = UUID.randomUUID().toString();

    @Test
    void itLearnsTellsAndAddsRiskThoughItNamesNoLayer() {
        taken(document(
                        terms,
                        "New branch",
                        "type: new_terms\n  terms: [vcs.ref.head.name]\n  history: 60d\n  decay: 20d\n  risk: {person: 7}")
                + "---\n"
                + document(
                        figures,
                        "Many commands",
                        "type: rate\n  measure: commands\n  floor: 40\n  history: 60d\n  risk: 9")
                + "---\n"
                + document(
                        different,
                        "Many models",
                        "type: distinct\n  terms: [gen_ai.request.model]\n  floor: 10\n  history: 60d\n  risk: 8"));
        Enrolled endpoint = Enrolled.withPerson(email);
        for (int day = 26; day >= 1; day--) {
            Instant at = TODAY.minus(day, ChronoUnit.DAYS).plusSeconds(36_000);
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                lines.append(line(at.plusSeconds(i), "main", "one"));
            }
            endpoint.sends(lines.toString());
        }
        assertThat(added("New branch")).as("nothing was new").isEmpty();

        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            lines.append(line(TODAY.plusSeconds(36_000 + i), "release", "m" + i));
        }
        endpoint.sends(lines.toString());

        assertThat(added("New branch"))
                .singleElement()
                .asString()
                .startsWith("7 10 ")
                .contains("release", "never had it");
        assertThat(added("Many commands"))
                .singleElement()
                .asString()
                .startsWith("9 10 ")
                .contains("commands an hour", "usually 10, at most 10", "60 in the hour");
        assertThat(added("Many models"))
                .singleElement()
                .asString()
                .startsWith("8 10 ")
                .contains("different values of gen_ai.request.model", "usually 1", "60 in the hour");
        Enrolled.asAdministrator()
                .get("/api/v1/risk/person/" + person())
                .then()
                .statusCode(200)
                .body("terms.source", hasItem(terms))
                .body("terms.title", hasItem("Many commands"));
        Enrolled.asSignedIn()
                .get("/rules/" + figures)
                .then()
                .statusCode(200)
                .body(containsString("<h1>Many commands</h1>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: rate|measure: events|floor: 5|history: 60d|risk: 0| expected a number from 1 to 100",
                "type: rate|measure: events|floor: 5|history: 60d|risk: 1000| expected a number from 1 to 100",
                "type: rate|measure: events|floor: 5|history: 9999w|risk: 5| a time span of 1 to 90 days is expected",
                "type: rate|measure: events|floor: 0|history: 60d|risk: 5| expected a number from 1 to",
                "type: rate|measure: moons|floor: 5|history: 60d|risk: 5| unknown measure",
                "type: new_terms|terms: [process.pid.of.the.moon]|history: 60d|risk: {person: 5}|| unknown field",
                "type: new_terms|terms: [url.domain]|history: 60d|risk: {}|| expected the risk for person",
                "type: silence|floor: 5|history: 60d|decay: 5d|risk: 5| unknown key 'decay'"
            })
    void oneThatCouldNotRunIsRefusedWithTheReason(
            String one, String two, String three, String four, String five, String reason) {
        String baseline = String.join("\n  ", List.of(one, two, three, four, five == null ? "" : five));

        handIn(document(terms, "Wrong", baseline))
                .body("good", hasSize(0))
                .body("refused", hasSize(1))
                .body("refused[0].reason", containsString(reason));
    }

    private static String document(String id, String title, String baseline) {
        return """
                title: %s
                id: %s
                author: Ada Example
                baseline:
                  %s
                """
                .formatted(title, id, baseline);
    }

    private static String line(Instant at, String branch, String model) {
        return """
                {"@timestamp":"%s","agent.product":"claude-code","event.action":"shell_exec","process.command_line":"ls","vcs.ref.head.name":"%s","gen_ai.request.model":"%s"}
                """
                .formatted(at, branch, model);
    }

    private static ValidatableResponse handIn(String yaml) {
        return Enrolled.asAdministrator()
                .contentType("application/octet-stream")
                .queryParam("name", "baselines.yml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/rules/imports")
                .then()
                .statusCode(200);
    }

    private static void taken(String yaml) {
        String id = handIn(yaml).body("refused", hasSize(0)).extract().path("id");
        Enrolled.asAdministrator()
                .queryParam("enabled", true)
                .post("/api/v1/rules/imports/" + id + "/taking")
                .then()
                .statusCode(200);
    }

    private UUID person() {
        return sql.list("select id from person where email = ?", row -> row.getObject(1, UUID.class), List.of(email))
                .get(0);
    }

    private List<String> added(String title) {
        return sql.list(
                """
                select points || ' ' || layer || ' ' || detail from risk_entry
                where kind = 'person' and entity_id = ? and title = ?""",
                row -> row.getString(1),
                List.of(person(), title));
    }
}
