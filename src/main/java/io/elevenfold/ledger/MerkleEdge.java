package io.elevenfold.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a Merkle tree (RFC 6962 §2.1) kept in tiles of 256 hashes (C2SP tlog-tiles): for each level the
 * hashes that do not fill a tile yet. It is all that is needed to append, and to tell the root.
 *
 * <p>Not thread-safe: a log has one writer.
 */
public final class MerkleEdge {

    static final int TILE = 256;

    private final List<List<byte[]>> levels = new ArrayList<>();
    private long size;

    /** A tree without leaves. */
    MerkleEdge() {}

    private MerkleEdge(MerkleEdge other) {
        size = other.size;
        other.levels.forEach(level -> levels.add(new ArrayList<>(level)));
    }

    /** A hash of a tile that is not full yet. */
    byte[] hash(int level, int place) {
        return levels.get(level).get(place);
    }

    MerkleEdge copy() {
        return new MerkleEdge(this);
    }

    long size() {
        return size;
    }

    /** Adds a leaf's hash; tiles that it fills are handed to the sink, lowest level first. */
    void append(byte[] leafHash, TileSink sink) {
        size++;
        push(0, leafHash, sink);
    }

    private void push(int level, byte[] hash, TileSink sink) {
        if (levels.size() == level) {
            levels.add(new ArrayList<>());
        }
        List<byte[]> partial = levels.get(level);
        partial.add(hash);
        if (partial.size() == TILE) {
            byte[] tile = new byte[TILE * Hashes.LENGTH];
            for (int i = 0; i < TILE; i++) {
                System.arraycopy(partial.get(i), 0, tile, i * Hashes.LENGTH, Hashes.LENGTH);
            }
            sink.full(level, (size >> (8 * (level + 1))) - 1, tile);
            byte[] root = rootOf(partial);
            partial.clear();
            push(level + 1, root, sink);
        }
    }

    /** The root hash; of an empty tree the hash of nothing. */
    public byte[] root() {
        byte[] right = null;
        for (List<byte[]> level : levels) {
            List<byte[]> nodes = level;
            if (right != null) {
                // What is right of whole subtrees is smaller than any of them, so it splits off like a leaf.
                nodes = new ArrayList<>(level);
                nodes.add(right);
            }
            if (!nodes.isEmpty()) {
                right = rootOf(nodes);
            }
        }
        return right == null ? Hashes.empty() : right;
    }

    private static byte[] rootOf(List<byte[]> nodes) {
        if (nodes.size() == 1) {
            return nodes.get(0);
        }
        int left = Integer.highestOneBit(nodes.size() - 1);
        return Hashes.node(rootOf(nodes.subList(0, left)), rootOf(nodes.subList(left, nodes.size())));
    }

    /** For storage: the size, then each level's count and hashes. */
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(size);
            for (List<byte[]> level : levels) {
                out.writeShort(level.size());
                for (byte[] hash : level) {
                    out.write(hash);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws LedgerException when the bytes are not what {@link #toBytes()} wrote */
    public static MerkleEdge fromBytes(byte[] bytes) {
        MerkleEdge edge = new MerkleEdge();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            edge.size = in.readLong();
            while (in.available() > 0) {
                List<byte[]> level = new ArrayList<>();
                for (int left = in.readUnsignedShort(); left > 0; left--) {
                    byte[] hash = new byte[Hashes.LENGTH];
                    in.readFully(hash);
                    level.add(hash);
                }
                edge.levels.add(level);
            }
        } catch (IOException e) {
            throw new LedgerException("the stored edge of the tree is damaged", e);
        }
        if (!edge.isWhole()) {
            throw new LedgerException("the stored edge of the tree does not fit its size " + edge.size);
        }
        return edge;
    }

    /** A level holds what the size leaves beside full tiles: its digit of the size to the base 256. */
    private boolean isWhole() {
        long rest = size;
        for (List<byte[]> level : levels) {
            if (rest <= 0 || level.size() != rest % TILE) {
                return false;
            }
            rest /= TILE;
        }
        return rest == 0;
    }

    /** Takes the tiles that are full. */
    @FunctionalInterface
    public interface TileSink {

        /**
         * @param level 0 for leaves
         * @param index counted from the left, from 0
         * @param hashes 256 hashes, 8,192 bytes
         */
        void full(int level, long index, byte[] hashes);
    }
}
