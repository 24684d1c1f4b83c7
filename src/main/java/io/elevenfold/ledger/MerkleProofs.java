package io.elevenfold.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Checks proofs as RFC 9162 §2.1.3.2 and §2.1.4.2 say, with nothing but hashes. */
public final class MerkleProofs {

    private MerkleProofs() {}

    /** Whether a leaf's hash stands at an index of the tree with this size and root. */
    public static boolean includes(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = Hashes.node(sibling, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = Hashes.node(hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(hash, root);
    }

    /**
     * Whether a run of leaves stands in the tree with this size and root.
     *
     * @param leafHashes those from the index {@code from} on, one behind the other
     * @param proof on each level what stands left of them, then what stands right
     */
    public static boolean spans(byte[] leafHashes, long from, long size, List<byte[]> proof, byte[] root) {
        int count = leafHashes.length / Hashes.LENGTH;
        if (count == 0 || from < 0 || from + count > size) {
            return false;
        }
        byte[] level = leafHashes;
        long left = from;
        long right = from + count - 1;
        long last = size - 1;
        Iterator<byte[]> siblings = proof.iterator();
        while (last > 0) {
            boolean needsLeft = (left & 1) == 1;
            boolean needsRight = (right & 1) == 0 && right < last;
            ByteBuffer nodes = ByteBuffer.allocate((count + 2) * Hashes.LENGTH);
            if (!take(needsLeft, siblings, nodes)) {
                return false;
            }
            nodes.put(level, 0, count * Hashes.LENGTH);
            if (!take(needsRight, siblings, nodes)) {
                return false;
            }
            int whole = nodes.position() / Hashes.LENGTH;
            count = (whole + 1) / 2;
            level = parents(nodes.array(), whole);
            left >>= 1;
            right >>= 1;
            last >>= 1;
        }
        return !siblings.hasNext() && count == 1 && Arrays.equals(Arrays.copyOf(level, Hashes.LENGTH), root);
    }

    private static boolean take(boolean needed, Iterator<byte[]> siblings, ByteBuffer nodes) {
        if (!needed) {
            return true;
        }
        byte[] sibling = siblings.hasNext() ? siblings.next() : new byte[0];
        if (sibling.length != Hashes.LENGTH) {
            return false;
        }
        nodes.put(sibling);
        return true;
    }

    /** The level above; a node without a right neighbour is its own parent. */
    private static byte[] parents(byte[] nodes, int count) {
        byte[] parents = new byte[(count + 1) / 2 * Hashes.LENGTH];
        for (int i = 0; i < count; i += 2) {
            int at = i * Hashes.LENGTH;
            byte[] left = Arrays.copyOfRange(nodes, at, at + Hashes.LENGTH);
            byte[] parent = i + 1 == count
                    ? left
                    : Hashes.node(left, Arrays.copyOfRange(nodes, at + Hashes.LENGTH, at + 2 * Hashes.LENGTH));
            System.arraycopy(parent, 0, parents, i / 2 * Hashes.LENGTH, Hashes.LENGTH);
        }
        return parents;
    }

    /** Whether the tree with the second size and root begins with that of the first. */
    public static boolean consistent(long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
        if (first <= 0 || first > second) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && Arrays.equals(firstRoot, secondRoot);
        }
        boolean isPowerOfTwo = Long.bitCount(first) == 1;
        if (proof.isEmpty()) {
            return false;
        }
        int next = 0;
        byte[] start = isPowerOfTwo ? firstRoot : proof.get(next++);
        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = start;
        byte[] sr = start;
        for (; next < proof.size(); next++) {
            byte[] sibling = proof.get(next);
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Hashes.node(sibling, fr);
                sr = Hashes.node(sibling, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Hashes.node(sr, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, firstRoot) && Arrays.equals(sr, secondRoot);
    }
}
