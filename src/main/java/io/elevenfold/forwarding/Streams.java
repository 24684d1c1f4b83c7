package io.elevenfold.forwarding;

import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.ledger.Governance;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that can be followed: the log of governance, what happens to findings, checkpoints, and the lanes of
 * activity. Each is read in its order, and what was read once never gets a predecessor.
 */
@ApplicationScoped
class Streams {

    private final Sql sql;
    private final Source governance;
    private final Source findings;
    private final Source checkpoints;
    private final Source lanes;

    Streams(Sql sql) {
        this.sql = sql;
        this.governance = new GovernanceSource(sql);
        this.findings = new FindingSource(sql);
        this.checkpoints = new CheckpointSource(sql);
        this.lanes = new LaneSource(sql);
    }

    /** Governance, findings and checkpoints first, then the lanes. */
    List<Integer> all() {
        List<Integer> streams = new ArrayList<>(List.of(Governance.LOG, Outgoing.FINDINGS, Outgoing.CHECKPOINTS));
        streams.addAll(
                sql.list("select log from ledger_head where log > 0 order by log", row -> row.getInt(1), List.of()));
        return streams;
    }

    private Source of(int stream) {
        return switch (stream) {
            case Governance.LOG -> governance;
            case Outgoing.FINDINGS -> findings;
            case Outgoing.CHECKPOINTS -> checkpoints;
            default -> lanes;
        };
    }

    /** Those behind a place, in order, at most so many. */
    List<Placed> after(Place place, int most) {
        return of(place.stream()).after(place, most);
    }

    /** The latest of a stream, in order. */
    List<Placed> latest(int stream, int most) {
        return after(of(stream).beforeLatest(stream, most), most);
    }

    /** Where a stream ends. */
    Place end(int stream) {
        return of(stream).end(stream);
    }

    /** The place before everything that was recorded at or after a time. */
    Place before(int stream, Instant time) {
        return of(stream).before(stream, time);
    }

    /** How many follow a place. In a log these are positions: records that were deleted since count too. */
    long lag(Place place) {
        return of(place.stream()).lag(place);
    }
}
