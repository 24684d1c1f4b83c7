package io.elevenfold.detection.baseline;

import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.BaselineRule.Circle;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.risk.Addition;
import io.elevenfold.platform.LeastRecentlyUsed;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was there before. What was there on many days is known for longer than what was there on one: each day counts, and
 * counts half after the baseline's decay. A term that memory has seen on the same day costs no query; others are read and
 * written with the batch.
 */
final class KnownTerms {

    private static final int REMEMBERED = 100_000;
    /** What is left of a term that was there on one day, one half-life later. */
    private static final double FORGOTTEN = 0.5;

    private final Function<Rule, Optional<Rule>> running;
    private final Maturity maturity = new Maturity();
    private final Rarity rarity;
    /** The day on which each was last written. */
    private final Map<Key, Instant> written = LeastRecentlyUsed.atMost(REMEMBERED);

    private final Map<Key, State> batch = new TreeMap<>();
    private final DailyTerms daily = new DailyTerms();

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

    /** @param strength the days, as much as they counted when it was last there */
    private record State(Instant first, Instant last, int days, double strength, boolean sample) {

        static State of(Instant at, boolean sample) {
            return new State(at, at, 1, 1, sample);
        }

        boolean isKnown(BaselineRule rule, Instant at) {
            return !last.isBefore(at.minus(rule.history())) && strength * rule.weight(last, at) > FORGOTTEN;
        }

        State seen(BaselineRule rule, Instant at) {
            boolean anotherDay = at.truncatedTo(ChronoUnit.DAYS).isAfter(last.truncatedTo(ChronoUnit.DAYS));
            return new State(
                    at.isBefore(first) ? at : first,
                    at.isAfter(last) ? at : last,
                    anotherDay ? days + 1 : days,
                    anotherDay ? strength * rule.weight(last, at) + 1 : strength,
                    sample);
        }
    }

    /** @param forgotten what a circle that does not know it knew of it once; null for nothing */
    private record Unknown(Circle circle, @Nullable State forgotten) {

        String before(Instant at) {
            return forgotten == null
                    ? "never had it"
                    : "had it on %d, the last %d days ago: that is forgotten"
                            .formatted(
                                    forgotten.days(),
                                    Duration.between(forgotten.last(), at).toDays());
        }
    }

    /**
     * To whom something is new, and to whom not.
     *
     * @param unknown from the narrowest circle
     */
    private record News(List<Unknown> unknown, List<Circle> known) {

        /** Of a term for which there is no room in any circle nothing is said. */
        boolean isNone() {
            return unknown.isEmpty() && known.isEmpty();
        }

        String knownTo() {
            return known.isEmpty()
                    ? ""
                    : ", known to the " + known.stream().map(KnownTerms::word).collect(Collectors.joining(" and the "));
        }
    }

    static String word(Circle circle) {
        return circle.name().toLowerCase(Locale.ROOT);
    }

    List<Addition> judge(Connection connection, List<Sight> sights) throws SQLException {
        Set<Key> unsure = new LinkedHashSet<>();
        for (Sight sight : sights) {
            Instant day = sight.origin().at().truncatedTo(ChronoUnit.DAYS);
            for (Observation observation : sight.observations()) {
                if (!isConcerned(observation)) {
                    continue;
                }
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
                if (!isConcerned(observation)) {
                    continue;
                }
                News news = add(connection, sight, observation, unsure, stored);
                if (news.isNone()) {
                    continue;
                }
                if (observation.baseline().type() == BaselineRule.Type.RARITY) {
                    if (isUnsure(sight, observation, unsure)) {
                        rarity.judge(connection, sight, observation).ifPresent(additions::add);
                    }
                } else {
                    addition(connection, sight, observation, news).ifPresent(additions::add);
                }
            }
        }
        write(connection);
        return additions;
    }

    /** Different values are counted, not remembered. */
    private static boolean isConcerned(Observation observation) {
        return observation.baseline().type() != BaselineRule.Type.DISTINCT;
    }

    /** Once a day for each person and term. */
    private static boolean isUnsure(Sight sight, Observation observation, Set<Key> unsure) {
        UUID who = sight.member(Circle.PERSON);
        return who != null && unsure.remove(Key.of(observation, who));
    }

    private News add(
            Connection connection, Sight sight, Observation observation, Set<Key> unsure, Map<Key, State> stored)
            throws SQLException {
        Instant at = sight.origin().at();
        BaselineRule rule = observation.baseline();
        News news = new News(new ArrayList<>(), new ArrayList<>());
        for (Circle circle : Circle.values()) {
            UUID member = rule.points().containsKey(circle) ? sight.member(circle) : null;
            if (member == null) {
                continue;
            }
            Key key = Key.of(observation, member);
            if (!unsure.contains(key)) {
                news.known().add(circle);
                continue;
            }
            State before = batch.getOrDefault(key, stored.get(key));
            if (before == null && !daily.take(connection, observation, circle, member, sight)) {
                continue;
            }
            if (before == null || !before.isKnown(rule, at)) {
                news.unknown().add(new Unknown(circle, before));
            } else {
                news.known().add(circle);
            }
            batch.put(key, before == null ? State.of(at, sight.origin().sample()) : before.seen(rule, at));
        }
        return news;
    }

