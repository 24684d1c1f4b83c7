package io.elevenfold.forwarding;

import io.elevenfold.finding.Severity;
import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What happens to findings: each passage into a state or severity is a record of its own. */
final class FindingSource extends PassageSource {

    private static final long ID = 0x46494e44494e4700L;

    private final Sql sql;

    FindingSource(Sql sql) {
        super(sql, "finding_passage", "at");
        this.sql = sql;
    }

    @Override
    public List<Placed> after(Place place, int most) {
        return sql.list(
                """
                select n.xact::text::bigint as xact, n.position, n.state, n.severity, n.at, f.id, f.kind, f.source, f.subject,
                    f.title, f.layer, f.controls, f.first_seen, f.last_seen, f.occurrences, f.agent, f.session_id,
                    f.endpoint_id, f.sample, e.hostname, p.email
                from finding_passage n join finding f on f.id = n.finding_id
                left join endpoint e on e.id = f.endpoint_id left join person p on p.id = f.person_id
                where (n.xact, n.position) > (?::text::xid8, ?) and n.xact < pg_snapshot_xmin(pg_current_snapshot())
                order by n.xact, n.position limit ?""",
                FindingSource::record,
                List.of(Long.toString(place.xact()), place.position(), most));
    }

    private static Placed record(ResultSet row) throws SQLException {
        Place place = new Place(Outgoing.FINDINGS, row.getLong("xact"), row.getLong("position"));
        RecordBuilder record = new RecordBuilder(
                        Outgoing.Kind.FINDING,
                        place,
                        new UUID(ID, place.position()).toString(),
                        row.getTimestamp("at").toInstant())
                .put("event.action", "finding." + row.getString("state"))
                .severity(Severity.of(row.getString("severity")));
        for (String name : List.of("kind", "source", "subject", "title", "severity", "state")) {
            record.put("finding." + name, row.getString(name));
        }
        return record.put("finding.id", row.getString("id"))
                .put("finding.layer", row.getLong("layer"))
                .put("finding.controls", Arrays.asList((String[])
                        row.getArray("controls").getArray()))
                .put(
                        "finding.first_seen",
                        row.getTimestamp("first_seen").toInstant().toString())
                .put(
                        "finding.last_seen",
                        row.getTimestamp("last_seen").toInstant().toString())
                .put("finding.occurrences", row.getLong("occurrences"))
                .put("agent.product", row.getString("agent"))
                .put("session.id", row.getString("session_id"))
                .put("endpoint.id", row.getString("endpoint_id"))
                .put("host.name", row.getString("hostname"))
                .put("user.email", row.getString("email"))
                .placed(row.getBoolean("sample"));
    }
}
