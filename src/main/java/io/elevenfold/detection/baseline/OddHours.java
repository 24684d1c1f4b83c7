package io.elevenfold.detection.baseline;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.BaselineRule.Measure;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Looks once an hour whether one of the last hours was like no other. */
@ApplicationScoped
class OddHours {

    /** Agents send late, and the service may have been away. */
    private static final Duration LOOKED_AT = Duration.ofHours(6);

    private static final int MOST_HOURS = 50_000;
    private static final UUID NO_TOKEN = new UUID(0, 0);

    private final DataSource dataSource;
    private final Clock clock;
    private final LiveRules live;

    OddHours(DataSource dataSource, Clock clock, LiveRules live) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.live = live;
    }

    @Scheduled(cron = "0 10 * * * ?", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() throws SQLException {
        Instant end = clock.instant().truncatedTo(ChronoUnit.HOURS);
        for (BaselineRule baseline : live.baselines().of(BaselineRule.Type.SHAPE)) {
            Optional<Rule> rule = live.running(baseline.rule());
            if (rule.isPresent()) {
                look(baseline, rule.get(), end, false);
                look(baseline, rule.get(), end, true);
            }
        }
    }

    /** @return how many were odd */
    int look(BaselineRule baseline, Rule rule, Instant end, boolean sample) throws SQLException {
        Baselines baselines = live.baselines();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Addition> odd = odd(connection, baseline, rule, end, sample);
                List<Sighting> raised = RiskRecorder.record(
                        connection,
                        odd,
                        baselines.risk(),
                        live.running(baselines.risk().rule()).orElse(null));
                FindingRecorder.record(connection, raised, clock.instant());
                connection.commit();
                return odd.size();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private record Hour(UUID who, Instant at, double[] figures) {}

    private static List<Addition> odd(
            Connection connection, BaselineRule baseline, Rule rule, Instant end, boolean sample) throws SQLException {
        Instant from = end.minus(LOOKED_AT);
        List<double[]> learnt = new ArrayList<>();
        int recent = 1;
        List<Hour> asked = new ArrayList<>();
        for (Hour hour : hours(connection, end.minus(baseline.history()), end, sample)) {
            if (hour.at().isBefore(from)) {
                learnt.add(hour.figures());
                recent += baseline.weight(hour.at(), from) > 1 / 2.0 ? 1 : 0;
            } else if (hour.figures()[Measure.EVENTS.ordinal()] >= baseline.floor()) {
                asked.add(hour);
            }
        }
        if (asked.isEmpty() || learnt.size() < HourShapes.ENOUGH) {
            return List.of();
        }
        HourShapes shapes = new HourShapes(learnt, baseline.decay() == null ? Double.POSITIVE_INFINITY : recent);
        List<Addition> odd = new ArrayList<>();
        for (Hour hour : asked) {
            Optional<HourShapes.Odd> answer = shapes.judge(hour.figures());
            if (answer.isPresent()) {
                addition(connection, baseline, rule, hour, answer.get(), learnt.size(), sample)
                        .ifPresent(odd::add);
            }
        }
        return odd;
    }

    private static Optional<Addition> addition(
            Connection connection,
            BaselineRule baseline,
            Rule rule,
            Hour hour,
            HourShapes.Odd odd,
            int learnt,
            boolean sample)
            throws SQLException {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("baseline.normal", "mostly %s, in %d hours of people here".formatted(odd.usual(), learnt));
        detail.put("baseline.seen", "%s in the hour from %s".formatted(odd.figures(), hour.at()));
        detail.put("baseline.from", hour.at().toString());
        detail.put("baseline.to", hour.at().plus(1, ChronoUnit.HOURS).toString());
        detail.put(
                "baseline.unusual",
                String.format(
                        Locale.ROOT,
                        "cut off from all others %.1f times as easily as 99 of 100 hours, by a Random Cut Forest",
                        odd.times()));
        int points = Objects.requireNonNull(baseline.points().get(BaselineRule.Circle.PERSON));
        return origin(connection, hour, sample)
                .map(origin -> Addition.ofHour(origin, rule, points, hour.at().toString(), detail));
    }

    /** The latest record of the session that ran in the hour stands for it. */
    private static Optional<Origin> origin(Connection connection, Hour hour, boolean sample) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                """
                select key, lane || '/' || last_position, endpoint_id, person_id from session
                where (person_id = ? or endpoint_id = ?) and last_seen_at >= ? and started_at < ?
                order by last_seen_at desc limit 1""")) {
            select.setObject(1, hour.who());
            select.setObject(2, hour.who());
            select.setTimestamp(3, Timestamp.from(hour.at()));
            select.setTimestamp(4, Timestamp.from(hour.at().plus(1, ChronoUnit.HOURS)));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Sender sender = new Sender(NO_TOKEN, row.getObject(3, UUID.class), row.getObject(4, UUID.class), null);
                return Optional.of(new Origin(
                        Activity.builder().build(),
                        hour.at(),
                        row.getObject(1, UUID.class),
                        sender,
                        row.getString(2),
                        sample));
            }
        }
    }

    private static List<Hour> hours(Connection connection, Instant from, Instant end, boolean sample)
            throws SQLException {
        List<Hour> hours = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select entity_id, hour, " + HourFigures.COLUMNS
                + " from (select * from activity_hour where hour >= ? and hour < ? and sample = ?"
                + " order by hour desc limit " + MOST_HOURS + ") latest order by hour, entity_id")) {
            select.setTimestamp(1, Timestamp.from(from));
            select.setTimestamp(2, Timestamp.from(end));
            select.setBoolean(3, sample);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    hours.add(new Hour(
                            row.getObject(1, UUID.class), row.getTimestamp(2).toInstant(), HourFigures.read(row, 3)));
                }
            }
        }
        return hours;
    }
}
