package io.elevenfold.console.settings;

import io.elevenfold.ledger.MerkleEdge;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Where the logs of the ledger stand. */
@ApplicationScoped
class LedgerLogs {

    private final Sql sql;

    LedgerLogs(Sql sql) {
        this.sql = sql;
    }

    List<LogView> all() {
        return sql.list(
                "select log, origin, size, edge, updated_at from ledger_head order by log",
                row -> new LogView(
                        row.getInt("log"),
                        row.getString("origin"),
                        row.getLong("size"),
                        HexFormat.of()
                                .formatHex(MerkleEdge.fromBytes(row.getBytes("edge"))
                                        .root()),
                        row.getTimestamp("updated_at").toInstant()),
                List.of());
    }

    /**
     * The head of a log.
     *
     * @param number 0 is governance; lanes of activity begin at 1
     * @param root the Merkle root over all leaves, hexadecimal
     */
    public record LogView(int number, String origin, long size, String root, Instant updatedAt) {

        public boolean isGovernance() {
            return number == 0;
        }
    }
}
