package io.elevenfold.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TreeTest {

    private static final int LEAVES = 70_000;

    private final List<byte[]> hashes = new ArrayList<>();
    private final Map<String, byte[]> tiles = new HashMap<>();
    private final Tree tree = grown(LEAVES);

    private Tree grown(int leaves) {
        MerkleEdge edge = new MerkleEdge();
        for (int i = 0; i < leaves; i++) {
            byte[] hash = Hashes.leaf(("leaf " + i).getBytes());
            hashes.add(hash);
            edge.append(hash, (level, index, full) -> tiles.put(level + "/" + index, full));
        }
        return new Tree(edge, (level, index) -> Objects.requireNonNull(tiles.get(level + "/" + index)));
    }

    @Test
    void theRootOfEverySizeIsTheOneOfItsLeaves() {
        for (int size : new int[] {0, 1, 2, 3, 7, 255, 256, 257, 511, 513, 1000}) {
            assertThat(tree.rootAt(size)).as("size " + size).isEqualTo(NaiveTree.root(hashes.subList(0, size)));
        }
        assertThat(tree.rootAt(LEAVES)).isEqualTo(NaiveTree.root(hashes));
    }

    @Test
    void aProofLeadsFromEachLeafToTheRoot() {
        for (int size : new int[] {1, 2, 5, 256, 257, 700, 65_537, LEAVES}) {
            byte[] root = tree.rootAt(size);
            for (int index : new int[] {0, 1, size / 3, size / 2, size - 2, size - 1}) {
                if (index < 0 || index >= size) {
                    continue;
                }
                List<byte[]> proof = tree.inclusion(index, size);
                assertThat(MerkleProofs.includes(hashes.get(index), index, size, proof, root))
                        .as(index + " of " + size)
                        .isTrue();
                assertThat(MerkleProofs.includes(hashes.get((index + 1) % size), index, size, proof, root))
                        .isEqualTo(size == 1);
                assertThat(MerkleProofs.includes(hashes.get(index), index + 1, size, proof, root))
                        .isFalse();
            }
        }
    }

    @Test
    void aProofLeadsFromARunOfLeavesToTheRoot() {
        for (int size : new int[] {1, 2, 3, 5, 255, 256, 257, 700, 4097, LEAVES}) {
            byte[] root = tree.rootAt(size);
            for (int from : new int[] {0, 1, 2, size / 3, size / 2, size - 1}) {
                for (int to : new int[] {from + 1, from + 2, from + 37, size - 1, size}) {
                    if (from < 0 || from >= to || to > size) {
                        continue;
                    }
                    List<byte[]> proof = tree.span(from, to, size);
                    byte[] run = run(from, to);
                    assertThat(MerkleProofs.spans(run, from, size, proof, root))
                            .as("%d to %d of %d", from, to, size)
                            .isTrue();
                    if (to == from + 1) {
                        assertThat(proof).containsExactlyElementsOf(tree.inclusion(from, size));
                    }
                    run[run.length / 2] ^= 1;
                    assertThat(MerkleProofs.spans(run, from, size, proof, root)).isFalse();
                    assertThat(MerkleProofs.spans(run(from, to), from + 1, size, proof, root))
                            .isFalse();
                }
            }
        }
        assertThatThrownBy(() -> tree.span(3, 3, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThat(MerkleProofs.spans(new byte[0], 0, 1, List.of(), tree.rootAt(1)))
                .isFalse();
    }

    private byte[] run(int from, int to) {
        byte[] run = new byte[(to - from) * Hashes.LENGTH];
        for (int i = from; i < to; i++) {
            System.arraycopy(hashes.get(i), 0, run, (i - from) * Hashes.LENGTH, Hashes.LENGTH);
        }
        return run;
    }

    @Test
    void aProofShowsThatTheTreeOnlyGrew() {
        int[] sizes = {1, 2, 3, 4, 6, 8, 255, 256, 257, 600, 65_536, 65_537, LEAVES};
        for (int smaller : sizes) {
            for (int larger : sizes) {
                if (smaller > larger) {
                    continue;
                }
                List<byte[]> proof = tree.consistency(smaller, larger);
                assertThat(MerkleProofs.consistent(smaller, tree.rootAt(smaller), larger, tree.rootAt(larger), proof))
                        .as(smaller + " to " + larger)
                        .isTrue();
                if (smaller < larger) {
                    assertThat(MerkleProofs.consistent(
                                    smaller, Hashes.leaf(new byte[1]), larger, tree.rootAt(larger), proof))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void whatTheTreeNeverHadIsRefused() {
        assertThatThrownBy(() -> tree.rootAt(LEAVES + 1L)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(6, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
