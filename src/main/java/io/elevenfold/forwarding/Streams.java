package io.elevenfold.forwarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.ledger.Governance;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be followed: the lanes of activity, the log of governance, and what happens to findings. Each is
 * read in its order, and what was read once never gets a predecessor.
 */
@ApplicationScoped
class Streams {

    private static final long NANOS_OF_A_MILLISECOND = 1_000_000;

    private final Sql sql;
    private final ObjectMapper mapper = new ObjectMapper();

    Streams(Sql sql) {
        this.sql = sql;
    }

    /** Governance first, then findings, then the lanes. */
    List<Integer> all() {
        List<Integer> streams = new ArrayList<>(List.of(Governance.LOG, Outgoing.FINDINGS));
        streams.addAll(
                sql.list("select log from ledger_head where log > 0 order by log", row -> row.getInt(1), List.of()));
        return streams;
    }

    /** Those behind a place, in order, at most so many. */
    List<Placed> after(Place place, int most) {
        if (place.stream() == Outgoing.FINDINGS) {
            return findings(place, most);
        }
        return place.stream() == Governance.LOG ? governance(place, most) : activity(place, most);
    }

    /** Where a stream ends. */
    Place end(int stream) {
        if (stream == Outgoing.FINDINGS) {
            return sql.first(
                            """
                            select xact::text::bigint, position from finding_passage
                            where xact < pg_snapshot_xmin(pg_current_snapshot())
                            order by xact desc, position desc limit 1""",
                            row -> new Place(stream, row.getLong(1), row.getLong(2)),
                            List.of())
                    .orElse(Place.before(stream));
        }
        return sql.first(
                        "select size - 1 from ledger_head where log = ?",
                        row -> new Place(stream, 0, row.getLong(1)),
                        List.of(stream))
                .orElse(Place.before(stream));
    }

    /** The place before everything that was recorded at or after a time. */
    Place before(int stream, Instant time) {
        String question =
                switch (stream) {
                    case Outgoing.FINDINGS ->
                        "select xact::text::bigint, position from finding_passage where at < ? order by xact desc, position desc limit 1";
                    case Governance.LOG ->
                        "select 0, max(position) from ledger_entry where recorded_at < ? and log = 0 having count(*) > 0";
                    default ->
                        "select 0, max(position) from activity where ingested < ? and lane = " + stream
                                + " having count(*) > 0";
                };
        return sql.first(question, row -> new Place(stream, row.getLong(1), row.getLong(2)), List.of(time))
                .orElse(Place.before(stream));
    }

    /** How many follow a place. In a log these are positions: records that were deleted since count too. */
    long lag(Place place) {
        if (place.stream() == Outgoing.FINDINGS) {
            return sql.list(
                            "select count(*) from (select 1 from finding_passage where (xact, position) > (?::text::xid8, ?) limit 100000) as bounded",
                            row -> row.getLong(1),
                            List.of(Long.toString(place.xact()), place.position()))
                    .get(0);
        }
        return Math.max(0, end(place.stream()).position() - place.position());
    }

    private List<Placed> activity(Place after, int most) {
        return sql.list(
                """
                select a.lane, a.position, a.ts, a.ingested, a.event_id, a.session_key, a.enriches, a.leaf, a.event,
                    coalesce(e.sample, false) as sample
                from activity a left join endpoint e on e.id = a.endpoint_id
                where a.lane = ? and a.position > ? order by a.position limit ?""",
                this::activity,
                List.of(after.stream(), after.position(), most));
    }

    private Placed activity(ResultSet row) throws SQLException {
        Map<String, Object> fields = json(row.getString("event"));
        // Ours come last: a sender may have chosen any of these names for values of its own.
        Place place = new Place(row.getInt("lane"), 0, row.getLong("position"));
        String id = row.getString("event_id");
        Instant at = row.getTimestamp("ts").toInstant();
        fields.keySet()
                .removeIf(name ->
                        name.startsWith("elevenfold.") || name.startsWith("finding.") || name.startsWith("audit."));
        common(
                fields,
                Outgoing.Kind.ACTIVITY,
                place,
                id,
                at,
                row.getTimestamp("ingested").toInstant());
        fields.put("elevenfold.leaf_hash", leafHash(row.getBytes("leaf")));
        if (row.getString("session_key") != null) {
            fields.put("elevenfold.session_key", row.getString("session_key"));
        }
        long enriches = row.getLong("enriches");
        if (!row.wasNull()) {
            fields.put("elevenfold.enriches", enriches);
        }
        if (fields.get("event.duration") instanceof Number nanos) {
            fields.put("elevenfold.duration_ms", nanos.longValue() / NANOS_OF_A_MILLISECOND);
        }
        return placed(Outgoing.Kind.ACTIVITY, place, id, at, fields, row.getBoolean("sample"));
    }

