package io.elevenfold.forwarding;

import io.elevenfold.finding.Severity;
import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.platform.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The signed heads of all logs. A receiver that keeps them is a witness; and each one says how many records of its log
 * lie between it and the one before, so that a receiver can count what it has.
 */
final class CheckpointSource extends PassageSource {

    private static final long ID = 0x434845434b504f49L;

    private final Sql sql;

    CheckpointSource(Sql sql) {
        super(sql, "ledger_checkpoint", "signed_at");
        this.sql = sql;
    }

    @Override
    public List<Placed> after(Place place, int most) {
        return sql.list(
                """
                select c.xact::text::bigint as xact, c.position, c.log, h.origin, c.size, c.root, c.note, c.signed_at,
                    coalesce((select max(size) from ledger_checkpoint b where b.log = c.log and b.size < c.size), 0) as earlier
                from ledger_checkpoint c join ledger_head h using (log)
                where (c.xact, c.position) > (?::text::xid8, ?) and c.xact < pg_snapshot_xmin(pg_current_snapshot())
                order by c.xact, c.position limit ?""",
                CheckpointSource::record,
                List.of(Long.toString(place.xact()), place.position(), most));
    }

    private static Placed record(ResultSet row) throws SQLException {
        Place place = new Place(Outgoing.CHECKPOINTS, row.getLong("xact"), row.getLong("position"));
        long size = row.getLong("size");
        long earlier = row.getLong("earlier");
        String note = row.getString("note");
        return new RecordBuilder(
                        Outgoing.Kind.CHECKPOINT,
                        place,
                        new UUID(ID, place.position()).toString(),
                        row.getTimestamp("signed_at").toInstant())
                .put("event.action", "ledger.checkpoint")
                .severity(Severity.INFO)
                .put("checkpoint.log", Outgoing.streamName(row.getInt("log")))
                .put("checkpoint.origin", row.getString("origin"))
                .put("checkpoint.size", size)
                .put("checkpoint.root", HexFormat.of().formatHex(row.getBytes("root")))
                .put("checkpoint.note", note)
                .put("checkpoint.note_sha256", sha256(note))
                .put("checkpoint.from_position", earlier)
                .put("checkpoint.to_position", size - 1)
                .put("checkpoint.records", size - earlier)
                .placed(false);
    }

    private static String sha256(String note) {
        return HexFormat.of().formatHex(Hashes.plain(note.getBytes(StandardCharsets.UTF_8)));
    }
}