    /** For the widest circle that did not know it, and of which enough is known to say so. */
    private Optional<Addition> addition(Connection connection, Sight sight, Observation observation, News news)
            throws SQLException {
        Rule rule = running.apply(observation.baseline().rule()).orElse(null);
        if (rule == null) {
            return Optional.empty();
        }
        for (int i = news.unknown().size() - 1; i >= 0; i--) {
            Unknown unknown = news.unknown().get(i);
            UUID member = Objects.requireNonNull(sight.member(unknown.circle()));
            Maturity.Figures figures = maturity.of(
                    connection,
                    unknown.circle(),
                    member,
                    sight.origin().sample(),
                    sight.origin().at());
            if (figures.isEnough()) {
                String circle = word(unknown.circle());
                Map<String, Object> detail = new LinkedHashMap<>();
                detail.put(
                        "baseline.normal",
                        "on %d days with activity this %s %s"
                                .formatted(
                                        figures.days(),
                                        circle,
                                        unknown.before(sight.origin().at())));
                detail.put("baseline.seen", shown(sight, observation));
                detail.put("baseline.unusual", "new to the " + circle + news.knownTo());
                int points =
                        Objects.requireNonNull(observation.baseline().points().get(unknown.circle()));
                return Optional.of(Addition.ofTerm(sight.origin(), rule, points, detail));
            }
        }
        return Optional.empty();
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
                select baseline, entity_id, term, first_seen, last_seen, days, strength, sample from baseline_term
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
                                    row.getDouble(7),
                                    row.getBoolean(8)));
                }
            }
        }
        return found;
    }

    /** In order, so that two lanes never wait for each other's rows crosswise. */
    private void write(Connection connection) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                insert into baseline_term (baseline, entity_id, term, first_seen, last_seen, days, strength, sample)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (baseline, entity_id, term) do update set
                    first_seen = least(baseline_term.first_seen, excluded.first_seen),
                    strength = case when excluded.last_seen >= baseline_term.last_seen then excluded.strength
                        else baseline_term.strength end,
                    last_seen = greatest(baseline_term.last_seen, excluded.last_seen),
                    days = greatest(baseline_term.days, excluded.days)""")) {
            for (Map.Entry<Key, State> each : batch.entrySet()) {
                upsert.setString(1, each.getKey().baseline());
                upsert.setObject(2, each.getKey().entity());
                upsert.setObject(3, each.getKey().term());
                upsert.setTimestamp(4, Timestamp.from(each.getValue().first()));
                upsert.setTimestamp(5, Timestamp.from(each.getValue().last()));
                upsert.setInt(6, each.getValue().days());
                upsert.setDouble(7, each.getValue().strength());
                upsert.setBoolean(8, each.getValue().sample());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
        daily.write(connection);
    }

    void commit() {
        batch.forEach((key, state) -> written.put(key, state.last().truncatedTo(ChronoUnit.DAYS)));
        rollback();
    }

    void rollback() {
        batch.clear();
        daily.forget();
    }

    /** Whether enough is known of somebody to call something new; the day itself does not count. */
    static final class Maturity {

        private static final int DAYS = 7;
        private static final int EVENTS = 200;
        private static final int REMEMBERED = 10_000;

        private final Map<String, Figures> asked = new HashMap<>();

        record Figures(int days, long events) {

            boolean isEnough() {
                return days >= DAYS && events >= EVENTS;
            }
        }

        /** Asked once a day for each. */
        Figures of(Connection connection, Circle circle, UUID member, boolean sample, Instant at) throws SQLException {
            Instant day = at.truncatedTo(ChronoUnit.DAYS);
            String key = "" + member + day;
            Figures figures = asked.get(key);
            if (figures == null) {
                figures = ask(connection, circle, member, sample, day);
                if (asked.size() >= REMEMBERED) {
                    asked.clear();
                }
                asked.put(key, figures);
            }
            return figures;
        }

        private static Figures ask(Connection connection, Circle circle, UUID member, boolean sample, Instant day)
                throws SQLException {
            String sql =
                    switch (circle) {
                        case PERSON ->
                            "select count(distinct date_trunc('day', hour)), coalesce(sum(events), 0) from activity_hour where entity_id = ? and hour < ?";
                        // Its most regular term was there on as many days as the repository itself.
                        case REPOSITORY ->
                            "select coalesce(max(days - (last_seen >= ?)::int), 0), 1000 from baseline_term where entity_id = ?";
                        case TEAM ->
                            "select count(distinct date_trunc('day', hour)), coalesce(sum(events), 0) from activity_rollup where team_id = ? and hour < ?";
                        case ORGANISATION ->
                            "select count(distinct date_trunc('day', hour)), coalesce(sum(events), 0) from activity_rollup where sample = ? and hour < ?";
                    };
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                boolean dayFirst = circle == Circle.REPOSITORY;
                select.setObject(dayFirst ? 2 : 1, circle == Circle.ORGANISATION ? (Object) sample : member);
                select.setTimestamp(dayFirst ? 1 : 2, Timestamp.from(day));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new Figures(row.getInt(1), row.getLong(2));
                }
            }
        }
    }
}
