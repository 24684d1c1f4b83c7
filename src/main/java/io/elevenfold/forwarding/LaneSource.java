package io.elevenfold.forwarding;

import io.elevenfold.finding.Severity;
import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What agents do, as their lanes recorded it. */
final class LaneSource extends LogSource {

    private static final long NANOS_OF_A_MILLISECOND = 1_000_000;

    /** What somebody or something did not let happen is worth a look; findings say what is worth more. */
    private static final Set<String> STOPPED = Set.of("deny", "abort");

    private final Sql sql;

    LaneSource(Sql sql) {
        super(sql);
        this.sql = sql;
    }

    @Override
    String lastBefore() {
        return "select max(position) from activity where ingested < ? and lane = ? having count(*) > 0";
    }

    @Override
    public List<Placed> after(Place place, int most) {
        return sql.list(
                """
                select a.lane, a.position, a.ts, a.ingested, a.event_id, a.session_key, a.enriches, a.leaf, a.event,
                    coalesce(e.sample, false) as sample
                from activity a left join endpoint e on e.id = a.endpoint_id
                where a.lane = ? and a.position > ? order by a.position limit ?""",
                LaneSource::record,
                List.of(place.stream(), place.position(), most));
    }

    private static Placed record(ResultSet row) throws SQLException {
        Map<String, Object> told = RecordBuilder.json(row.getString("event"));
        RecordBuilder record = new RecordBuilder(
                        Outgoing.Kind.ACTIVITY,
                        new Place(row.getInt("lane"), 0, row.getLong("position")),
                        row.getString("event_id"),
                        row.getTimestamp("ts").toInstant())
                .put("event.ingested", row.getTimestamp("ingested").toInstant().toString())
                .leaf(row.getBytes("leaf"))
                .severity(STOPPED.contains(String.valueOf(told.get("decision.outcome"))) ? Severity.LOW : Severity.INFO)
                .put("elevenfold.session_key", row.getString("session_key"))
                .put("elevenfold.enriches", row.getObject("enriches"));
        if (told.get("event.duration") instanceof Number nanos) {
            record.put("elevenfold.duration_ms", nanos.longValue() / NANOS_OF_A_MILLISECOND);
        }
        return record.told(told).placed(row.getBoolean("sample"));
    }
}
