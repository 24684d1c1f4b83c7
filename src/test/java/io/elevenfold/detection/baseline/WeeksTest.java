package io.elevenfold.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.platform.Sql;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Weeks of ordinary work, and then something that is not. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class WeeksTest {

    private static final Instant NOW =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600);
    private static final String AT_ONCE = "More sessions at once than ever";
    private static final String ENDPOINTS = "One person on more endpoints at once than ever";
    private static final String LONG = "Session with far more tool calls than others";
    private static final String RARE = "Host that hardly anybody in the team contacts";
    private static final String SILENT = "Endpoint alive and its agents silent for longer than ever";
    private static final String LONE = "Session that begins and is not heard of again";

    @Inject
    Sql sql;

    @Inject
    Silences silences;

    private String email;
    private Enrolled endpoint;
    private UUID person;

    @BeforeEach
    void enrol() {
        email = "weeks-" + UUID.randomUUID() + "@example.org";
        endpoint = Enrolled.withPerson(email);
        person = sql.list(
                        "select person_id from endpoint where id = ?",
                        row -> row.getObject(1, UUID.class),
                        List.of(endpoint.endpointId()))
                .get(0);
    }

    @Test
    void sixSessionsAtOnceAreUnusualForOneWhoHasOneAtATime() {
        sessions(24, 1, Duration.ofHours(24));

        begin(6);

        assertThat(added(AT_ONCE))
                .singleElement()
                .asString()
                .contains("sessions at once: usually 1, at most 1, when 24 sessions of 28 days began")
                .contains("6 sessions within 10 minutes");
    }

    @Test
    void theyAreUsualForOneWhoAlwaysHasEight() {
        sessions(24, 8, Duration.ofHours(24));

        begin(6);

        assertThat(added(AT_ONCE)).isEmpty();
    }

    @Test
    void fiveAreBelowTheFloorWhoeverItIs() {
        sessions(24, 1, Duration.ofHours(24));

        begin(5);

        assertThat(added(AT_ONCE)).isEmpty();
    }

    @Test
    void ofWhomNothingIsKnownTheFloorDecides() {
        begin(6);

        assertThat(added(AT_ONCE)).singleElement().asString().contains("too few to know what is usual");
    }

    @Test
    void aPersonIsSeldomOnThreeEndpointsAtOnce() {
        sessions(24, 1, Duration.ofHours(24));

        for (Enrolled each : List.of(endpoint, Enrolled.withPerson(email), Enrolled.withPerson(email))) {
            each.sends(line(NOW, "s", "\"event.action\":\"prompt\""));
        }

        assertThat(added(ENDPOINTS)).singleElement().asString().contains("3 endpoints within 10 minutes");
    }

    @Test
    void aSessionThatCallsToolsFarMoreOftenThanOthersIsToldOfOnce() {
        sessions(24, 1, Duration.ofHours(24));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 520; i++) {
            lines.append(line(
                    NOW.plusSeconds(i), "long", "\"event.action\":\"file_read\",\"file.path\":\"/w/%d\"".formatted(i)));
        }
        endpoint.sends(lines.toString());
        endpoint.sends(lines.toString().replace("/w/", "/v/"));

        assertThat(added(LONG))
                .singleElement()
                .asString()
                .contains("half of 24 sessions of this person stay below 40, 999 of 1,000 below 40")
                .contains("520 tool calls")
                .contains("13 times the median");
    }

    @Test
    void theSessionsOfAFewColleaguesAreNotTold() {
        UUID team = team(1);
        sessions(24, 1, Duration.ofHours(24));
        UUID colleague = UUID.randomUUID();
        sql.update(
                "insert into person (id, email, name, team_id, created_at) values (?, ?, 'Colleague', ?, ?)",
                List.of(colleague, colleague + "@example.org", team, NOW));
        sql.update(
                """
                insert into session (key, id, product, person_id, started_at, last_seen_at, events, tool_calls, denials,
                    channels, lane, last_position)
                select gen_random_uuid(), 'c' || i, 'claude-code', ?, ?, ?, 9, 7, 0, '{bulk}', 1, 0
                from generate_series(1, 40) i""",
                List.of(colleague, NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(2))));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 520; i++) {
            lines.append(line(
                    NOW.plusSeconds(i), "long", "\"event.action\":\"file_read\",\"file.path\":\"/w/%d\"".formatted(i)));
        }

        endpoint.sends(lines.toString());

        assertThat(added(LONG)).singleElement().asString().contains("half of 24 sessions of this person stay below 40");
    }

    @Test
    void whatAThousandDaysOfATeamHardlyShowIsRare() {
        String host = "once-" + UUID.randomUUID() + ".example.org";
        UUID team = team(1_100);

        endpoint.sends(line(NOW, "s", "\"event.action\":\"network\",\"url.domain\":\"" + host + "\""));

        assertThat(added(RARE))
                .singleElement()
                .asString()
                .contains("0 of 1")
                .contains(host)
                .contains("on one day of a person in 1");
        assertThat(team).isNotNull();
    }

    @Test
    void aSmallTeamHasNothingRareYet() {
        team(900);

        endpoint.sends(line(
                NOW, "s", "\"event.action\":\"network\",\"url.domain\":\"" + UUID.randomUUID() + ".example.org\""));

        assertThat(added(RARE)).isEmpty();
    }

    @Test
    void theRarerTheMoreBits() {
        assertThat(Rarity.bits(0, 0)).isEqualTo(1);
        assertThat(Rarity.bits(0, 1_022)).isEqualTo(10);
        assertThat(Rarity.bits(1, 2_046)).isEqualTo(10);
        assertThat(Rarity.bits(500, 1_000)).isLessThan(1.1);
    }

    @Test
    void silenceIsMeasuredByTheOwnGapsAndOnlyOfWhoIsAlive() throws SQLException {
        sessions(24, 1, Duration.ofHours(24));
        Instant last = NOW.minus(Duration.ofHours(24)).plusSeconds(1_800);

        silences.look(last.plus(Duration.ofHours(30)));
        assertThat(onEndpoint(SILENT)).as("nobody reported").isEmpty();

        report(last.plus(Duration.ofHours(22)));
        silences.look(last.plus(Duration.ofHours(23)));
        assertThat(onEndpoint(SILENT)).as("not longer than usual").isEmpty();

        silences.look(last.plus(Duration.ofHours(30)));
        silences.look(last.plus(Duration.ofHours(31)));
        assertThat(onEndpoint(SILENT))
                .singleElement()
                .asString()
                .contains("999 of 1,000 of its 23 gaps between sessions are shorter than 23.5 hours")
                .contains("no activity for 30.0 hours")
                .contains("reported its posture");
    }

    @Test
    void aSessionWithNothingAfterItsBeginningIsUnusualWhereThatDoesNotHappen() throws SQLException {
        sessions(24, 1, Duration.ofHours(24));
        endpoint.sends(line(NOW, "lone", "\"event.action\":\"session_start\""));

        silences.look(NOW.plus(Duration.ofMinutes(50)));
        assertThat(onEndpoint(LONE)).as("it may still go on").isEmpty();

        silences.look(NOW.plus(Duration.ofMinutes(70)));
        silences.look(NOW.plus(Duration.ofMinutes(130)));
        assertThat(onEndpoint(LONE))
                .singleElement()
                .asString()
                .contains("0 of 24 sessions of this endpoint had nothing after their beginning");
    }

    /** Sessions of half an hour and forty tool calls, several at once, one such group a day; the last a day ago. */
    private void sessions(int groups, int atOnce, Duration apart) {
        for (int group = 1; group <= groups; group++) {
            Instant start = NOW.minus(apart.multipliedBy(group));
            for (int i = 0; i < atOnce; i++) {
                sql.update(
                        """
                        insert into session (key, id, product, endpoint_id, person_id, started_at, last_seen_at, events,
                            tool_calls, denials, channels, lane, last_position)
                        values (?, ?, 'claude-code', ?, ?, ?, ?, 50, 40, 0, '{bulk}', 1, 0)""",
                        List.of(
                                UUID.randomUUID(),
                                "past-" + group + "-" + i,
                                endpoint.endpointId(),
                                person,
                                start.plusSeconds(i),
                                start.plusSeconds(1_800)));
            }
        }
    }

    /** A team that the person belongs to, with so many days of people. */
    private UUID team(int days) {
        UUID team = UUID.randomUUID();
        sql.update("insert into team (id, name) values (?, ?)", List.of(team, "team " + team));
        sql.update("update person set team_id = ? where id = ?", List.of(team, person));
        sql.update(
                """
                insert into activity_hour (entity_id, hour, team_id, events, commands, writes, refusals, failures,
                    output_tokens, cost_usd, sessions, sample)
                select gen_random_uuid(), ?::timestamptz - interval '1 day', ?, 10, 0, 0, 0, 0, 0, 0, '{}', false
                from generate_series(1, ?)""",
                List.of(NOW, team, days));
        return team;
    }

    private void report(Instant at) {
        sql.update(
                """
                insert into posture_report (id, endpoint_id, report_id, collector, sequence, collected_at, recorded_at,
                    digest, body)
                values (?, ?, ?, 'test', 1, ?, ?, '\\x00', '{}')""",
                List.of(UUID.randomUUID(), endpoint.endpointId(), UUID.randomUUID(), at, at));
    }

    private void begin(int sessions) {
        for (int i = 0; i < sessions; i++) {
            endpoint.sends(line(NOW.plusSeconds(i), "now-" + i, "\"event.action\":\"prompt\""));
        }
    }

    private static String line(Instant at, String session, String rest) {
        return "{\"@timestamp\":\"%s\",\"agent.product\":\"claude-code\",\"session.id\":\"%s\",%s}\n"
                .formatted(at, session, rest);
    }

    private List<String> added(String title) {
        return details("person", person, title);
    }

    private List<String> onEndpoint(String title) {
        return details("endpoint", endpoint.endpointId(), title);
    }

    private List<String> details(String kind, UUID entity, String title) {
        return sql.list(
                "select detail::text from risk_entry where kind = ? and entity_id = ? and title = ?",
                row -> row.getString(1),
                List.of(kind, entity, title));
    }
}
