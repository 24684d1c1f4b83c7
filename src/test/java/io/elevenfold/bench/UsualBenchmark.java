package io.elevenfold.bench;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.Baselines;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.baseline.LaneBaselines;
import io.elevenfold.detection.baseline.OwnTime;
import io.elevenfold.detection.baseline.Sight;
import io.elevenfold.detection.risk.Origin;
import io.elevenfold.identity.Sender;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What it costs a lane to hold an hour against ninety days: one whose refusals stand out, so that all is asked, and one
 * below every floor. Hours of work of a person, and of teams of different sizes, are put into the database before.
 */
final class UsualBenchmark {

    private static final Instant NOW = Instant.parse("2026-06-30T10:00:00Z");
    private static final int ROUNDS = 40;

    private UsualBenchmark() {}

    public static void main(String[] args) throws Exception {
        Baselines baselines = RuleCatalog.load().baselines();
        try (ServiceUnderLoad service = ServiceUnderLoad.start();
                Connection connection = ServiceUnderLoad.connect(service.dataDir())) {
            connection.setAutoCommit(false);
            for (int people : new int[] {10, 50, 200}) {
                UUID team = UUID.randomUUID();
                int hours = team(connection, team, people);
                // In this order: what an hour holds adds up.
                double ordinary = milliseconds(connection, baselines, team, 1);
                double outstanding = milliseconds(connection, baselines, team, 60);
                System.out.printf(
                        "team of %d, %d hours: ordinary %.1f ms, outstanding %.1f ms%n",
                        people, hours, ordinary, outstanding);
                connection.rollback();
            }
        }
    }

    private static int team(Connection connection, UUID team, int people) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                """
                insert into activity_hour (entity_id, hour, team_id, events, commands, writes, refusals, failures,
                    output_tokens, cost_usd, sessions)
                select md5(p || ?::text)::uuid, h, ?, 100, 40, 20, (random() * 3)::int, 2, 9000, 1, '{1,2}'
                from generate_series(1, ?) p, generate_series(?::timestamptz - interval '90 days', ?::timestamptz - interval '1 day',
                    '1 hour') h where extract(hour from h at time zone 'UTC') between 8 and 17 and extract(isodow from h) < 6""")) {
            insert.setObject(1, team);
            insert.setObject(2, team);
            insert.setInt(3, people);
            insert.setObject(4, NOW.atOffset(ZoneOffset.UTC));
            insert.setObject(5, NOW.atOffset(ZoneOffset.UTC));
            int hours = insert.executeUpdate();
            connection.createStatement().execute("analyze activity_hour");
            return hours;
        }
    }

    /** The median of one batch, judged by a lane that remembers nothing. */
    private static double milliseconds(Connection connection, Baselines baselines, UUID team, int refusals)
            throws SQLException {
        double[] times = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            LaneBaselines lane = new LaneBaselines(() -> baselines, Optional::of);
            UUID who = one(connection, team, i % 10);
            List<Sight> sights = Collections.nCopies(refusals, sight(who, team));
            long begin = System.nanoTime();
            lane.judge(connection, sights, List.of());
            times[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    private static UUID one(Connection connection, UUID team, int number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select distinct entity_id from activity_hour where team_id = ? order by 1 offset ? limit 1")) {
            select.setObject(1, team);
            select.setInt(2, number);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        }
    }

    private static Sight sight(UUID who, UUID team) {
        Activity event = Activity.builder()
                .set("event.action", "tool_decision")
                .set("decision.outcome", "deny")
                .build();
        return new Sight(
                new Origin(event, NOW, null, new Sender(UUID.randomUUID(), null, who, null), "1/1", false),
                List.of(),
                team,
                OwnTime.of(null, null, ZoneOffset.UTC),
                true);
    }
}
