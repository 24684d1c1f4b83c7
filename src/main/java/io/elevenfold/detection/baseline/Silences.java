package io.elevenfold.detection.baseline;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.BaselineRule.Type;
import io.elevenfold.detection.Baselines;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.risk.Addition;
import io.elevenfold.detection.risk.Origin;
import io.elevenfold.detection.risk.RiskRecorder;
import io.elevenfold.detection.tuning.LiveRules;
import io.elevenfold.finding.FindingRecorder;
import io.elevenfold.finding.Sighting;
import io.elevenfold.identity.Sender;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Looks once an hour for what is missing: endpoints that report their posture and whose agents have been silent for longer
 * than 999 of 1,000 of their own gaps, and sessions that began and were not heard of again.
 */
@ApplicationScoped
class Silences {

    private static final int MOST = 1_000;
    private static final UUID NO_TOKEN = new UUID(0, 0);
    /** Who reported within this time is alive. */
    private static final Duration ALIVE = Duration.ofDays(1);
    /** Later there is nothing new about a session that did not go on. */
    private static final Duration LOOKED_AT = Duration.ofDays(1);

    private static final String SILENT =
            """
            with gap as (
                select endpoint_id, extract(epoch from started_at - max(last_seen_at) over (
                    partition by endpoint_id order by started_at, key
                    rows between unbounded preceding and 1 preceding)) as seconds
                from session where started_at >= ? and started_at <= ? and endpoint_id is not null),
            usual as (
                select endpoint_id, count(*) as gaps, percentile_disc(0.999) within group (order by seconds) as longest
                from gap where seconds > 0 group by 1 having count(*) >= 20),
            latest as (
                select distinct on (endpoint_id) endpoint_id, key, last_seen_at, lane, last_position, person_id, sample
                from session where endpoint_id in (select endpoint_id from usual) and last_seen_at <= ?
                order by endpoint_id, last_seen_at desc)
            select l.endpoint_id, l.person_id, l.key, l.lane || '/' || l.last_position, l.last_seen_at, l.sample, u.gaps,
                u.longest, alive.at
            from usual u join latest l on l.endpoint_id = u.endpoint_id
            cross join lateral (select max(recorded_at) as at from posture_report p
                where p.endpoint_id = u.endpoint_id and p.recorded_at <= ?) alive
            where extract(epoch from ?::timestamptz - l.last_seen_at) > greatest(u.longest, ?) and alive.at > ?
                and alive.at > l.last_seen_at
            limit ?""";

    private static final String LONE =
            """
            select s.endpoint_id, s.person_id, s.key, s.lane || '/' || s.last_position, s.started_at, s.sample, h.sessions,
                h.lone, null::timestamptz
            from session s cross join lateral (
                select count(*) as sessions, count(*) filter (where o.events = 1) as lone from session o
                where o.endpoint_id = s.endpoint_id and o.started_at >= ? and o.started_at < s.started_at) h
            where s.events = 1 and s.started_at > ? and s.started_at <= ? and s.endpoint_id is not null
                and h.sessions >= 20 and h.lone * 20 <= h.sessions
                and exists (select 1 from activity a where a.session_key = s.key and a.action = 'session_start')
            limit ?""";

    private final DataSource dataSource;
    private final Clock clock;
    private final LiveRules live;

