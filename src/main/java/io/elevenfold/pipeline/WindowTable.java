package io.elevenfold.pipeline;

import io.elevenfold.detection.correlation.Contribution;
import io.elevenfold.detection.correlation.Correlation;
import io.elevenfold.detection.correlation.EarlierHits;
import io.elevenfold.detection.correlation.Hit;
import io.elevenfold.detection.correlation.Window;
import io.elevenfold.detection.correlation.WindowStore;
import io.elevenfold.ledger.Hashes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The windows of one transaction: those that its events may touch are read together before, another one when it is first
 * asked for, and each that has changed is written once at the end.
 */
final class WindowTable implements WindowStore {

    /** Events may come late; a window that nobody touches for longer is forgotten. */
    private static final Duration KEPT_BEYOND_SPAN = Duration.ofHours(1);

    private final Connection connection;
    private final Instant now;
    private final Map<Key, Window> windows = new HashMap<>();
    private final Map<Key, Correlation> changed = new HashMap<>();

    WindowTable(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    /** Reads what these may touch. */
    void read(Collection<Contribution> contributions) throws SQLException {
        Map<Stored, Key> asked = new TreeMap<>();
        for (Contribution each : contributions) {
            Key key = new Key(each.correlation(), each.group());
            if (windows.putIfAbsent(key, new Window()) == null) {
                asked.put(new Stored(each.correlation(), key.hash()), key);
            }
        }
        if (asked.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(
                """
                select rule, group_key, hits from rule_window
                where (rule, group_key) in (select * from unnest(?::text[], ?::bytea[])) for update""")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", asked.keySet().stream().map(Stored::rule).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea", asked.keySet().stream().map(Stored::group).toArray(byte[][]::new)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Key key = asked.get(new Stored(row.getString(1), row.getBytes(2)));
                    windows.put(Objects.requireNonNull(key), window(row.getBytes(3)));
                }
            }
        }
    }

    /** A window's key as the database has it. */
    private record Stored(String rule, byte[] group) implements Comparable<Stored> {

        @Override
        public int compareTo(Stored other) {
            int byRule = rule.compareTo(other.rule);
            return byRule == 0 ? Arrays.compare(group, other.group) : byRule;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Stored stored && compareTo(stored) == 0;
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(group);
        }
    }

    private record Key(String correlation, String group) {

        byte[] hash() {
            return Hashes.plain(group.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public Window load(String correlation, String group) {
        return windows.computeIfAbsent(new Key(correlation, group), this::read);
    }

    private Window read(Key key) {
        try (PreparedStatement select = connection.prepareStatement(
                "select hits from rule_window where rule = ? and group_key = ? for update")) {
            select.setString(1, key.correlation());
            select.setBytes(2, key.hash());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? window(row.getBytes(1)) : new Window();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read a window of rule " + key.correlation(), e);
        }
    }

    @Override
    public void save(Correlation correlation, String group, Window window) {
        changed.put(new Key(correlation.id(), group), correlation);
    }

    /** To be called once, before the transaction ends. */
    void write() throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                insert into rule_window (rule, group_key, hits, expires_at) values (?, ?, ?, ?)
                on conflict (rule, group_key) do update set hits = excluded.hits, expires_at = excluded.expires_at""")) {
            for (Map.Entry<Key, Correlation> each : changed.entrySet()) {
                Window window = load(each.getKey().correlation(), each.getKey().group());
                upsert.setString(1, each.getKey().correlation());
                upsert.setBytes(2, each.getKey().hash());
                upsert.setBytes(3, bytes(window));
                upsert.setTimestamp(
                        4, Timestamp.from(now.plus(each.getValue().timespan()).plus(KEPT_BEYOND_SPAN)));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /** Forgets windows that can no longer hold. */
    static int forget(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from rule_window where expires_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(now));
            return delete.executeUpdate();
        }
    }

    private static byte[] bytes(Window window) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(window.hits().size());
            for (Hit hit : window.hits()) {
                out.writeLong(hit.time());
                out.writeUTF(hit.rule());
                out.writeBoolean(hit.value() != null);
                if (hit.value() != null) {
                    out.writeUTF(hit.value());
                }
                out.writeBoolean(hit.call() != null);
                if (hit.call() != null) {
                    out.writeUTF(hit.call());
                }
                out.writeUTF(hit.reference());
            }
            out.writeInt(window.earlier().parts().size());
            for (EarlierHits.Part part : window.earlier().parts()) {
                out.writeLong(part.from());
                out.writeLong(part.events());
                out.writeLong(part.numbers());
                out.writeDouble(part.sum());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Window window(byte[] bytes) {
        List<Hit> hits = new ArrayList<>();
        List<EarlierHits.Part> earlier = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int left = in.readInt(); left > 0; left--) {
                hits.add(new Hit(
                        in.readLong(),
                        in.readUTF(),
                        in.readBoolean() ? in.readUTF() : null,
                        in.readBoolean() ? in.readUTF() : null,
                        in.readUTF()));
            }
            // A window that an older version wrote ends here.
            for (int left = in.available() > 0 ? in.readInt() : 0; left > 0; left--) {
                earlier.add(new EarlierHits.Part(in.readLong(), in.readLong(), in.readLong(), in.readDouble()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a stored window of a rule is damaged", e);
        }
        return new Window(hits, new EarlierHits(earlier));
    }
}
