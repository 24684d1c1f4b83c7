package io.elevenfold.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.risk.Origin;
import io.elevenfold.detection.tuning.LiveRules;
import io.elevenfold.identity.Sender;
import io.elevenfold.platform.Sql;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a lane learns of a person over months, without doors and lanes around it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class LaneBaselinesTest {

    /** A Tuesday. */
    private static final Instant TEN = Instant.parse("2026-06-30T10:00:00Z");

    private static final String HOSTS = "Far more different hosts in an hour than usual";
    private static final String REFUSALS = "Far more refusals in an hour than usual";
    private static final String NEW_HOST = "Host never contacted before";

    @Inject
    DataSource dataSource;

    @Inject
    LiveRules live;

    @Inject
    Sql sql;

    private final UUID team = UUID.randomUUID();

    @Test
    void aRestartAfterEveryBatchChangesNothing() throws SQLException {
        Somebody one = new Somebody();
        Somebody other = new Somebody();
        LaneBaselines kept = lane();

        for (List<Sight> batch : months(one)) {
            judge(kept, batch);
        }
        for (List<Sight> batch : months(other)) {
            judge(lane(), batch);
        }

        assertThat(known(one)).hasSizeGreaterThan(10).isEqualTo(known(other));
        assertThat(added(one, "%"))
                .as("a new host, many hosts, many refusals, a strange hour")
                .hasSizeGreaterThanOrEqualTo(4)
                .isEqualTo(added(other, "%"));
    }

    @Test
    void ofUniqueValuesADayKeepsSoManyAndTheOthersAreCountedAlsoAcrossRestarts() throws SQLException {
        Somebody one = new Somebody();
        for (int i = 0; i < 7; i++) {
            judge(lane(), hosts(one, TEN.plusSeconds(i), i * 100, i * 100 + 100));
        }
        judge(lane(), hosts(one, TEN.plus(1, ChronoUnit.DAYS), 10_000, 10_001));

        assertThat(days(one)).containsExactly("2026-06-30 500 200", "2026-07-01 1 0");
        assertThat(known(one)).filteredOn(each -> each.startsWith(newHost())).hasSize(501);

        judge(lane(), hosts(one, TEN.plusSeconds(60), 0, 100));
        assertThat(days(one)).as("what is known needs no room").contains("2026-06-30 500 200");

        sql.update(
                "update baseline_day set day = current_date where entity_id = ? and passed_over > 0", List.of(one.id));
        Enrolled.asAdministrator()
                .get("/api/v1/rules/" + newHost())
                .then()
                .body("passed_over.terms", greaterThanOrEqualTo(200));
        Enrolled.asSignedIn().get("/rules/" + newHost()).then().body(containsString("neither told of nor remembered"));
    }

    private String newHost() {
        return live.rules().stream()
                .filter(rule -> rule.title().equals(NEW_HOST))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<String> days(Somebody who) {
        return sql.list(
                """
                select day || ' ' || terms || ' ' || passed_over from baseline_day
                where entity_id = ? and baseline = ? order by 1""",
                row -> row.getString(1),
                List.of(who.id, newHost()));
    }

    @Test
    void theOrderInWhichBatchesComeDoesNotMatterForWhatIsCounted() throws SQLException {
        Somebody one = new Somebody();
        Somebody other = new Somebody();
        List<List<Sight>> batches = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            batches.add(hosts(other, TEN.plusSeconds(i), i * 50, i * 50 + 100));
        }
        Collections.reverse(batches);

        for (int i = 0; i < 12; i++) {
            judge(lane(), hosts(one, TEN.plusSeconds(i), i * 50, i * 50 + 100));
        }
        for (List<Sight> batch : batches) {
            judge(lane(), batch);
        }

        double counted = distinct(one);
        assertThat(counted).as("650 different ones").isBetween(500.0, 800.0);
        judge(lane(), hosts(one, TEN.plusSeconds(60), 0, 650));
        assertThat(distinct(one)).as("all of them again").isEqualTo(counted);
        assertThat(distinct(other)).isBetween(500.0, 800.0);
        assertThat(sql.list(
                        "select max(cardinality(terms)) from distinct_hour where entity_id = ?",
                        row -> row.getInt(1),
                        List.of(one.id)))
                .containsExactly(256);
    }

    @Test
    void manyHostsInAnHourAreToldOfWithWhatIsUsualAtThisHourOfTheWeek() throws SQLException {
        Somebody somebody = new Somebody();
        LaneBaselines lane = lane();
        for (int week = 12; week >= 1; week--) {
            judge(lane, hosts(somebody, TEN.minus(7 * week, ChronoUnit.DAYS), 0, 3));
        }

        judge(lane, hosts(somebody, TEN, 100, 119));
        assertThat(added(somebody, HOSTS)).as("below the floor").isEmpty();
        judge(lane, hosts(somebody, TEN.plusSeconds(60), 119, 180));
        judge(lane, hosts(somebody, TEN.plusSeconds(120), 180, 400));

        assertThat(added(somebody, HOSTS))
                .singleElement()
                .asString()
                .contains("different values of url.domain, server.address, command.hosts an hour")
                .contains("on Tuesdays from 12:00 to 13:00 (Europe/Berlin, by the directory)")
                .contains("usually 3, at most 3, in 12 such hours")
                .contains("80 in the hour from Tue 30 Jun, 12:00")
                .contains("too few others in the team to compare with")
                .contains("\"baseline.from\": \"2026-06-30T10:00:00Z\"");
    }

    @Test
    void whatWasThereOnceIsForgottenSoonerThanWhatWasThereForWeeks() throws SQLException {
        Somebody somebody = new Somebody();
        LaneBaselines lane = lane();
        for (int day = 60; day >= 1; day--) {
            judge(lane, hosts(somebody, TEN.minus(day, ChronoUnit.DAYS), 0, 5));
        }
        for (int day = 40; day >= 31; day--) {
            judge(lane, hosts(somebody, TEN.minus(day, ChronoUnit.DAYS).plusSeconds(1), 50, 51));
        }
        judge(lane, hosts(somebody, TEN.minus(30, ChronoUnit.DAYS), 60, 61));
        List<String> before = added(somebody, NEW_HOST);

        judge(lane, hosts(somebody, TEN, 50, 51));
        assertThat(added(somebody, NEW_HOST)).as("ten days of it a month ago").isEqualTo(before);

        judge(lane, hosts(somebody, TEN, 60, 61));
        assertThat(added(somebody, NEW_HOST))
                .hasSize(before.size() + 1)
                .last()
                .asString()
                .contains("had it on 1, the last 30 days ago: that is forgotten")
                .contains("new to the person");
    }

    @Test
    void peersAreComparedWithOnlyWhereThereAreFiveAndOneWildOneDoesNotCount() throws SQLException {
        Somebody somebody = new Somebody();
        judgeRefusalsOfWeeks(somebody);
        peers(4, 3);
        judge(lane(), refusals(somebody, TEN, 40));
        assertThat(added(somebody, REFUSALS))
                .singleElement()
                .asString()
                .contains("too few others in the team to compare with");

        Somebody next = new Somebody();
        judgeRefusalsOfWeeks(next);
        peers(1, 3);
        peers(1, 5_000);
        judge(lane(), refusals(next, TEN, 40));
        assertThat(added(next, REFUSALS))
                .singleElement()
                .asString()
                .contains("half of 6 others in the team stay below 3 in 99 of 100 hours, and above 4 it is unusual")
                .doesNotContain("@");
        assertThat(points(next, REFUSALS)).containsExactly(25.0);
    }

    @Test
    void whatPeersDoAsWellCountsHalf() throws SQLException {
        Somebody somebody = new Somebody();
        judgeRefusalsOfWeeks(somebody);
        peers(6, 60);

        judge(lane(), refusals(somebody, TEN, 40));

        assertThat(points(somebody, REFUSALS)).containsExactly(12.5);
    }

    private static final class Somebody {
        private final UUID id = UUID.randomUUID();
    }

    /** Twelve weeks of work at ten, then a day at which much is strange, then what comes late. */
    private List<List<Sight>> months(Somebody who) {
        List<List<Sight>> batches = new ArrayList<>();
        for (int day = 84; day >= 1; day--) {
            Instant at = TEN.minus(day, ChronoUnit.DAYS);
            if (!OwnTime.isWeekend(OwnTime.utc().date(at))) {
                batches.add(hosts(who, at, 0, 4));
                batches.add(refusals(who, at.plusSeconds(60), day % 3));
            }
        }
        batches.add(hosts(who, TEN, 4, 5));
        for (int i = 0; i < 6; i++) {
            batches.add(hosts(who, TEN.plusSeconds(i), 10 * i + 10, 10 * i + 20));
            batches.add(refusals(who, TEN.plusSeconds(100 + i), 5));
        }
        batches.add(refusals(who, TEN.plus(17, ChronoUnit.HOURS), 40));
        batches.add(hosts(who, TEN.minus(3, ChronoUnit.DAYS), 200, 230));
        batches.add(refusals(who, TEN.minus(3, ChronoUnit.DAYS), 30));
        return batches;
    }

    private void judgeRefusalsOfWeeks(Somebody somebody) throws SQLException {
        LaneBaselines lane = lane();
        for (int week = 12; week >= 1; week--) {
            judge(lane, refusals(somebody, TEN.minus(7 * week, ChronoUnit.DAYS), 1));
        }
    }

    /** Others of the team, each with hours of so many refusals. */
    private void peers(int people, int refusals) {
        for (int i = 0; i < people; i++) {
            sql.update(
                    """
                    insert into activity_hour (entity_id, hour, team_id, events, commands, writes, refusals, failures,
                        output_tokens, cost_usd, sessions)
                    select ?, h, ?, 10, 0, 0, ?, 0, 0, 0, '{}'
                    from generate_series(?::timestamptz, ?::timestamptz, '12 hours') h""",
                    List.of(
                            UUID.randomUUID(),
                            team,
                            refusals,
                            TEN.minus(Duration.ofDays(30)),
                            TEN.minus(Duration.ofDays(2))));
        }
    }

    private List<Sight> hosts(Somebody who, Instant at, int from, int to) {
        List<Sight> sights = new ArrayList<>();
        for (int i = from; i < to; i++) {
            sights.add(sight(
                    who,
                    at,
                    Activity.builder()
                            .set("event.action", "network")
                            .set("url.domain", "h%d-%s.example.org".formatted(i, who.id))
                            .build()));
        }
        return sights;
    }

    private List<Sight> refusals(Somebody who, Instant at, int count) {
        return Collections.nCopies(
                count,
                sight(
                        who,
                        at,
                        Activity.builder()
                                .set("event.action", "tool_decision")
                                .set("decision.outcome", "deny")
                                .build()));
    }

    private Sight sight(Somebody who, Instant at, Activity event) {
        return new Sight(
                new Origin(event, at, null, new Sender(UUID.randomUUID(), null, who.id, null), "1/1", false),
                Observation.of(ActivityReading.of(event), live.overTerms()),
                team,
                new OwnTime(ZoneId.of("Europe/Berlin"), OwnTime.ToldBy.DIRECTORY),
                true);
    }

    private LaneBaselines lane() {
        return new LaneBaselines(live::baselines, live::running);
    }

    private void judge(LaneBaselines lane, List<Sight> sights) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lane.judge(connection, sights, List.of());
                connection.commit();
                lane.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private List<String> added(Somebody who, String title) {
        return sql.list(
                """
                select title || ' ' || points || ' ' || at || ' ' || detail from risk_entry
                where kind = 'person' and entity_id = ? and title like ? order by at, title, detail::text""",
                row -> row.getString(1).replace(who.id.toString(), "somebody"),
                List.of(who.id, title));
    }

    private List<Double> points(Somebody who, String title) {
        return sql.list(
                "select points from risk_entry where kind = 'person' and entity_id = ? and title = ?",
                row -> row.getDouble(1),
                List.of(who.id, title));
    }

    private List<String> known(Somebody who) {
        List<String> known = sql.list(
                """
                select baseline || ' ' || first_seen || ' ' || last_seen || ' ' || days || ' ' || round(strength::numeric, 9)
                from baseline_term where entity_id = ? order by 1""",
                row -> row.getString(1),
                List.of(who.id));
        known.addAll(sql.list(
                "select hour || ' ' || events || ' ' || refusals from activity_hour where entity_id = ? order by 1",
                row -> row.getString(1),
                List.of(who.id)));
        known.addAll(sql.list(
                "select baseline || ' ' || hour || ' ' || value from distinct_hour where entity_id = ? order by 1",
                row -> row.getString(1),
                List.of(who.id)));
        return known;
    }

    private double distinct(Somebody who) {
        return sql.list(
                        "select value from distinct_hour where entity_id = ? and hour = ?",
                        row -> row.getDouble(1),
                        List.of(who.id, TEN))
                .get(0);
    }
}
