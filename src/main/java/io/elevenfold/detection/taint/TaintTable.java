package io.elevenfold.detection.taint;

import io.elevenfold.activity.Taint;
import java.sql.Array;
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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The sessions' states within one transaction: read together before it; at its end what has changed is written. */
public final class TaintTable {

    /** How long secrets and waiting events are remembered; marks stay as long as the session. */
    public static final Duration REMEMBERED = Duration.ofDays(1);

    private static final String MARKS =
            "select session_key, taint, at, until, reference, rule, call from session_taint where session_key = any(?)";

    private final Connection connection;
    private final Map<UUID, SessionState> states = new HashMap<>();
    private final Map<UUID, SessionState> loaded = new HashMap<>();
    private final Map<UUID, SessionState> changed = new TreeMap<>();

    private final Changes<SessionState.Mark> marks = new Changes<>(
            "delete from session_taint where session_key = ? and taint = ? and reference = ?",
            "insert into session_taint (session_key, taint, reference, at, until, rule, call) values (?, ?, ?, ?, ?, ?, ?)",
            (session, mark) -> new Object[] {session, mark.taint().word(), mark.reference()},
            (session, mark) -> new Object[] {
                session, mark.taint().word(), mark.reference(), mark.at(), mark.until(), mark.rule(), mark.call()
            });

    private final Changes<SessionState.Secret> secrets = new Changes<>(
            "delete from session_secret where session_key = ? and fingerprint = ?",
            "insert into session_secret (session_key, fingerprint, at, reference, call) values (?, ?, ?, ?, ?)",
            (session, secret) -> new Object[] {session, secret.fingerprint()},
            (session, secret) ->
                    new Object[] {session, secret.fingerprint(), secret.at(), secret.reference(), secret.call()});

    private final Changes<SessionState.Waiting> waiting = new Changes<>(
            "delete from session_waiting where session_key = ? and rule = ? and reference = ?",
            """
            insert into session_waiting (session_key, rule, reference, at, call, states, fingerprints)
            values (?, ?, ?, ?, ?, ?, ?)""",
            (session, event) -> new Object[] {session, event.rule(), event.reference()},
            (session, event) -> new Object[] {
                session, event.rule(), event.reference(), event.at(), event.call(), event.states(), event.shown()
            });

    /** @param sessions whose events will tell something */
    public TaintTable(Connection connection, Collection<UUID> sessions) throws SQLException {
        this.connection = connection;
        if (!sessions.isEmpty()) {
            load(sessions);
        }
    }

    private void load(Collection<UUID> sessions) throws SQLException {
        Array keys = connection.createArrayOf("uuid", sessions.toArray());
        Map<UUID, List<SessionState.Mark>> marksOf = new HashMap<>();
        each(MARKS, keys, row -> add(marksOf, row, mark(row)));
        Map<UUID, List<SessionState.Secret>> secretsOf = new HashMap<>();
        each(
                "select session_key, fingerprint, at, reference, call from session_secret where session_key = any(?)",
                keys,
                row -> add(
                        secretsOf,
                        row,
                        new SessionState.Secret(
                                row.getLong(2), row.getTimestamp(3).toInstant(), row.getString(4), row.getString(5))));
        Map<UUID, List<SessionState.Waiting>> waitingOf = new HashMap<>();
        each(
                """
                select session_key, rule, at, reference, call, states, fingerprints from session_waiting
                where session_key = any(?)""",
                keys,
                row -> add(
                        waitingOf,
                        row,
                        new SessionState.Waiting(
                                row.getString(2),
                                row.getTimestamp(3).toInstant(),
                                row.getString(4),
                                row.getString(5),
                                row.getInt(6),
                                new HashSet<>(
                                        Arrays.asList((Long[]) row.getArray(7).getArray())))));
        for (UUID session : sessions) {
            loaded.put(
                    session,
                    new SessionState(
                            marksOf.getOrDefault(session, List.of()),
                            secretsOf.getOrDefault(session, List.of()),
                            waitingOf.getOrDefault(session, List.of())));
            states.put(session, loaded.get(session).copy());
        }
    }

