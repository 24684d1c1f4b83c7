package io.elevenfold.activity;

import io.elevenfold.platform.database.BinaryCopy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The table {@code activity} as the lanes write it, with the lane's own connection. */
public final class ActivityTable {

    private static final String COLUMNS =
            "activity (ingested, lane, position, ts, event_id, session_key, endpoint_id, person_id, action, phase, outcome, product, decision, call_id, enriches, capture_mode, leaf, event)";
    private static final int COLUMN_COUNT = 18;

    private ActivityTable() {}

    /** Makes the partition of a day (UTC) when there is none. */
    public static void ensurePartition(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement("select add_activity_day(?)")) {
            add.setObject(1, day);
            add.execute();
        }
    }

    public static void copy(Connection connection, List<ActivityRow> rows) throws SQLException {
        BinaryCopy copy = BinaryCopy.into(connection, COLUMNS);
        try {
            for (ActivityRow row : rows) {
                write(copy.row(COLUMN_COUNT), row);
            }
            copy.finish();
        } catch (SQLException | RuntimeException e) {
            copy.cancel();
            throw e;
        }
    }

    private static void write(BinaryCopy copy, ActivityRow row) {
        copy.time(row.ingested())
                .int2(row.lane())
                .int8(row.position())
                .time(row.at())
                .uuid(row.eventId())
                .uuid(row.sessionKey())
                .uuid(row.endpointId())
                .uuid(row.personId())
                .text(row.action())
                .text(row.phase())
                .text(row.outcome())
                .text(row.product())
                .text(row.decision())
                .text(row.callId())
                .int8(row.enriches())
                .text(row.captureMode())
                .bytes(row.leaf())
                .jsonb(row.event());
    }

    /** Which of these events are recorded already, looking back as far as agents are known to send again. */
    public static Set<UUID> known(Connection connection, Collection<UUID> eventIds, Instant now, Duration lookBack)
            throws SQLException {
        Set<UUID> known = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select event_id from activity where event_id = any(?) and ingested >= ?")) {
            select.setArray(1, connection.createArrayOf("uuid", eventIds.toArray()));
            select.setTimestamp(2, startOfDay(now.minus(lookBack)));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    /**
     * Positions (same lane) of the first records of these calls and phases. The sessions' records are read before
     * anything else is asked of them: the planner would otherwise look through all positions of the lane as well.
     */
    public static Map<CallPhase, Long> firstRecords(
            Connection connection, int lane, Collection<CallPhase> calls, Instant now, Duration lookBack)
            throws SQLException {
        Map<CallPhase, Long> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                """
                with told as materialized (
                    select session_key, call_id, phase, lane, position from activity
                    where session_key = any(?) and ingested >= ? and enriches is null)
                select session_key, call_id, phase, min(position) from told
                where call_id = any(?) and lane = ? group by 1, 2, 3""")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid",
                            calls.stream().map(CallPhase::sessionKey).distinct().toArray()));
            select.setTimestamp(2, startOfDay(now.minus(lookBack)));
            select.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            calls.stream().map(CallPhase::callId).distinct().toArray()));
            select.setInt(4, lane);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            new CallPhase(rows.getObject(1, UUID.class), rows.getString(2), rows.getString(3)),
                            rows.getLong(4));
                }
            }
        }
        return found;
    }

    /** Whole days, so that partitions further back are not even looked at. */
    private static Timestamp startOfDay(Instant instant) {
        return Timestamp.from(
                instant.atOffset(ZoneOffset.UTC).toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}
