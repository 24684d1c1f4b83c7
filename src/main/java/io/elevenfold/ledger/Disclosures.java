package io.elevenfold.ledger;

import io.elevenfold.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Lays open single entries of the log of governance, with the proof that they are in it. */
@ApplicationScoped
public class Disclosures {

    private static final int BITS = 8;

    private final DataSource dataSource;
    private final SubjectKeys keys;

    Disclosures(DataSource dataSource, SubjectKeys keys) {
        this.dataSource = dataSource;
        this.keys = keys;
    }

    /**
     * @param entry as {@link Governance#append} gave it
     * @param subject whose key salts it
     * @throws ProblemException when there is no such entry
     */
    @Transactional
    public Disclosure of(Governance.Entry entry, UUID subject) {
        byte[] salt = Commitments.salt(Commitments.macOf(keys.keyOf(subject)), entry.id(), "content");
        try (Connection connection = dataSource.getConnection()) {
            byte[] leaf = leaf(connection, entry.position());
            Tree tree = tree(connection);
            List<byte[]> proof = new ArrayList<>();
            tree.path(entry.position(), 0, tree.size, proof);
            return new Disclosure(
                    tree.origin, entry.position(), leaf, salt, tree.size, tree.edge.root(), List.copyOf(proof));
        } catch (SQLException e) {
            throw new LedgerException("cannot read entry " + entry.position(), e);
        }
    }

    private static byte[] leaf(Connection connection, long position) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select leaf from ledger_entry where log = ? and position = ?")) {
            select.setInt(1, Governance.LOG);
            select.setLong(2, position);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw ProblemException.notFound("The log of governance has no entry " + position);
                }
                return row.getBytes(1);
            }
        }
    }

    private static Tree tree(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select origin, size, edge from ledger_head where log = ?")) {
            select.setInt(1, Governance.LOG);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Tree(connection, row.getString(1), row.getLong(2), MerkleEdge.fromBytes(row.getBytes(3)));
            }
        }
    }

    /** The tree at one size, with the tiles that a path needs. */
    private static final class Tree {

        private final Connection connection;
        private final String origin;
        private final long size;
        private final MerkleEdge edge;
        private final Map<String, byte[]> tiles = new HashMap<>();

        Tree(Connection connection, String origin, long size, MerkleEdge edge) {
            this.connection = connection;
            this.origin = origin;
            this.size = size;
            this.edge = edge;
        }

        /** PATH(m, D[n]) of RFC 6962 §2.1.1 for the leaves from begin to end. */
        void path(long leaf, long begin, long end, List<byte[]> proof) throws SQLException {
            if (end - begin <= 1) {
                return;
            }
            long split = begin + Long.highestOneBit(end - begin - 1);
            if (leaf < split) {
                path(leaf, begin, split, proof);
                proof.add(root(split, end));
            } else {
                path(leaf, split, end, proof);
                proof.add(root(begin, split));
            }
        }

        private byte[] root(long begin, long end) throws SQLException {
            long leaves = end - begin;
            int height = Long.numberOfTrailingZeros(Long.highestOneBit(leaves));
            boolean isWhole = Long.bitCount(leaves) == 1 && begin % leaves == 0;
            if (isWhole && height % BITS == 0) {
                return stored(height / BITS, begin >> height);
            }
            long split = begin + Long.highestOneBit(leaves - 1);
            return Hashes.node(root(begin, split), root(split, end));
        }

        private byte[] stored(int level, long index) throws SQLException {
            long tile = index / MerkleEdge.TILE;
            int place = (int) (index % MerkleEdge.TILE);
            boolean isFull = tile < (size >> (BITS * (level + 1)));
            if (!isFull) {
                return edge.hash(level, place);
            }
            byte[] hashes = tiles.computeIfAbsent(level + "/" + tile, key -> read(level, tile));
            byte[] hash = new byte[Hashes.LENGTH];
            System.arraycopy(hashes, place * Hashes.LENGTH, hash, 0, Hashes.LENGTH);
            return hash;
        }

        private byte[] read(int level, long tile) {
            try (PreparedStatement select = connection.prepareStatement(
                    "select hashes from ledger_tile where log = ? and level = ? and index = ?")) {
                select.setInt(1, Governance.LOG);
                select.setInt(2, level);
                select.setLong(3, tile);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new LedgerException("tile %d of level %d is missing".formatted(tile, level));
                    }
                    return row.getBytes(1);
                }
            } catch (SQLException e) {
                throw new LedgerException("cannot read a tile", e);
            }
        }
    }
}
