package io.elevenfold.detection.baseline;

import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.BaselineRule.Measure;
import io.elevenfold.detection.Baselines;
import io.elevenfold.detection.risk.Addition;
import io.elevenfold.detection.risk.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Counts what people do by the hour, and asks whether it stands out. */
final class Hours {

    private static final String UPSERT =
            """
            insert into activity_hour (entity_id, hour, team_id, events, commands, writes, refusals, failures,
                output_tokens, cost_usd, sessions, sample)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (entity_id, hour) do update set
                team_id = excluded.team_id,
                events = activity_hour.events + excluded.events,
                commands = activity_hour.commands + excluded.commands,
                writes = activity_hour.writes + excluded.writes,
                refusals = activity_hour.refusals + excluded.refusals,
                failures = activity_hour.failures + excluded.failures,
                output_tokens = activity_hour.output_tokens + excluded.output_tokens,
                cost_usd = activity_hour.cost_usd + excluded.cost_usd,
                sessions = (select coalesce(array_agg(s), '{}') from
                    (select s from unnest(activity_hour.sessions) s union select s from unnest(excluded.sessions) s limit 256) u)
            returning\s"""
                    + HourFigures.COLUMNS;

    private final Supplier<Baselines> baselines;
    private final OutstandingHours outstanding;

    Hours(Supplier<Baselines> baselines, OutstandingHours outstanding) {
        this.baselines = baselines;
        this.outstanding = outstanding;
    }

    private record Key(UUID who, Instant hour) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::who).thenComparing(Key::hour);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Added {
        private final HourFigures figures = new HourFigures();
        private Sight last;

        Added(Sight first) {
            this.last = first;
        }
    }

    List<Addition> judge(Connection connection, List<Sight> sights) throws SQLException {
        Map<Key, Added> hours = new TreeMap<>();
        for (Sight sight : sights) {
            UUID who = sight.who();
            if (who != null && sight.first()) {
                Origin origin = sight.origin();
                Added added = hours.computeIfAbsent(
                        new Key(who, origin.at().truncatedTo(ChronoUnit.HOURS)), key -> new Added(sight));
                added.figures.add(origin.event(), origin.sessionKey());
                added.last = sight;
            }
        }
        List<BaselineRule> rates = baselines.get().of(BaselineRule.Type.RATE);
        List<BaselineRule> quiet = baselines.get().of(BaselineRule.Type.QUIET_HOURS);
        List<Addition> additions = new ArrayList<>();
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (Map.Entry<Key, Added> each : hours.entrySet()) {
                Key key = each.getKey();
                Sight last = each.getValue().last;
                double[] now = write(connection, upsert, key, each.getValue());
                for (BaselineRule rate : rates) {
                    Measure measure = Objects.requireNonNull(rate.measure());
                    outstanding
                            .spike(
                                    connection,
                                    rate,
                                    HourTable.of(measure),
                                    measure.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                    new OutstandingHours.Asked(key.who(), key.hour(), last, now[measure.ordinal()]))
                            .ifPresent(additions::add);
                }
                for (BaselineRule rule : quiet) {
                    outstanding
                            .quiet(
                                    connection,
                                    rule,
                                    new OutstandingHours.Asked(
                                            key.who(), key.hour(), last, now[Measure.EVENTS.ordinal()]))
                            .ifPresent(additions::add);
                }
            }
        }
        return additions;
    }

    private static double[] write(Connection connection, PreparedStatement upsert, Key key, Added added)
            throws SQLException {
        int i = 0;
        upsert.setObject(++i, key.who());
        upsert.setTimestamp(++i, Timestamp.from(key.hour()));
        upsert.setObject(++i, added.last.team());
        for (Measure measure : Measure.values()) {
            if (measure == Measure.COST_USD) {
                upsert.setDouble(++i, added.figures.get(measure));
            } else if (measure == Measure.SESSIONS) {
                upsert.setArray(++i, connection.createArrayOf("int8", added.figures.sessions()));
            } else {
                upsert.setLong(++i, (long) added.figures.get(measure));
            }
        }
        upsert.setBoolean(++i, added.last.origin().sample());
        try (ResultSet row = upsert.executeQuery()) {
            row.next();
            return HourFigures.read(row, 1);
        }
    }
}
