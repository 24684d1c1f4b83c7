package io.elevenfold.detection.baseline;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * How seldom a team shows something, counted in days of a person, older ones for less: −log₂ P with P = (days with it + 1) /
 * (days + 2). A team with less than a thousand such days has nothing rare yet.
 */
final class Rarity {

    /** One day in a thousand. */
    static final double BITS = 10;

    private static final int REMEMBERED = 10_000;

    private final Function<Rule, Optional<Rule>> running;
    private final Map<String, Double> days = new HashMap<>();

    Rarity(Function<Rule, Optional<Rule>> running) {
        this.running = running;
    }

    Optional<Addition> judge(Connection connection, Sight sight, Observation observation) throws SQLException {
        UUID team = sight.team();
        Rule rule = running.apply(observation.baseline().rule()).orElse(null);
        if (team == null || rule == null) {
            return Optional.empty();
        }
        Instant at = sight.origin().at();
        Instant since = at.minus(observation.baseline().history()).truncatedTo(ChronoUnit.DAYS);
        double all = daysOf(connection, team, observation.baseline(), at, since);
        if (bits(0, all) <= BITS) {
            return Optional.empty();
        }
        try (PreparedStatement select = connection.prepareStatement(
                """
                select t.strength, t.last_seen from baseline_term t join person p on p.id = t.entity_id
                where p.team_id = ? and t.baseline = ? and t.term = ? and t.last_seen >= ?""")) {
            select.setObject(1, team);
            select.setString(2, observation.baseline().rule().id());
            select.setObject(3, observation.term());
            select.setTimestamp(4, Timestamp.from(since));
            try (ResultSet row = select.executeQuery()) {
                double with = 0;
                int people = 0;
                while (row.next()) {
                    with += row.getDouble(1)
                            * observation.baseline().weight(row.getTimestamp(2).toInstant(), at);
                    people++;
                }
                double bits = bits(Math.min(with, all), all);
                return bits > BITS
                        ? Optional.of(addition(sight, observation, rule, with, people, all, bits))
                        : Optional.empty();
            }
        }
    }

    static double bits(double with, double all) {
        return -Math.log((with + 1.0) / (all + 2.0)) / Math.log(2);
    }

    private static Addition addition(
            Sight sight, Observation observation, Rule rule, double with, int people, double all, double bits) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(
                "baseline.normal",
                String.format(
                        Locale.ROOT,
                        "%.0f of %.0f days of people in this team show it, of %d of them; older days count less",
                        with,
                        all,
                        people));
        detail.put("baseline.seen", KnownTerms.shown(sight, observation));
        detail.put(
                "baseline.unusual",
                String.format(
                        Locale.ROOT,
                        "on one day of a person in %.0f, worth a word from %.0f on",
                        Math.pow(2, bits),
                        Math.pow(2, BITS)));
        int points = observation.baseline().points().getOrDefault(Circle.PERSON, 0);
        return Addition.ofRare(sight.origin(), rule, points, observation.term().toString(), detail);
    }

    /** Asked once a day for each team. */
    private double daysOf(Connection connection, UUID team, BaselineRule rule, Instant at, Instant since)
            throws SQLException {
        String key = rule.rule().id() + team + since;
        Double known = days.get(key);
        if (known != null) {
            return known;
        }
        if (days.size() >= REMEMBERED) {
            days.clear();
        }
        try (PreparedStatement select = connection.prepareStatement(
                """
                select day, count(*) from (select distinct entity_id, date_trunc('day', hour) as day from activity_hour
                    where team_id = ? and hour >= ?) days group by 1""")) {
            select.setObject(1, team);
            select.setTimestamp(2, Timestamp.from(since));
            try (ResultSet row = select.executeQuery()) {
                double sum = 0;
                while (row.next()) {
                    sum += row.getLong(2) * rule.weight(row.getTimestamp(1).toInstant(), at);
                }
                days.put(key, sum);
                return sum;
            }
        }
    }
}