    /** The state of one session outside of any recording. */
    public static SessionState read(Connection connection, UUID session) throws SQLException {
        return new TaintTable(connection, List.of(session)).states.getOrDefault(session, SessionState.unknown());
    }

    private static SessionState.Mark mark(ResultSet row) throws SQLException {
        return new SessionState.Mark(
                Taint.of(row.getString(2)),
                row.getTimestamp(3).toInstant(),
                row.getTimestamp(4).toInstant(),
                row.getString(5),
                row.getString(6),
                row.getString(7));
    }

    @FunctionalInterface
    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, Array keys, Reader reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, keys);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    private static <T> void add(Map<UUID, List<T>> all, ResultSet row, T one) throws SQLException {
        all.computeIfAbsent(row.getObject(1, UUID.class), unseen -> new ArrayList<>())
                .add(one);
    }

    /** Takes in an event; null is the session of an event outside sessions, which remembers nothing. */
    public List<Held> tell(@Nullable UUID session, SessionState.Moment moment, Told told) {
        if (told.isSilent()) {
            return List.of();
        }
        SessionState state = session == null ? SessionState.unknown() : states.get(session);
        if (state == null) {
            throw new IllegalStateException("the session's state was not asked for");
        }
        if (session != null) {
            changed.put(session, state);
        }
        return state.tell(moment, told);
    }

    /** To be called once, before the transaction ends. */
    public void write() throws SQLException {
        for (Map.Entry<UUID, SessionState> each : changed.entrySet()) {
            UUID session = each.getKey();
            SessionState now = each.getValue();
            SessionState before = loaded.getOrDefault(session, SessionState.unknown());
            marks.note(session, before.marks(), now.marks());
            secrets.note(session, before.secrets(), now.secrets());
            waiting.note(session, before.waiting(), now.waiting());
        }
        marks.write();
        secrets.write();
        waiting.write();
    }

    /** What has to go from one of the tables, and what has to come. */
    private final class Changes<T> {

        private final String delete;
        private final String insert;
        private final BiFunction<UUID, T, Object[]> key;
        private final BiFunction<UUID, T, Object[]> row;
        private final List<Object[]> gone = new ArrayList<>();
        private final List<Object[]> come = new ArrayList<>();

        Changes(String delete, String insert, BiFunction<UUID, T, Object[]> key, BiFunction<UUID, T, Object[]> row) {
            this.delete = delete;
            this.insert = insert;
            this.key = key;
            this.row = row;
        }

        void note(UUID session, Collection<T> before, Collection<T> now) {
            Set<T> old = new LinkedHashSet<>(before);
            Set<T> current = new LinkedHashSet<>(now);
            before.stream().filter(each -> !current.contains(each)).forEach(each -> gone.add(key.apply(session, each)));
            now.stream().filter(each -> !old.contains(each)).forEach(each -> come.add(row.apply(session, each)));
        }

        void write() throws SQLException {
            run(delete, gone);
            run(insert, come);
        }

        private void run(String sql, List<Object[]> rows) throws SQLException {
            if (rows.isEmpty()) {
                return;
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Object[] values : rows) {
                    bind(statement, values);
                }
                statement.executeBatch();
            }
        }
    }

    private void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Set<?> numbers) {
                statement.setArray(i + 1, connection.createArrayOf("int8", numbers.toArray()));
            } else {
                statement.setObject(i + 1, value instanceof Instant at ? Timestamp.from(at) : value);
            }
        }
        statement.addBatch();
    }

    /** Forgets secrets and waiting events after a day. */
    public static void forget(Connection connection, Instant now) throws SQLException {
        for (String table : List.of("session_secret", "session_waiting")) {
            try (PreparedStatement delete = connection.prepareStatement("delete from " + table + " where at < ?")) {
                delete.setTimestamp(1, Timestamp.from(now.minus(REMEMBERED)));
                delete.executeUpdate();
            }
        }
    }
}
