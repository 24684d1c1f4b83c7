package io.elevenfold.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Merkle tree (RFC 6962 §2.1) as it is stored: full tiles and the right edge. Tells roots of past sizes and proofs
 * (RFC 9162 §2.1.3, §2.1.4) without reading leaves. Not thread-safe.
 */
final class Tree {

    private static final int BITS = 8;
    private static final int CACHED = 64;

    private final MerkleEdge edge;
    private final Tiles tiles;
    private final Map<String, byte[]> cache = new HashMap<>();

    Tree(MerkleEdge edge, Tiles tiles) {
        this.edge = edge;
        this.tiles = tiles;
    }

    /** Reads full tiles. */
    @FunctionalInterface
    interface Tiles {
        /** 256 hashes. */
        byte[] read(int level, long index);
    }

    long size() {
        return edge.size();
    }

    /** The root when the tree had this many leaves. */
    byte[] rootAt(long size) {
        require(size >= 0 && size <= size(), "the tree has %d leaves, not %d".formatted(size(), size));
        return size == 0 ? Hashes.empty() : range(0, size);
    }

    /** What has to be hashed together with a leaf to come to the root. */
    List<byte[]> inclusion(long index, long size) {
        require(
                size <= size() && index >= 0 && index < size,
                "there is no leaf %d in a tree of %d".formatted(index, size));
        List<byte[]> proof = new ArrayList<>();
        path(index, 0, size, proof);
        return proof;
    }

    private void path(long index, long from, long to, List<byte[]> proof) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, proof);
            proof.add(range(middle, to));
        } else {
            path(index, middle, to, proof);
            proof.add(range(from, middle));
        }
    }

    /**
     * What has to be hashed together with the leaves from one index to before another to come to the root. From the
     * leaves upwards, on each level what stands left of them, then what stands right; for one leaf it is the
     * {@link #inclusion} proof.
     */
    List<byte[]> span(long from, long to, long size) {
        require(
                from >= 0 && from < to && to <= size && size <= size(),
                "there are no leaves %d to %d in a tree of %d".formatted(from, to, size));
        List<byte[]> proof = new ArrayList<>();
        long left = from;
        long right = to - 1;
        long last = size - 1;
        for (int level = 0; last > 0; level++) {
            if ((left & 1) == 1) {
                proof.add(range((left - 1) << level, left << level));
            }
            if ((right & 1) == 0 && right < last) {
                proof.add(range((right + 1) << level, Math.min(size, (right + 2) << level)));
            }
            left >>= 1;
            right >>= 1;
            last >>= 1;
        }
        return proof;
    }

    /** What shows that the tree of the larger size begins with that of the smaller one. */
    List<byte[]> consistency(long smaller, long larger) {
        require(
                smaller > 0 && smaller <= larger && larger <= size(),
                "a proof leads from a size of at least 1 to a larger one of at most %d".formatted(size()));
        List<byte[]> proof = new ArrayList<>();
        if (smaller < larger) {
            subproof(smaller, 0, larger, true, proof);
        }
        return proof;
    }

    private void subproof(long smaller, long from, long to, boolean whole, List<byte[]> proof) {
        if (smaller == to) {
            if (!whole) {
                proof.add(range(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (smaller <= middle) {
            subproof(smaller, from, middle, whole, proof);
            proof.add(range(middle, to));
        } else {
            subproof(smaller, middle, to, false, proof);
            proof.add(range(from, middle));
        }
    }

    /** The largest power of two below. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    private byte[] range(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1 && from % leaves == 0) {
            return complete(Long.numberOfTrailingZeros(leaves), from / leaves);
        }
        long middle = from + split(leaves);
        return Hashes.node(range(from, middle), range(middle, to));
    }

    /** The root of a complete subtree of {@code 2^height} leaves. */
    private byte[] complete(int height, long index) {
        int level = height / BITS;
        int within = height % BITS;
        return fold(level, index << within, 1 << within);
    }

    private byte[] fold(int level, long first, int count) {
        if (count == 1) {
            return hash(level, first);
        }
        return Hashes.node(fold(level, first, count / 2), fold(level, first + count / 2, count / 2));
    }

    byte[] hashes(int level, long first, int count) {
        require(
                first >= 0 && first + count <= size() >> BITS * level,
                "level %d of the tree has no hashes %d to %d yet".formatted(level, first, first + count));
        byte[] hashes = new byte[count * Hashes.LENGTH];
        for (int i = 0; i < count; i++) {
            System.arraycopy(hash(level, first + i), 0, hashes, i * Hashes.LENGTH, Hashes.LENGTH);
        }
        return hashes;
    }

    byte[] leafHash(long index) {
        require(index >= 0 && index < size(), "there is no leaf %d in a tree of %d".formatted(index, size()));
        return hash(0, index);
    }

    /** A hash of a level of tiles. */
    byte[] hash(int level, long index) {
        long tile = index / MerkleEdge.TILE;
        int place = (int) (index % MerkleEdge.TILE);
        if (tile == size() >> BITS * (level + 1)) {
            return edge.hash(level, place);
        }
        if (cache.size() > CACHED) {
            cache.clear();
        }
        byte[] hashes = cache.computeIfAbsent(level + "/" + tile, unseen -> tiles.read(level, tile));
        byte[] hash = new byte[Hashes.LENGTH];
        System.arraycopy(hashes, place * Hashes.LENGTH, hash, 0, Hashes.LENGTH);
        return hash;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
