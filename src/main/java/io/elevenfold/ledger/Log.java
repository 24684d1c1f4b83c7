package io.elevenfold.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/**
 * One append-only log. {@link #append} writes with the caller's connection, so that leaves are committed together with
 * what they speak of; it locks the log's head until the transaction ends.
 */
public final class Log {

    private final int number;

    /** @param number 0 is the log of governance; lanes of activity begin at 1 */
    public Log(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Locks the head and reads it. The first call of a log's life makes it. */
    public Head lock(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement create = connection.prepareStatement(
                        """
                        insert into ledger_head (log, origin, size, edge, updated_at)
                        values (?, 'elevenfold/' || gen_random_uuid() || '/' || ?, 0, ?, ?)
                        on conflict (log) do nothing""");
                PreparedStatement select =
                        connection.prepareStatement("select origin, edge from ledger_head where log = ? for update")) {
            select.setInt(1, number);
            try (ResultSet found = select.executeQuery()) {
                if (found.next()) {
                    return head(found);
                }
            }
            create.setInt(1, number);
            create.setString(2, Integer.toString(number));
            create.setBytes(3, new MerkleEdge().toBytes());
            create.setTimestamp(4, Timestamp.from(now));
            create.executeUpdate();
            try (ResultSet made = select.executeQuery()) {
                if (!made.next()) {
                    throw new LedgerException("log " + number + " could not be made");
                }
                return head(made);
            }
        }
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(row.getString(1), MerkleEdge.fromBytes(row.getBytes(2)));
    }

    /**
     * Appends leaf hashes behind the head and writes tiles and head.
     *
     * @param head as {@link #lock} gave it in the same transaction, or as the last append of this writer left it
     * @return the head after it; the one given is not changed, so that a rollback costs nothing
     * @throws LedgerException when the head was moved by another writer
     */
    public Head append(Connection connection, Head head, List<byte[]> leafHashes, Instant now) throws SQLException {
        MerkleEdge edge = head.edge().copy();
        try (PreparedStatement tiles = connection.prepareStatement(
                        "insert into ledger_tile (log, level, index, hashes) values (?, ?, ?, ?)");
                PreparedStatement move = connection.prepareStatement(
                        "update ledger_head set size = ?, edge = ?, updated_at = ? where log = ? and size = ?")) {
            TileBatch batch = new TileBatch(number, tiles);
            for (byte[] hash : leafHashes) {
                edge.append(hash, batch);
            }
            batch.execute();
            move.setLong(1, edge.size());
            move.setBytes(2, edge.toBytes());
            move.setTimestamp(3, Timestamp.from(now));
            move.setInt(4, number);
            move.setLong(5, head.size());
            if (move.executeUpdate() != 1) {
                throw new LedgerException(
                        "log %d is no longer at size %d: another writer is at work".formatted(number, head.size()));
            }
        }
        return new Head(head.origin(), edge);
    }

    /** Where a log stands. */
    public record Head(String origin, MerkleEdge edge) {

        /** The number of leaves, and so the position of the next one. */
        public long size() {
            return edge.size();
        }

        /** The Merkle root over all leaves. */
        public byte[] root() {
            return edge.root();
        }
    }

    private record TileBatch(int log, PreparedStatement statement) implements MerkleEdge.TileSink {

        @Override
        public void full(int level, long index, byte[] hashes) {
            try {
                statement.setInt(1, log);
                statement.setInt(2, level);
                statement.setLong(3, index);
                statement.setBytes(4, hashes);
                statement.addBatch();
            } catch (SQLException e) {
                throw new LedgerException("cannot write a tile of log " + log, e);
            }
        }

        void execute() throws SQLException {
            statement.executeBatch();
        }
    }
}
