package io.elevenfold.activity;

import io.elevenfold.identity.Sender;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code session} as the lanes keep it: what is known of each session so far. */
public final class SessionTable {

    private static final Set<String> TOOL_ACTIONS =
            Set.of("shell_exec", "file_read", "file_write", "file_search", "network", "mcp_call", "tool_call");

    private SessionTable() {}

    /** Reads where the sessions of a batch stand. */
    public static Batch load(Connection connection, int lane, Collection<@Nullable UUID> sessionKeys)
            throws SQLException {
        Map<UUID, Long> positions = new HashMap<>();
        Set<UUID> known = new HashSet<>();
        Object[] keys = sessionKeys.stream().filter(Objects::nonNull).distinct().toArray();
        try (PreparedStatement select =
                connection.prepareStatement("select key, last_position, lane from session where key = any(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", keys));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UUID key = rows.getObject(1, UUID.class);
                    known.add(key);
                    if (rows.getInt(3) == lane) {
                        positions.put(key, rows.getLong(2));
                    }
                }
            }
        }
        return new Batch(lane, positions, known);
    }

    /** What one batch adds to its sessions. */
    public static final class Batch {

        private final int lane;
        private final Map<UUID, Long> positions;
        private final Set<UUID> known;
        private final Map<UUID, Added> added = new TreeMap<>();

        private Batch(int lane, Map<UUID, Long> positions, Set<UUID> known) {
            this.lane = lane;
            this.positions = positions;
            this.known = known;
        }

        /** Whether nothing was recorded of the session before this batch, by whatever lane. */
        public boolean isNew(UUID sessionKey) {
            return !known.contains(sessionKey);
        }

        /** Position of the session's record before; null for the first. */
        public @Nullable Long previousPosition(@Nullable UUID sessionKey) {
            return sessionKey == null ? null : positions.get(sessionKey);
        }

        /**
         * Counts an event in; does nothing for events outside sessions.
         *
         * @param first false for a record that only completes another
         * @param findings how many findings it touches
         */
        public void add(
                @Nullable UUID sessionKey,
                Activity event,
                Instant at,
                long position,
                Sender sender,
                boolean first,
                int findings,
                boolean sample) {
            if (sessionKey == null) {
                return;
            }
            positions.put(sessionKey, position);
            added.computeIfAbsent(sessionKey, key -> new Added(event, at, sender, sample))
                    .add(event, at, first, findings);
        }

        public void write(Connection connection) throws SQLException {
            try (PreparedStatement upsert = connection.prepareStatement(
                    """
                    insert into session (key, id, product, agent_version, endpoint_id, person_id, user_email, repository,
                        permission_mode, started_at, last_seen_at, events, tool_calls, denials, findings, channels, lane,
                        last_position, sample)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (key) do update set
                        agent_version = coalesce(excluded.agent_version, session.agent_version),
                        user_email = coalesce(excluded.user_email, session.user_email),
                        repository = coalesce(excluded.repository, session.repository),
                        permission_mode = coalesce(excluded.permission_mode, session.permission_mode),
                        started_at = least(session.started_at, excluded.started_at),
                        last_seen_at = greatest(session.last_seen_at, excluded.last_seen_at),
                        events = session.events + excluded.events,
                        tool_calls = session.tool_calls + excluded.tool_calls,
                        denials = session.denials + excluded.denials,
                        findings = session.findings + excluded.findings,
                        channels = (select array_agg(distinct c order by c) from unnest(session.channels || excluded.channels) c),
                        lane = excluded.lane,
                        last_position = excluded.last_position""")) {
                for (Map.Entry<UUID, Added> entry : added.entrySet()) {
                    bind(upsert, connection, entry.getKey(), entry.getValue());
                    upsert.addBatch();
                }
                upsert.executeBatch();
            }
        }

        private void bind(PreparedStatement upsert, Connection connection, UUID key, Added session)
                throws SQLException {
            int i = 0;
            upsert.setObject(++i, key);
            upsert.setString(++i, session.id);
            upsert.setString(++i, session.product);
            upsert.setString(++i, session.version);
            upsert.setObject(++i, session.sender.endpointId());
            upsert.setObject(++i, session.sender.personId());
            upsert.setString(++i, session.email);
            upsert.setString(++i, session.repository);
            upsert.setString(++i, session.permissionMode);
            upsert.setTimestamp(++i, Timestamp.from(session.start));
            upsert.setTimestamp(++i, Timestamp.from(session.end));
            upsert.setLong(++i, session.events);
            upsert.setLong(++i, session.toolCalls);
            upsert.setLong(++i, session.denials);
            upsert.setLong(++i, session.findings);
            upsert.setArray(++i, connection.createArrayOf("text", session.channels.toArray()));
            upsert.setInt(++i, lane);
            upsert.setLong(++i, Objects.requireNonNull(positions.get(key)));
            upsert.setBoolean(++i, session.sample);
        }
    }

    private static final class Added {

        private final String id;
        private final String product;
        private final Sender sender;
        private final boolean sample;
        private final Set<String> channels = new TreeSet<>();
        private @Nullable String version;
        private @Nullable String email;
        private @Nullable String repository;
        private @Nullable String permissionMode;
        private Instant start;
        private Instant end;
        private long events;
        private long toolCalls;
        private long denials;
        private long findings;

        Added(Activity event, Instant at, Sender sender, boolean sample) {
            this.id = Objects.requireNonNull(event.text(Field.SESSION_ID));
            this.product = Objects.requireNonNullElse(event.text(Field.AGENT_PRODUCT), "other");
            this.sender = sender;
            this.sample = sample;
            this.start = at;
            this.end = at;
        }

        void add(Activity event, Instant at, boolean first, int newFindings) {
            start = at.isBefore(start) ? at : start;
            end = at.isAfter(end) ? at : end;
            findings += newFindings;
            version = latest(event, Field.AGENT_VERSION, version);
            email = latest(event, Field.USER_EMAIL, email);
            repository = latest(event, Field.VCS_REPOSITORY_NAME, repository);
            permissionMode = latest(event, Field.PERMISSION_MODE, permissionMode);
            String channel = event.text(Field.TELEMETRY_CHANNEL);
            if (channel != null) {
                channels.add(channel.startsWith("otlp") ? "otlp" : channel);
            }
            if (!first) {
                return;
            }
            events++;
            String action = event.text(Field.EVENT_ACTION);
            if ("deny".equals(event.text(Field.DECISION_OUTCOME))) {
                denials++;
            } else if (action != null
                    && TOOL_ACTIONS.contains(action)
                    && !"requested".equals(event.text(Field.ACTIVITY_PHASE))
                    && event.get(Field.ACTIVITY_CONTAINER) != Boolean.TRUE) {
                toolCalls++;
            }
        }

        private static @Nullable String latest(Activity event, Field field, @Nullable String before) {
            String now = event.text(field);
            return now == null ? before : now;
        }
    }
}
