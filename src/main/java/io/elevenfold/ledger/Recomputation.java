package io.elevenfold.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Builds a log's tree again from its records, in order, and holds it against what is stored: each leaf's hash, each
 * full tile, the head. Memory does not grow with the log.
 */
public final class Recomputation {

    private static final int MOST_FAULTS = 100;

    private final int log;
    private final Log.Head head;
    private final Tree tree;
    private final LongPredicate withdrawn;
    private final MerkleEdge edge = new MerkleEdge();
    private final List<Fault> faults = new ArrayList<>();
    private long checked;
    private long gone;

    /**
     * @param position the leaf; the log's size for what concerns the whole
     * @param what in words
     */
    public record Fault(int log, long position, String what) {}

    private Recomputation(int log, Log.Head head, Tree tree, LongPredicate withdrawn) {
        this.log = log;
        this.head = head;
        this.tree = tree;
        this.withdrawn = withdrawn;
    }

    /**
     * @param connection whose transaction sees one state of records and tiles
     * @param withdrawn whether a position's record was removed with a record of it
     * @throws LedgerException when there is no such log
     */
    public static Recomputation of(Connection connection, int log, LongPredicate withdrawn) throws SQLException {
        Log.Head head =
                Checkpoints.head(connection, log).orElseThrow(() -> new LedgerException("there is no log " + log));
        return new Recomputation(log, head, Checkpoints.tree(connection, log, head), withdrawn);
    }

    public String origin() {
        return head.origin();
    }

    public long size() {
        return head.size();
    }

    /** Records that were there and are as their leaf says. */
    public long checked() {
        return checked;
    }

    /** Records that were removed with a record of it; their hashes stand for them. */
    public long withdrawn() {
        return gone;
    }

    /** The first hundred. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** The next record, by position. */
    public void record(long position, byte[] leaf) {
        if (position < edge.size()) {
            fault(position, "two records stand at this position");
            return;
        }
        skipTo(Math.min(position, size()));
        if (position >= size()) {
            fault(position, "the record stands behind the end of the log");
            return;
        }
        byte[] hash = Hashes.leaf(leaf);
        byte[] stored = tree.hash(0, position);
        if (Arrays.equals(hash, stored)) {
            checked++;
        } else {
            fault(position, "the record's leaf is not the one that was recorded");
        }
        edge.append(stored, this::full);
    }

    /** Something else is wrong with a record. */
    public void fault(long position, String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(log, position, what));
        }
    }

    /** To be called when there are no more records. */
    public void end() {
        skipTo(size());
        if (!Arrays.equals(edge.root(), head.root())) {
            fault(size(), "the leaves' hashes do not give the root of the log's head");
        }
    }

    private void skipTo(long position) {
        while (edge.size() < position) {
            long missing = edge.size();
            if (withdrawn.test(missing)) {
                gone++;
            } else {
                fault(missing, "the record is missing");
            }
            edge.append(tree.hash(0, missing), this::full);
        }
    }

    private void full(int level, long index, byte[] hashes) {
        for (int place = 0; level > 0 && place < MerkleEdge.TILE; place++) {
            byte[] computed = Arrays.copyOfRange(hashes, place * Hashes.LENGTH, (place + 1) * Hashes.LENGTH);
            if (!Arrays.equals(computed, tree.hash(level, index * MerkleEdge.TILE + place))) {
                fault(
                        index * MerkleEdge.TILE + place,
                        "a stored hash of level %d is not that of its leaves".formatted(level));
                return;
            }
        }
    }
}
