package io.elevenfold.activity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts of a batch by hour, written with the batch: pages draw figures from these, never from the events. */
public final class RollupTable {

    private static final Comparator<UUID> TEAMS = Comparator.nullsFirst(Comparator.naturalOrder());

    private final Map<Key, Long> events = new TreeMap<>();
    private final Map<HitKey, Long> hits = new TreeMap<>();

    /** @param first false for a record that only completes another: it is no further activity */
    public void add(Activity event, Instant at, @Nullable UUID teamId, boolean sample, boolean first) {
        if (first && event.get(Field.ACTIVITY_CONTAINER) != Boolean.TRUE) {
            Key key = new Key(
                    at.truncatedTo(ChronoUnit.HOURS),
                    teamId,
                    word(event, Field.AGENT_PRODUCT),
                    word(event, Field.EVENT_ACTION),
                    word(event, Field.EVENT_OUTCOME),
                    word(event, Field.DECISION_OUTCOME),
                    sample);
            events.merge(key, 1L, Long::sum);
        }
    }

    public void addHit(Instant at, @Nullable UUID teamId, String rule, int layer, String severity, boolean sample) {
        HitKey key = new HitKey(at.truncatedTo(ChronoUnit.HOURS), teamId, rule, layer, severity, sample);
        hits.merge(key, 1L, Long::sum);
    }

    public void write(Connection connection) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                insert into activity_rollup (hour, team_id, product, action, outcome, decision, sample, events)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (hour, team_id, product, action, outcome, decision, sample)
                do update set events = activity_rollup.events + excluded.events""")) {
            for (Map.Entry<Key, Long> entry : events.entrySet()) {
                Key key = entry.getKey();
                upsert.setTimestamp(1, Timestamp.from(key.hour()));
                upsert.setObject(2, key.teamId());
                upsert.setString(3, key.product());
                upsert.setString(4, key.action());
                upsert.setString(5, key.outcome());
                upsert.setString(6, key.decision());
                upsert.setBoolean(7, key.sample());
                upsert.setLong(8, entry.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                insert into detection_rollup (hour, team_id, rule, layer, severity, sample, hits)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (hour, team_id, rule, layer, severity, sample)
                do update set hits = detection_rollup.hits + excluded.hits""")) {
            for (Map.Entry<HitKey, Long> entry : hits.entrySet()) {
                HitKey key = entry.getKey();
                upsert.setTimestamp(1, Timestamp.from(key.hour()));
                upsert.setObject(2, key.teamId());
                upsert.setString(3, key.rule());
                upsert.setInt(4, key.layer());
                upsert.setString(5, key.severity());
                upsert.setBoolean(6, key.sample());
                upsert.setLong(7, entry.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static String word(Activity event, Field field) {
        String text = event.text(field);
        return text == null ? "" : text;
    }

    /** Ordered, so that two lanes never wait for each other's rows crosswise. */
    private record Key(
            Instant hour,
            @Nullable UUID teamId,
            String product,
            String action,
            String outcome,
            String decision,
            boolean sample)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::hour)
                .thenComparing(Key::teamId, TEAMS)
                .thenComparing(Key::product)
                .thenComparing(Key::action)
                .thenComparing(Key::outcome)
                .thenComparing(Key::decision)
                .thenComparing(Key::sample);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record HitKey(Instant hour, @Nullable UUID teamId, String rule, int layer, String severity, boolean sample)
            implements Comparable<HitKey> {

        private static final Comparator<HitKey> ORDER = Comparator.comparing(HitKey::hour)
                .thenComparing(HitKey::teamId, TEAMS)
                .thenComparing(HitKey::rule)
                .thenComparing(HitKey::layer)
                .thenComparing(HitKey::severity)
                .thenComparing(HitKey::sample);

        @Override
        public int compareTo(HitKey other) {
            return ORDER.compare(this, other);
        }
    }
}
