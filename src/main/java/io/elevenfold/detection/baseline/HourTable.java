package io.elevenfold.detection.baseline;

import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.BaselineRule.Measure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a figure of the hours of people is kept. Hours without activity have no row.
 *
 * @param rows table and condition
 * @param value the figure, in SQL
 * @param parameters of the condition
 */
record HourTable(String rows, String value, List<String> parameters) {

    /** So many hours make somebody a peer … */
    private static final int HOURS_OF_A_PEER = 24;
    /** … and of fewer peers one could tell what one of them did. */
    static final int FEWEST_PEERS = 5;

    HourTable {
        parameters = List.copyOf(parameters);
    }

    static HourTable of(Measure measure) {
        return new HourTable(
                "activity_hour where true",
                measure == Measure.SESSIONS
                        ? "cardinality(sessions)"
                        : measure.name().toLowerCase(Locale.ROOT),
                List.of());
    }

    static HourTable ofDistinct(BaselineRule rule) {
        return new HourTable(
                "distinct_hour where baseline = ?", "value", List.of(rule.rule().id()));
    }

    /** The hours of one, by time. */
    List<Usual.Hour> history(Connection connection, UUID who, Instant from, Instant to) throws SQLException {
        List<Usual.Hour> history = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select hour, %s from %s and entity_id = ?".formatted(value, rows)
                        + " and hour >= ? and hour < ? order by hour")) {
            int i = bind(select);
            select.setObject(++i, who);
            select.setTimestamp(++i, Timestamp.from(from));
            select.setTimestamp(++i, Timestamp.from(to));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    history.add(new Usual.Hour(row.getTimestamp(1).toInstant(), row.getDouble(2)));
                }
            }
        }
        return history;
    }

    /**
     * What the others of a team do in their busiest hours, each of them counted once: what one of them does in many wild
     * hours does not make it usual for all.
     *
     * @param people how many
     * @param middle what half of them stay below in 99 of 100 of their hours
     * @param spread the median absolute deviation from it
     */
    record Peers(int people, double middle, double spread) {

        private static final double FAR = 3 * 1.4826;

        /** From here on it is far from what they do. */
        double far() {
            return middle + Math.max(FAR * spread, Math.max(middle / 10, 1));
        }
    }

    /** Empty when there are too few. */
    Optional<Peers> peers(Connection connection, UUID team, UUID who, Instant from, Instant to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                """
                with peer as (select percentile_disc(0.99) within group (order by %s) as high
                        from %s and team_id = ? and entity_id <> ? and hour >= ? and hour < ?
                        group by entity_id having count(*) >= %d),
                    middle as (select count(*) as people, percentile_cont(0.5) within group (order by high) as high from peer)
                select m.people, m.high, percentile_cont(0.5) within group (order by abs(p.high - m.high))
                from middle m join peer p on true group by 1, 2 having m.people >= %d"""
                        .formatted(value, rows, HOURS_OF_A_PEER, FEWEST_PEERS))) {
            int i = bind(select);
            select.setObject(++i, team);
            select.setObject(++i, who);
            select.setTimestamp(++i, Timestamp.from(from));
            select.setTimestamp(++i, Timestamp.from(to));
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Peers(row.getInt(1), row.getDouble(2), row.getDouble(3)))
                        : Optional.empty();
            }
        }
    }

    private int bind(PreparedStatement statement) throws SQLException {
        int i = 0;
        for (String parameter : parameters) {
            statement.setString(++i, parameter);
        }
        return i;
    }
}