    Silences(DataSource dataSource, Clock clock, LiveRules live) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.live = live;
    }

    @Scheduled(cron = "0 25 * * * ?", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() throws SQLException {
        look(clock.instant());
    }

    /** @return how many were told of, those that were told of before too */
    int look(Instant now) throws SQLException {
        Baselines baselines = live.baselines();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Addition> additions = new ArrayList<>();
                for (BaselineRule rule : baselines.of(Type.SILENCE)) {
                    additions.addAll(silent(connection, rule, now));
                }
                for (BaselineRule rule : baselines.of(Type.LONE_START)) {
                    additions.addAll(lone(connection, rule, now));
                }
                List<Sighting> raised = RiskRecorder.record(
                        connection,
                        additions,
                        baselines.risk(),
                        live.running(baselines.risk().rule()).orElse(null));
                FindingRecorder.record(connection, raised, now);
                connection.commit();
                return additions.size();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private List<Addition> silent(Connection connection, BaselineRule baseline, Instant now) throws SQLException {
        Optional<Rule> rule = live.running(baseline.rule());
        List<Addition> additions = new ArrayList<>();
        if (rule.isEmpty()) {
            return additions;
        }
        try (PreparedStatement select = connection.prepareStatement(SILENT)) {
            int i = 0;
            select.setTimestamp(++i, Timestamp.from(now.minus(baseline.history())));
            select.setTimestamp(++i, Timestamp.from(now));
            select.setTimestamp(++i, Timestamp.from(now));
            select.setTimestamp(++i, Timestamp.from(now));
            select.setTimestamp(++i, Timestamp.from(now));
            select.setLong(++i, Duration.ofHours(baseline.floor()).toSeconds());
            select.setTimestamp(++i, Timestamp.from(now.minus(ALIVE)));
            select.setInt(++i, MOST);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant last = row.getTimestamp(5).toInstant();
                    Map<String, Object> detail = new LinkedHashMap<>();
                    detail.put(
                            "baseline.normal",
                            "999 of 1,000 of its %d gaps between sessions are shorter than %s"
                                    .formatted(row.getLong(7), hours(Duration.ofSeconds(row.getLong(8)))));
                    detail.put(
                            "baseline.seen",
                            "no activity for %s, since %s".formatted(hours(Duration.between(last, now)), last));
                    detail.put(
                            "baseline.unusual",
                            "the endpoint is alive: it reported its posture at "
                                    + row.getTimestamp(9).toInstant());
                    additions.add(addition(row, rule.get(), baseline, now, "silent since " + last, detail));
                }
            }
        }
        return additions;
    }

    private List<Addition> lone(Connection connection, BaselineRule baseline, Instant now) throws SQLException {
        Optional<Rule> rule = live.running(baseline.rule());
        List<Addition> additions = new ArrayList<>();
        if (rule.isEmpty()) {
            return additions;
        }
        Instant end = now.minus(Duration.ofHours(baseline.floor()));
        try (PreparedStatement select = connection.prepareStatement(LONE)) {
            select.setTimestamp(1, Timestamp.from(now.minus(baseline.history())));
            select.setTimestamp(2, Timestamp.from(end.minus(LOOKED_AT)));
            select.setTimestamp(3, Timestamp.from(end));
            select.setInt(4, MOST);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant began = row.getTimestamp(5).toInstant();
                    Map<String, Object> detail = new LinkedHashMap<>();
                    detail.put(
                            "baseline.normal",
                            "%d of %d sessions of this endpoint had nothing after their beginning"
                                    .formatted(row.getLong(8), row.getLong(7)));
                    detail.put(
                            "baseline.seen",
                            "a session began at %s, and nothing was heard of it for %s"
                                    .formatted(began, hours(Duration.between(began, now))));
                    detail.put("baseline.unusual", "less than one in twenty of its sessions end like this");
                    additions.add(addition(row, rule.get(), baseline, began, row.getString(3), detail));
                }
            }
        }
        return additions;
    }

    private static Addition addition(
            ResultSet row, Rule rule, BaselineRule baseline, Instant at, String once, Map<String, Object> detail)
            throws SQLException {
        Sender sender = new Sender(NO_TOKEN, row.getObject(1, UUID.class), row.getObject(2, UUID.class), null);
        Origin origin = new Origin(
                Activity.builder().build(),
                at,
                row.getObject(3, UUID.class),
                sender,
                row.getString(4),
                row.getBoolean(6));
        return Addition.ofRare(
                origin, rule, baseline.points().getOrDefault(BaselineRule.Circle.PERSON, 0), once, detail);
    }

    private static String hours(Duration duration) {
        return String.format(Locale.ROOT, "%.1f hours", duration.toMinutes() / 60.0);
    }
}
