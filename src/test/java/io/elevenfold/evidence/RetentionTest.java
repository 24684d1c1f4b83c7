package io.elevenfold.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.elevenfold.evidence.retention.Certificate;
import io.elevenfold.evidence.retention.Retention;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class RetentionTest {

    private static final String REASON = "a request under GDPR article 17";

    @Inject
    Retention retention;

    @Inject
    LedgerChecks checks;

    @ConfigProperty(name = "quarkus.flyway.jdbc-url")
    String url;

    @ConfigProperty(name = "quarkus.flyway.username")
    String owner;

    @ConfigProperty(name = "quarkus.flyway.password")
    String password;

    @Test
    void anErasedPersonLeavesLeavesAndNothingElse() throws SQLException {
        String email = "erased-" + UUID.randomUUID() + "@example.com";
        Enrolled endpoint = Enrolled.withPerson(email);
        recordThree(endpoint, email);
        String person = only("select id::text from person where email = '%s'".formatted(email));
        long erasedBefore = erased();

        erase(person, REASON)
                .statusCode(200)
                .body("type", equalTo("privacy.erasure"))
                .body("detail.events", equalTo(3));

        assertThat(only("select count(*)::text from person where name || email like '%" + email + "%'"))
                .isEqualTo("0");
        assertThat(only("select count(*)::text from activity where event::text like '%" + email + "%'"))
                .isEqualTo("0");
        assertThat(only("select count(*)::text from activity where event::text like '%the secret plan%'"))
                .isEqualTo("0");
        assertThat(only("select count(*)::text from session where user_email = '" + email + "'"))
                .isEqualTo("0");
        assertThat(only("select (wrapped is null)::text from subject_key where subject = '" + person + "'"))
                .isEqualTo("true");
        assertThat(faults()).isEmpty();
        assertThat(erased()).isGreaterThanOrEqualTo(erasedBefore + 3);

        recordThree(endpoint, null);
        assertThat(faults()).isEmpty();
    }

    @Test
    void aLegalHoldBeatsErasure() throws SQLException {
        String email = "held-" + UUID.randomUUID() + "@example.com";
        recordThree(Enrolled.withPerson(email), email);
        String person = only("select id::text from person where email = '%s'".formatted(email));
        String hold = Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "case 7", "reason", "a lawsuit is expected", "person_id", person))
                .post("/api/v1/legal-holds")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        erase(person, REASON).statusCode(409).body("detail", containsString("legal hold"));

        Enrolled.asAdministrator()
                .post("/api/v1/legal-holds/" + hold + "/release")
                .then()
                .statusCode(200);
        Enrolled.asAdministrator()
                .post("/api/v1/legal-holds/" + hold + "/release")
                .then()
                .statusCode(409);
        erase(person, REASON).statusCode(200);
    }

    @Test
    void whoeverErasesMustSayWhy() throws SQLException {
        String email = "why-" + UUID.randomUUID() + "@example.com";
        Enrolled.withPerson(email);
        String person = only("select id::text from person where email = '%s'".formatted(email));
        erase(person, "no").statusCode(400);
        erase(UUID.randomUUID().toString(), REASON).statusCode(404);
    }

    @Test
    void anOldDayGoesWithARecordAndAHeldOneStays() throws SQLException {
        LocalDate old = LocalDate.now(ZoneOffset.UTC).minusDays(400);
        recordThree(Enrolled.endpoint(), null);
        move(old);
        String hold = Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        "old case",
                        "reason",
                        "a lawsuit is expected",
                        "from",
                        old.minusDays(1) + "T00:00:00Z",
                        "to",
                        old.plusDays(1) + "T00:00:00Z"))
                .post("/api/v1/legal-holds")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(retention.deleteOlderThan(365)).isEmpty();

        Enrolled.asAdministrator()
                .post("/api/v1/legal-holds/" + hold + "/release")
                .then()
                .statusCode(200);
        List<Certificate> certificates;
        List<?> faults;
        try {
            certificates = retention.deleteOlderThan(365);
            faults = faults();
        } finally {
            moveBack();
        }
        assertThat(certificates).singleElement().satisfies(certificate -> assertThat(certificate.detail())
                .containsEntry("day", old.toString())
                .containsEntry("events", 3L));
        assertThat(faults).isEmpty();
        assertThat(faults()).isEmpty();
    }

    /** Puts the last three events into an old day, as if they had been recorded then. */
    private void move(LocalDate day) throws SQLException {
        String part = "activity_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
        try (Connection connection = DriverManager.getConnection(url, owner, password);
                Statement statement = connection.createStatement()) {
            statement.execute("select add_activity_day('%s')".formatted(day));
            statement.execute(
                    "create table moved as select * from activity where lane = 1 order by position desc limit 3");
            statement.execute("delete from activity a using moved m where a.lane = m.lane and a.position = m.position");
            statement.execute("create temporary table aged as select * from moved");
            statement.execute("update aged set ingested = '%s 12:00:00+00'".formatted(day));
            statement.execute("insert into %s select * from aged".formatted(part));
        }
    }

    /** Other tests look at the same log. */
    private void moveBack() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, owner, password);
                Statement statement = connection.createStatement()) {
            statement.execute("alter table ledger_withdrawn disable trigger ledger_withdrawn_grows");
            statement.execute(
                    "delete from ledger_withdrawn w using moved m where w.log = m.lane and w.position = m.position");
            statement.execute("alter table ledger_withdrawn enable trigger ledger_withdrawn_grows");
            statement.execute("insert into activity select * from moved");
            statement.execute("drop table moved");
        }
    }

    private static ValidatableResponse erase(String person, String reason) {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .post("/api/v1/people/" + person + "/erasure")
                .then();
    }

    private List<?> faults() {
        return checks.check().stream().flatMap(check -> check.faults().stream()).toList();
    }

    private long erased() {
        return checks.check().stream().mapToLong(LedgerCheck::erased).sum();
    }

    private String only(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, owner, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void recordThree(Enrolled endpoint, @org.jspecify.annotations.Nullable String email) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            lines.append(
                    "{\"event.action\":\"shell_exec\",\"agent.product\":\"codex\",\"session.id\":\"%s\",\"process.command_line\":\"echo the secret plan %d\"%s}\n"
                            .formatted(UUID.randomUUID(), i, email == null ? "" : ",\"user.email\":\"" + email + "\""));
        }
        endpoint.asEndpoint()
                .contentType("application/x-ndjson")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/activity")
                .then()
                .statusCode(200);
    }
}
