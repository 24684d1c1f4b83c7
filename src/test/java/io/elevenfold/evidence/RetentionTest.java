package io.elevenfold.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.elevenfold.evidence.retention.Certificate;
import io.elevenfold.evidence.retention.Retention;
import io.elevenfold.evidence.retention.RetentionClass;
import io.elevenfold.testing.DatabaseOwner;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

        lift(hold);
        erase(person, REASON).statusCode(200);
    }

    @Test
    void aHoldTakesTwoPeopleToSetAndTwoToLift() {
        String hold = Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "case 9", "reason", "a lawsuit is expected", "to", "2001-01-01T00:00:00Z"))
                .post("/api/v1/legal-holds")
                .then()
                .statusCode(201)
                .body("state", equalTo("requested"))
                .extract()
                .path("id");
        String second = secondPerson();

        act(KnownAdministrator.TOKEN, hold, "approval").statusCode(409).body("detail", containsString("other than"));
        act(KnownAdministrator.TOKEN, hold, "release").statusCode(409);
        act(second, hold, "approval").statusCode(200).body("state", equalTo("in_force"));
        act(second, hold, "approval").statusCode(409);
        act(KnownAdministrator.TOKEN, hold, "release").statusCode(200).body("state", equalTo("release_requested"));
        act(KnownAdministrator.TOKEN, hold, "approval").statusCode(409);
        act(second, hold, "refusal").statusCode(200).body("state", equalTo("in_force"));
        act(KnownAdministrator.TOKEN, hold, "release").statusCode(200);
        act(second, hold, "approval").statusCode(200).body("state", equalTo("released"));
        act(second, hold, "refusal").statusCode(409);
        List<String> acts = Enrolled.asAdministrator()
                .queryParam("type", "legal_hold")
                .queryParam("limit", 100)
                .get("/api/v1/audit-trail")
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.detail.hold == '%s' }.type".formatted(hold));
        assertThat(acts)
                .containsExactly(
                        "legal_hold.released",
                        "legal_hold.release_asked",
                        "legal_hold.release_refused",
                        "legal_hold.release_asked",
                        "legal_hold.set",
                        "legal_hold.asked");
    }

    private static ValidatableResponse act(String token, String hold, String act) {
        return Enrolled.bearer(token)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "the case is closed"))
                .post("/api/v1/legal-holds/%s/%s".formatted(hold, act))
                .then();
    }

    private static String secondPerson() {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "second-" + UUID.randomUUID(), "kind", "api", "role", "ciso"))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    /** Whoever asked, two people lift it. */
    private static void lift(String hold) {
        String second = secondPerson();
        act(second, hold, "approval").statusCode(200);
        act(KnownAdministrator.TOKEN, hold, "release").statusCode(200);
        act(second, hold, "approval").statusCode(200);
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
        assertThat(retention.delete(RetentionClass.ACTIVITY, 365)).isEmpty();

        lift(hold);
        List<Certificate> certificates;
        List<?> faults;
        try {
            certificates = retention.delete(RetentionClass.ACTIVITY, 365);
            faults = faults();
        } finally {
            moveBack();
        }
        assertThat(certificates).singleElement().satisfies(certificate -> assertThat(certificate.detail())
                .containsEntry("day", old.toString())
                .containsEntry("class", "activity")
                .containsEntry("rows", 3L));
        assertThat(faults).isEmpty();
        assertThat(faults()).isEmpty();
    }

    @Test
    void everyOtherClassGoesWithARecordUnlessItIsHeld() throws SQLException {
        Enrolled endpoint = Enrolled.withPerson("old-" + UUID.randomUUID() + "@example.com");
        String id = endpoint.endpointId().toString();
        owner(
                """
                insert into posture_report (id, endpoint_id, report_id, collector, sequence, collected_at, recorded_at, digest, body)
                select gen_random_uuid(), '%s', gen_random_uuid(), 'old', n, at, at, '\\x00', '{}'
                from (values (1, now() - interval '800 days'), (2, now() - interval '799 days')) r (n, at);
                insert into check_result (endpoint_id, check_id, subject, layer, state, expected, observed, report, valid_from, recorded_at, superseded_at)
                select '%s', 'old.check', '', 1, 'pass', '', '{}', id, recorded_at, recorded_at, now() - interval '700 days'
                from posture_report where endpoint_id = '%s' and sequence = 1;
                insert into finding (id, kind, source, subject, title, severity, layer, controls, state, endpoint_id, first_seen, last_seen, occurrences, recorded_at, changed_at)
                values ('%s', 'check', 'old', '%s', 'old', 'low', 1, '{}', 'resolved', '%s', now() - interval '800 days', now() - interval '800 days', 1, now() - interval '800 days', now() - interval '700 days');
                insert into session (key, id, product, started_at, last_seen_at, events, tool_calls, denials, channels, lane, last_position)
                values ('%s', 'old', 'codex', now() - interval '800 days', now() - interval '800 days', 1, 0, 0, '{}', 1, 0)"""
                        .formatted(id, id, id, id, id, id, id));
        List<RetentionClass> classes =
                List.of(RetentionClass.POSTURE, RetentionClass.FINDINGS, RetentionClass.SESSIONS);
        String hold = Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        "old rows",
                        "reason",
                        "a lawsuit is expected",
                        "to",
                        LocalDate.now(ZoneOffset.UTC).minusDays(400) + "T00:00:00Z"))
                .post("/api/v1/legal-holds")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (RetentionClass each : classes) {
            assertThat(retention.delete(each, 365)).isEmpty();
        }

        lift(hold);
        for (RetentionClass each : classes) {
            assertThat(retention.delete(each, 365)).singleElement().satisfies(certificate -> assertThat(
                            certificate.detail())
                    .containsEntry("class", each.word())
                    .containsEntry("after_days", 365L));
        }
        // The newest report of an endpoint stays, however old it is.
        assertThat(only("select string_agg(sequence::text, ',') from posture_report where endpoint_id = '" + id + "'"))
                .isEqualTo("2");
        assertThat(only("select count(*)::text from finding where source = 'old'"))
                .isEqualTo("0");
        assertThat(only("select count(*)::text from session where id = 'old'")).isEqualTo("0");
        owner("delete from posture_report where endpoint_id = '" + id + "'");
    }

    @Test
    void oldEntriesOfGovernanceGoAndWhatTheLedgerStandsOnStays() throws SQLException {
        recordThree(Enrolled.endpoint(), null);
        String staying = only(
                """
                select coalesce(string_agg(position::text, ',' order by position), '') from ledger_entry
                where type in ('retention.deleted', 'privacy.erasure', 'sample.removed', 'ledger.key_rotated',
                        'engagement.signed_off')
                    or type like 'legal%' or position in (select position from attestation)""");
        owner(
                "alter table ledger_entry disable trigger ledger_entry_grows; create table young as select position, recorded_at from ledger_entry; update ledger_entry set recorded_at = recorded_at - interval '3 years'; alter table ledger_entry enable trigger ledger_entry_grows");
        List<Certificate> certificates = retention.delete(RetentionClass.GOVERNANCE, 730);

        assertThat(certificates).singleElement().satisfies(certificate -> assertThat(certificate.detail())
                .containsEntry("class", "governance")
                .containsKey("ranges"));
        assertThat(
                        only(
                                """
                        select coalesce(string_agg(position::text, ',' order by position), '') from ledger_entry
                        where position in (select position from young)"""))
                .isEqualTo(staying);
        assertThat(faults()).isEmpty();
        owner(
                "alter table ledger_entry disable trigger ledger_entry_grows; update ledger_entry e set recorded_at = y.recorded_at from young y where y.position = e.position; alter table ledger_entry enable trigger ledger_entry_grows; drop table young");
    }

    private void owner(String statements) throws SQLException {
        try (Connection connection = DatabaseOwner.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    /** Puts the last three events into an old day, as if they had been recorded then. */
    private void move(LocalDate day) throws SQLException {
        String part = "activity_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
        try (Connection connection = DatabaseOwner.connect();
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
        try (Connection connection = DatabaseOwner.connect();
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
        try (Connection connection = DatabaseOwner.connect();
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
        endpoint.sends(lines.toString());
    }
}