    private List<Placed> governance(Place after, int most) {
        return sql.list(
                "select position, leaf, detail, recorded_at from ledger_entry where log = ? and position > ? order by position limit ?",
                this::entry,
                List.of(after.stream(), after.position(), most));
    }

    private Placed entry(ResultSet row) throws SQLException {
        byte[] leaf = row.getBytes("leaf");
        Map<String, Object> told = json(new String(leaf, java.nio.charset.StandardCharsets.UTF_8));
        Place place = new Place(Governance.LOG, 0, row.getLong("position"));
        Instant at = row.getTimestamp("recorded_at").toInstant();
        String id = String.valueOf(told.get("id"));
        Map<String, Object> fields = new LinkedHashMap<>();
        common(fields, Outgoing.Kind.AUDIT, place, id, at, at);
        put(fields, "event.action", told.get("type"));
        put(fields, "audit.subject", told.get("subject"));
        fields.put("elevenfold.leaf_hash", leafHash(leaf));
        String detail = row.getString("detail");
        if (detail != null) {
            Map<String, Object> members = json(detail);
            fields.put("audit.detail", members);
            put(fields, "audit.actor", members.containsKey("actor") ? members.get("actor") : members.get("by"));
        }
        return placed(Outgoing.Kind.AUDIT, place, id, at, fields, false);
    }

    private List<Placed> findings(Place after, int most) {
        return sql.list(
                """
                select n.xact::text::bigint as xact, n.position, n.state, n.severity, n.at, f.id, f.kind, f.source, f.subject,
                    f.title, f.layer, f.controls, f.first_seen, f.last_seen, f.occurrences, f.agent, f.session_id,
                    f.endpoint_id, f.sample, e.hostname, p.email
                from finding_passage n join finding f on f.id = n.finding_id
                left join endpoint e on e.id = f.endpoint_id left join person p on p.id = f.person_id
                where (n.xact, n.position) > (?::text::xid8, ?) and n.xact < pg_snapshot_xmin(pg_current_snapshot())
                order by n.xact, n.position limit ?""",
                this::finding,
                List.of(Long.toString(after.xact()), after.position(), most));
    }

    private Placed finding(ResultSet row) throws SQLException {
        Place place = new Place(Outgoing.FINDINGS, row.getLong("xact"), row.getLong("position"));
        Instant at = row.getTimestamp("at").toInstant();
        // A finding passes through many states: each passage is a record of its own.
        String id = new UUID(0x46494e44494e4700L, place.position()).toString();
        Map<String, Object> fields = new LinkedHashMap<>();
        common(fields, Outgoing.Kind.FINDING, place, id, at, at);
        fields.put("event.action", "finding." + row.getString("state"));
        for (String name : List.of("kind", "source", "subject", "title", "severity", "state")) {
            fields.put("finding." + name, row.getString(name));
        }
        fields.put("finding.id", row.getString("id"));
        fields.put("finding.layer", row.getLong("layer"));
        fields.put("finding.controls", Arrays.asList((String[])
                row.getArray("controls").getArray()));
        fields.put(
                "finding.first_seen", row.getTimestamp("first_seen").toInstant().toString());
        fields.put(
                "finding.last_seen", row.getTimestamp("last_seen").toInstant().toString());
        fields.put("finding.occurrences", row.getLong("occurrences"));
        put(fields, "agent.product", row.getString("agent"));
        put(fields, "session.id", row.getString("session_id"));
        put(fields, "endpoint.id", row.getString("endpoint_id"));
        put(fields, "host.name", row.getString("hostname"));
        put(fields, "user.email", row.getString("email"));
        return placed(Outgoing.Kind.FINDING, place, id, at, fields, row.getBoolean("sample"));
    }

    private static Placed placed(
            Outgoing.Kind kind, Place place, String id, Instant at, Map<String, Object> fields, boolean sample) {
        fields.values().removeIf(java.util.Objects::isNull);
        return new Placed(place, new Outgoing(kind, id, at, place.stream(), place.position(), fields), sample);
    }

    private static void common(
            Map<String, Object> fields, Outgoing.Kind kind, Place place, String id, Instant at, Instant ingested) {
        fields.put("event.id", id);
        fields.put("@timestamp", at.toString());
        fields.put("event.ingested", ingested.toString());
        fields.put("elevenfold.kind", kind.word());
        fields.put("elevenfold.log", Outgoing.streamName(place.stream()));
        fields.put("elevenfold.position", place.position());
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static String leafHash(byte[] leaf) {
        return HexFormat.of().formatHex(Hashes.leaf(leaf));
    }

    private Map<String, Object> json(String text) {
        try {
            return mapper.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds what is no JSON", e);
        }
    }
}
