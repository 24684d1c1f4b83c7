package io.elevenfold.detection.baseline;

import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.BaselineRule.Circle;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.risk.Addition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * What was there before. A term that memory has seen on the same day costs no query; others are read and written with the
 * batch.
 */
final class KnownTerms {

    private static final int REMEMBERED = 100_000;

    private final Function<Rule, Optional<Rule>> running;
    private final Maturity maturity = new Maturity();
    private final Rarity rarity;
    /** The day on which each was last written. */
    private final Map<Key, Instant> written = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final Map<Key, State> batch = new TreeMap<>();

    KnownTerms(Function<Rule, Optional<Rule>> running) {
        this.running = running;
        this.rarity = new Rarity(running);
    }

    private record Key(String baseline, UUID entity, UUID term) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::baseline).thenComparing(Key::entity).thenComparing(Key::term);

        static Key of(Observation observation, UUID entity) {
            return new Key(observation.baseline().rule().id(), entity, observation.term());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record State(Instant first, Instant last, int days, boolean sample) {

        State seen(Instant at) {
            boolean anotherDay = at.truncatedTo(ChronoUnit.DAYS).isAfter(last.truncatedTo(ChronoUnit.DAYS));
            return new State(
                    at.isBefore(first) ? at : first,
                    at.isAfter(last) ? at : last,
                    anotherDay ? days + 1 : days,
                    sample);
        }
    }

    List<Addition> judge(Connection connection, List<Sight> sights) throws SQLException {
        Set<Key> unsure = new LinkedHashSet<>();
        for (Sight sight : sights) {
            Instant day = sight.origin().at().truncatedTo(ChronoUnit.DAYS);
            for (Observation observation : sight.observations()) {
                for (Circle circle : observation.baseline().points().keySet()) {
                    UUID member = sight.member(circle);
                    if (member != null && !day.equals(written.get(Key.of(observation, member)))) {
                        unsure.add(Key.of(observation, member));
                    }
                }
            }
        }
        if (unsure.isEmpty()) {
            return List.of();
        }
        Map<Key, State> stored = read(connection, unsure);
        List<Addition> additions = new ArrayList<>();
        for (Sight sight : sights) {
            for (Observation observation : sight.observations()) {
                Optional<Circle> newTo = add(sight, observation, unsure, stored);
                if (observation.baseline().type() == BaselineRule.Type.RARITY) {
                    if (isUnsure(sight, observation, unsure)) {
                        rarity.judge(connection, sight, observation).ifPresent(additions::add);
                    }
                } else if (newTo.isPresent()) {
                    addition(connection, sight, observation, newTo.get()).ifPresent(additions::add);
                }
            }
        }
        write(connection);
        return additions;
    }

    /** Once a day for each person and term. */
    private static boolean isUnsure(Sight sight, Observation observation, Set<Key> unsure) {
        UUID who = sight.member(Circle.PERSON);
        return who != null && unsure.remove(Key.of(observation, who));
    }

    /** The widest circle that did not know it. */
    private Optional<Circle> add(Sight sight, Observation observation, Set<Key> unsure, Map<Key, State> stored) {
        Instant at = sight.origin().at();
        Circle widest = null;
        for (Circle circle : Circle.values()) {
            UUID member = observation.baseline().points().containsKey(circle) ? sight.member(circle) : null;
            Key key = member == null ? null : Key.of(observation, member);
            if (key == null || !unsure.contains(key)) {
                continue;
            }
            State before = batch.getOrDefault(key, stored.get(key));
            if (before == null
                    || before.last().isBefore(at.minus(observation.baseline().history()))) {
                widest = circle;
            }
            batch.put(key, before == null ? new State(at, at, 1, sight.origin().sample()) : before.seen(at));
        }
        return Optional.ofNullable(widest);
    }

    private Optional<Addition> addition(Connection connection, Sight sight, Observation observation, Circle newTo)
            throws SQLException {
        UUID member = sight.member(newTo);
        Rule rule = running.apply(observation.baseline().rule()).orElse(null);
        if (member == null || rule == null) {
            return Optional.empty();
        }
        Maturity.Figures figures =
                maturity.of(connection, newTo, member, sight.origin().sample());
        if (!figures.isEnough()) {
            return Optional.empty();
        }
        String circle = newTo.name().toLowerCase(Locale.ROOT);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(
                "baseline.normal",
                "on %d days with activity this %s never had it within %d days"
                        .formatted(
                                figures.days(),
                                circle,
                                observation.baseline().history().toDays()));
        detail.put("baseline.seen", shown(sight, observation));
        detail.put("baseline.unusual", "new to the " + circle);
        int points = observation.baseline().points().getOrDefault(newTo, 0);
        return points == 0 ? Optional.empty() : Optional.of(Addition.ofTerm(sight.origin(), rule, points, detail));
    }

    static String shown(Sight sight, Observation observation) {
        return observation
                        .baseline()
                        .termsOf(ActivityReading.of(sight.origin().event()))
                        .contains(observation.text())
                ? observation.text()
                : "[not stored in this capture mode]";
    }

    private static Map<Key, State> read(Connection connection, Set<Key> keys) throws SQLException {
        Map<Key, State> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                """
                select baseline, entity_id, term, first_seen, last_seen, days, sample from baseline_term
                where (baseline, entity_id, term) in (select * from unnest(?::text[], ?::uuid[], ?::uuid[]))""")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", keys.stream().map(Key::baseline).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", keys.stream().map(Key::entity).toArray()));
            select.setArray(
                    3,
                    connection.createArrayOf(
                            "uuid", keys.stream().map(Key::term).toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(
                            new Key(row.getString(1), row.getObject(2, UUID.class), row.getObject(3, UUID.class)),
                            new State(
                                    row.getTimestamp(4).toInstant(),
                                    row.getTimestamp(5).toInstant(),
                                    row.getInt(6),
                                    row.getBoolean(7)));
                }
            }
        }
        return found;
    }

    /** In order, so that two lanes never wait for each other's rows crosswise. */
    private void write(Connection connection) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                insert into baseline_term (baseline, entity_id, term, first_seen, last_seen, days, sample)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (baseline, entity_id, term) do update set
                    first_seen = least(baseline_term.first_seen, excluded.first_seen),
                    last_seen = greatest(baseline_term.last_seen, excluded.last_seen),
                    days = greatest(baseline_term.days, excluded.days)""")) {
            for (Map.Entry<Key, State> each : batch.entrySet()) {
                upsert.setString(1, each.getKey().baseline());
                upsert.setObject(2, each.getKey().entity());
                upsert.setObject(3, each.getKey().term());
                upsert.setTimestamp(4, Timestamp.from(each.getValue().first()));
                upsert.setTimestamp(5, Timestamp.from(each.getValue().last()));
                upsert.setInt(6, each.getValue().days());
                upsert.setBoolean(7, each.getValue().sample());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    void commit() {
        batch.forEach((key, state) -> written.put(key, state.last().truncatedTo(ChronoUnit.DAYS)));
        batch.clear();
        maturity.keep();
    }

    void rollback() {
        batch.clear();
        maturity.forget();
    }

    /** Whether enough is known of somebody to call something new. */
    static final class Maturity {

        private static final int DAYS = 7;
        private static final int EVENTS = 200;

        private final Map<UUID, Figures> known = new HashMap<>();
        private final Map<UUID, Figures> asked = new HashMap<>();

        record Figures(int days, long events) {

            boolean isEnough() {
                return days >= DAYS && events >= EVENTS;
            }
        }

        Figures of(Connection connection, Circle circle, UUID member, boolean sample) throws SQLException {
            Figures figures = known.getOrDefault(member, asked.get(member));
            if (figures == null) {
                figures = ask(connection, circle, member, sample);
                asked.put(member, figures);
            }
            return figures;
        }

        private static Figures ask(Connection connection, Circle circle, UUID member, boolean sample)
                throws SQLException {
            String sql =
                    switch (circle) {
                        case PERSON ->
                            "select count(distinct date_trunc('day', hour)), coalesce(sum(events), 0) from activity_hour where entity_id = ?";
                        // Its most regular term was there on as many days as the repository itself.
                        case REPOSITORY -> "select coalesce(max(days), 0), 1000 from baseline_term where entity_id = ?";
                        case TEAM ->
                            "select count(distinct date_trunc('day', hour)), coalesce(sum(events), 0) from activity_rollup where team_id = ?";
                        case ORGANISATION ->
                            "select count(distinct date_trunc('day', hour)), coalesce(sum(events), 0) from activity_rollup where sample = ?";
                    };
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setObject(1, circle == Circle.ORGANISATION ? (Object) sample : member);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new Figures(row.getInt(1), row.getLong(2));
                }
            }
        }

        /** Who knows enough does not unlearn it; of the others we ask again. */
        void keep() {
            asked.forEach((member, figures) -> {
                if (figures.isEnough()) {
                    known.put(member, figures);
                }
            });
            asked.clear();
        }

        void forget() {
            asked.clear();
        }
    }
}
