package io.elevenfold.detection.baseline;

import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.BaselineRule.Measure;
import io.elevenfold.detection.Baselines;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.risk.Addition;
import io.elevenfold.detection.risk.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what people do by the hour, and holds an hour against those before it and those of the team. */
final class Hours {

    private static final int REMEMBERED = 10_000;
    /** An hour that was found usual is looked at again when it has grown by this much. */
    private static final double GROWN = 1.2;

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
    private final Function<Rule, Optional<Rule>> running;
    /** By rule, person and hour: the value that was found usual, or endless once it was told of. */
    private final Map<String, Double> judged = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Double> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final Map<String, Double> batch = new LinkedHashMap<>();

    Hours(Supplier<Baselines> baselines, Function<Rule, Optional<Rule>> running) {
        this.baselines = baselines;
        this.running = running;
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
                double[] now = write(connection, upsert, each.getKey(), each.getValue());
                for (BaselineRule rate : rates) {
                    Measure measure = Objects.requireNonNull(rate.measure());
                    ask(
                                    rate,
                                    each.getKey(),
                                    now[measure.ordinal()],
                                    value -> spike(connection, rate, each.getKey(), each.getValue().last, value))
                            .ifPresent(additions::add);
                }
                for (BaselineRule rule : quiet) {
                    ask(
                                    rule,
                                    each.getKey(),
                                    now[Measure.EVENTS.ordinal()],
                                    value -> atQuietHour(connection, rule, each.getKey(), each.getValue().last, value))
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

    @FunctionalInterface
    private interface Question {
        Optional<Addition> of(double value) throws SQLException;
    }

    private Optional<Addition> ask(BaselineRule rule, Key key, double value, Question question) throws SQLException {
        String memory = rule.rule().id() + key.who() + key.hour();
        Double before = batch.getOrDefault(memory, judged.get(memory));
        if (value < rule.floor() || before != null && value < before * GROWN) {
            return Optional.empty();
        }
        Optional<Addition> answer = question.of(value);
        batch.put(memory, answer.isPresent() ? Double.POSITIVE_INFINITY : value);
        return answer;
    }

    private Optional<Addition> spike(Connection connection, BaselineRule rule, Key key, Sight last, double value)
            throws SQLException {
        Measure measure = Objects.requireNonNull(rule.measure());
        Rule runs = running.apply(rule.rule()).orElse(null);
        Usual.Spike spike = runs == null
                ? null
                : Usual.spike(history(connection, key, measure, rule.history()), key.hour(), value)
                        .orElse(null);
        if (runs == null || spike == null) {
            return Optional.empty();
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        String name = measure.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        detail.put("baseline.normal", name + " an hour: " + spike.normal());
        detail.put("baseline.seen", String.format(Locale.ROOT, "%.0f in the hour from %s", value, key.hour()));
        Peers peers = peers(connection, last.team(), key, measure, rule.history());
        boolean beyondPeers = peers != null && value > peers.high();
        detail.put(
                "baseline.unusual",
                String.format(Locale.ROOT, "%.0f robust deviations above the median", spike.deviations())
                        + (peers == null
                                ? "; nobody to compare with in the team"
                                : String.format(
                                        Locale.ROOT,
                                        "; 99 of 100 hours of %d others in the team stay below %.0f",
                                        peers.people(),
                                        peers.high())));
        int points = rule.points().getOrDefault(BaselineRule.Circle.PERSON, 0);
        // What others in the team do as well is less odd.
        return Optional.of(Addition.ofHour(
                last.origin(),
                runs,
                peers == null || beyondPeers ? points : points / 2.0,
                key.hour().toString(),
                detail));
    }

    private Optional<Addition> atQuietHour(Connection connection, BaselineRule rule, Key key, Sight last, double value)
            throws SQLException {
        Rule runs = running.apply(rule.rule()).orElse(null);
        Integer days = runs == null
                ? null
                : Usual.quiet(history(connection, key, Measure.EVENTS, rule.history()), key.hour())
                        .orElse(null);
        if (runs == null || days == null) {
            return Optional.empty();
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("baseline.normal", "on %d days with activity none at this time of the day".formatted(days));
        detail.put(
                "baseline.seen", String.format(Locale.ROOT, "%.0f activities in the hour from %s", value, key.hour()));
        detail.put("baseline.unusual", "the hours before and after are quiet as well");
        return Optional.of(Addition.ofHour(
                last.origin(),
                runs,
                rule.points().getOrDefault(BaselineRule.Circle.PERSON, 0),
                key.hour().toString(),
                detail));
    }

    /** Without the hours of the same day: what goes on now does not make itself usual. */
    private static List<Usual.Hour> history(Connection connection, Key key, Measure measure, Duration back)
            throws SQLException {
        List<Usual.Hour> history = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select hour, " + HourFigures.COLUMNS
                + " from activity_hour where entity_id = ? and hour >= ? and hour < ? order by hour")) {
            select.setObject(1, key.who());
            select.setTimestamp(2, Timestamp.from(key.hour().minus(back)));
            select.setTimestamp(3, Timestamp.from(key.hour().truncatedTo(ChronoUnit.DAYS)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    history.add(new Usual.Hour(
                            row.getTimestamp(1).toInstant(), HourFigures.read(row, 2)[measure.ordinal()]));
                }
            }
        }
        return history;
    }

    /**
     * @param people how many others of the team
     * @param high what 99 of 100 of their hours stay below
     */
    private record Peers(int people, double high) {}

    private static @Nullable Peers peers(
            Connection connection, @Nullable UUID team, Key key, Measure measure, Duration back) throws SQLException {
        if (team == null) {
            return null;
        }
        String column = measure == Measure.SESSIONS
                ? "cardinality(sessions)"
                : measure.name().toLowerCase(Locale.ROOT);
        try (PreparedStatement select = connection.prepareStatement(
                """
                select count(distinct entity_id), coalesce(percentile_disc(0.99) within group (order by %s), 0)
                from activity_hour where team_id = ? and entity_id <> ? and hour >= ? and hour < ?"""
                        .formatted(column))) {
            select.setObject(1, team);
            select.setObject(2, key.who());
            select.setTimestamp(3, Timestamp.from(key.hour().minus(back)));
            select.setTimestamp(4, Timestamp.from(key.hour()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1) == 0 ? null : new Peers(row.getInt(1), row.getDouble(2));
            }
        }
    }

    void commit() {
        judged.putAll(batch);
        batch.clear();
    }

    void rollback() {
        batch.clear();
    }
}
