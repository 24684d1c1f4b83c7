package io.elevenfold.evidence;

import io.elevenfold.ledger.Recomputation;
import java.time.Instant;
import java.util.List;

/**
 * What a check of one log found.
 *
 * @param size how many leaves the log had
 * @param checked records that are as they were recorded
 * @param withdrawn records that were removed with a record of it
 * @param erased records whose person was erased: the leaf is there, the content cannot be opened any more
 * @param faults what is wrong, by position; empty when nothing is
 */
public record LedgerCheck(
        int log,
        Instant startedAt,
        Instant finishedAt,
        long size,
        long checked,
        long withdrawn,
        long erased,
        List<Recomputation.Fault> faults) {

    public LedgerCheck {
        faults = List.copyOf(faults);
    }
}
