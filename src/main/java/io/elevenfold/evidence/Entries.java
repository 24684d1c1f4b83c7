package io.elevenfold.evidence;

import io.elevenfold.ledger.Governance;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Reads leaves in bundles, as C2SP tlog-tiles lays them out: each behind its length in two bytes. */
@ApplicationScoped
class Entries {

    private static final int LONGEST = 0xFFFF;
    private static final int BYTE = 8;

    private final Sql sql;

    Entries(Sql sql) {
        this.sql = sql;
    }

    /** @throws IllegalArgumentException when the log does not have them all, or one of them was withdrawn */
    byte[] bundle(int log, long first, int count) {
        String select = log == Governance.LOG
                ? "select leaf from ledger_entry where log = ? and position >= ? and position < ? order by position"
                : "select leaf from activity where lane = ? and position >= ? and position < ? order by position";
        List<byte[]> leaves = sql.list(select, row -> row.getBytes(1), List.of(log, first, first + count));
        if (leaves.size() != count) {
            throw new IllegalArgumentException("log %d does not have all of this bundle".formatted(log));
        }
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (byte[] leaf : leaves) {
            if (leaf.length > LONGEST) {
                throw new IllegalStateException("a leaf of log %d is longer than a bundle can hold".formatted(log));
            }
            bundle.write(leaf.length >> BYTE);
            bundle.write(leaf.length);
            bundle.writeBytes(leaf);
        }
        return bundle.toByteArray();
    }
}
