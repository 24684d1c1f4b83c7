package io.elevenfold.detection.baseline;

import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.FieldReader;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Counts how many different values a field shows in an hour of a person, by the smallest 256 of their hashes (bottom-k
 * sketch, Beyer et al. 2007): exact up to 255, beyond with a standard error of one in sixteen, and the same whatever the
 * order, the batches and the lanes in which they came.
 */
final class DistinctHours {

    /** As {@code distinct_hour.value} has it. */
    private static final int KEPT = 256;

    private static final String UPSERT =
            """
            insert into distinct_hour (baseline, entity_id, hour, team_id, terms, sample) values (?, ?, ?, ?, ?, ?)
            on conflict (baseline, entity_id, hour) do update set
                team_id = excluded.team_id,
                terms = array(select t from unnest(distinct_hour.terms) t union select t from unnest(excluded.terms) t
                    order by 1 limit 256)
            returning value""";

    private final OutstandingHours outstanding;

    DistinctHours(OutstandingHours outstanding) {
        this.outstanding = outstanding;
    }

    private record Key(String baseline, UUID who, Instant hour) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::baseline).thenComparing(Key::who).thenComparing(Key::hour);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Seen {
        private final BaselineRule rule;
        private final TreeSet<Long> terms = new TreeSet<>();
        private Sight last;

        Seen(BaselineRule rule, Sight first) {
            this.rule = rule;
            this.last = first;
        }

        void add(long term, Sight sight) {
            last = sight;
            if (terms.add(term) && terms.size() > KEPT) {
                terms.pollLast();
            }
        }
    }

    List<Addition> judge(Connection connection, List<Sight> sights) throws SQLException {
        Map<Key, Seen> hours = new TreeMap<>();
        for (Sight sight : sights) {
            UUID who = sight.who();
            for (Observation observation : sight.observations()) {
                BaselineRule rule = observation.baseline();
                if (who != null && rule.type() == BaselineRule.Type.DISTINCT) {
                    Key key = new Key(rule.rule().id(), who, sight.origin().at().truncatedTo(ChronoUnit.HOURS));
                    hours.computeIfAbsent(key, unseen -> new Seen(rule, sight))
                            .add(observation.term().getMostSignificantBits(), sight);
                }
            }
        }
        List<Addition> additions = new ArrayList<>();
        if (hours.isEmpty()) {
            return additions;
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (Map.Entry<Key, Seen> each : hours.entrySet()) {
                Key key = each.getKey();
                Seen seen = each.getValue();
                double value = write(connection, upsert, key, seen);
                outstanding
                        .spike(
                                connection,
                                seen.rule,
                                HourTable.ofDistinct(seen.rule),
                                "different values of " + fields(seen.rule),
                                new OutstandingHours.Asked(key.who(), key.hour(), seen.last, value))
                        .ifPresent(additions::add);
            }
        }
        return additions;
    }

    private static String fields(BaselineRule rule) {
        return rule.terms().stream()
                .map(together ->
                        together.stream().map(FieldReader::name).collect(Collectors.joining(BaselineRule.TOGETHER)))
                .collect(Collectors.joining(", "));
    }

    private static double write(Connection connection, PreparedStatement upsert, Key key, Seen seen)
            throws SQLException {
        int i = 0;
        upsert.setString(++i, key.baseline());
        upsert.setObject(++i, key.who());
        upsert.setTimestamp(++i, Timestamp.from(key.hour()));
        upsert.setObject(++i, seen.last.team());
        upsert.setArray(++i, connection.createArrayOf("int8", seen.terms.toArray()));
        upsert.setBoolean(++i, seen.last.origin().sample());
        try (ResultSet row = upsert.executeQuery()) {
            row.next();
            return row.getDouble(1);
        }
    }
}
