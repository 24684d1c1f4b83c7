package io.elevenfold.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleEdgeTest {

    /** The leaves of Certificate Transparency's reference tests, which the vectors were made from. */
    private static final List<String> REFERENCE_LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final MerkleEdge.TileSink NOWHERE = (level, index, hashes) -> {};

    @Test
    void theRootOfEverySizeIsTheOneOfTheStandard() {
        List<byte[]> leaves = leaves(1030);
        MerkleEdge edge = new MerkleEdge();

        assertThat(edge.root()).isEqualTo(NaiveTree.root(List.of()));
        for (int size = 1; size <= leaves.size(); size++) {
            edge.append(leaves.get(size - 1), NOWHERE);
            assertThat(edge.size()).isEqualTo(size);
            assertThat(edge.root()).as("size %d", size).isEqualTo(NaiveTree.root(leaves.subList(0, size)));
        }
    }

    @Test
    void theRootsOfTheReferenceLeavesAreThoseOfTheVectors() throws IOException {
        Map<Integer, String> roots = new TreeMap<>();
        MerkleEdge edge = new MerkleEdge();
        for (String leaf : REFERENCE_LEAVES) {
            edge.append(Hashes.leaf(HexFormat.of().parseHex(leaf)), NOWHERE);
            roots.put((int) edge.size(), Base64.getEncoder().encodeToString(edge.root()));
        }

        int compared = 0;
        for (JsonNode vector : vectors("inclusion.jsonl")) {
            if (!vector.get("wantErr").booleanValue() && isOfTheReferenceLeaves(vector.get("name"))) {
                assertThat(roots.get(vector.get("treeSize").intValue()))
                        .as(vector.get("name").textValue())
                        .isEqualTo(vector.get("root").textValue());
                compared++;
            }
        }
        for (JsonNode vector : vectors("consistency.jsonl")) {
            if (!vector.get("wantErr").booleanValue() && isOfTheReferenceLeaves(vector.get("name"))) {
                assertThat(roots.get(vector.get("size1").intValue()))
                        .isEqualTo(vector.get("root1").textValue());
                assertThat(roots.get(vector.get("size2").intValue()))
                        .isEqualTo(vector.get("root2").textValue());
                compared++;
            }
        }
        assertThat(compared).isEqualTo(10);
    }

    @Test
    void aTileIsHandedOverWhenItIsFull() {
        List<byte[]> leaves = leaves(600);
        List<String> handedOver = new ArrayList<>();
        MerkleEdge edge = new MerkleEdge();

        for (int i = 0; i < leaves.size(); i++) {
            int after = i + 1;
            edge.append(leaves.get(i), (level, index, hashes) -> {
                assertThat(hashes).isEqualTo(concatenated(leaves.subList(after - 256, after)));
                handedOver.add("%d/%d at %d".formatted(level, index, after));
            });
        }

        assertThat(handedOver).containsExactly("0/0 at 256", "0/1 at 512");
    }

    @Test
    void aTileOfTilesIsHandedOverAfterTheLastOfThem() {
        int size = 65_536;
        List<byte[]> leaves = leaves(size + 1);
        List<String> above = new ArrayList<>();
        List<Long> lowest = new ArrayList<>();
        ByteArrayOutputStream roots = new ByteArrayOutputStream();
        MerkleEdge edge = new MerkleEdge();

        leaves.subList(0, size)
                .forEach(leaf -> edge.append(leaf, (level, index, hashes) -> {
                    if (level == 0) {
                        lowest.add(index);
                        roots.writeBytes(NaiveTree.root(split(hashes)));
                    } else {
                        above.add("%d/%d after %d tiles".formatted(level, index, lowest.size()));
                        assertThat(hashes).isEqualTo(roots.toByteArray());
                    }
                }));

        assertThat(lowest)
                .isEqualTo(IntStream.range(0, 256).mapToObj(Long::valueOf).toList());
        assertThat(above).containsExactly("1/0 after 256 tiles");
        assertThat(edge.root()).isEqualTo(NaiveTree.root(leaves.subList(0, size)));
        edge.append(leaves.get(size), NOWHERE);
        assertThat(edge.root()).isEqualTo(NaiveTree.root(leaves));
    }

    @Test
    void anEdgeThatWasStoredGoesOnWhereItStood() {
        List<byte[]> leaves = leaves(700);
        MerkleEdge edge = new MerkleEdge();
        MerkleEdge stored = new MerkleEdge();

        for (byte[] leaf : leaves) {
            edge.append(leaf, NOWHERE);
            stored = MerkleEdge.fromBytes(stored.toBytes());
            stored.append(leaf, NOWHERE);
        }

        assertThat(stored.size()).isEqualTo(edge.size());
        assertThat(stored.root()).isEqualTo(edge.root());
        assertThat(stored.toBytes()).isEqualTo(edge.toBytes());
    }

    @Test
    void aCopyDoesNotMoveTheOriginal() {
        MerkleEdge edge = new MerkleEdge();
        leaves(300).forEach(leaf -> edge.append(leaf, NOWHERE));
        byte[] before = edge.root();

        leaves(300).forEach(leaf -> edge.copy().append(leaf, NOWHERE));
        MerkleEdge copy = edge.copy();
        copy.append(NaiveTree.leafHash("more"), NOWHERE);

        assertThat(edge.size()).isEqualTo(300);
        assertThat(edge.root()).isEqualTo(before);
        assertThat(copy.root()).isNotEqualTo(before);
    }

    @Test
    void aDamagedEdgeIsRefused() {
        MerkleEdge edge = new MerkleEdge();
        leaves(300).forEach(leaf -> edge.append(leaf, NOWHERE));
        byte[] bytes = edge.toBytes();

        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> MerkleEdge.fromBytes(truncated))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(LedgerException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 34);
        assertThatThrownBy(() -> MerkleEdge.fromBytes(longer)).isInstanceOf(LedgerException.class);
        byte[] another = bytes.clone();
        another[7]++;
        assertThatThrownBy(() -> MerkleEdge.fromBytes(another)).isInstanceOf(LedgerException.class);
    }

    private static boolean isOfTheReferenceLeaves(JsonNode name) {
        // The "single entry" vectors are about trees of another leaf.
        return !name.textValue().contains("single-entry") && !name.textValue().contains("additional");
    }

    private static List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> NaiveTree.leafHash("leaf " + i))
                .toList();
    }

    private static byte[] concatenated(List<byte[]> hashes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        hashes.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static List<byte[]> split(byte[] tile) {
        return IntStream.range(0, tile.length / 32)
                .mapToObj(i -> Arrays.copyOfRange(tile, i * 32, (i + 1) * 32))
                .toList();
    }

    private static List<JsonNode> vectors(String file) throws IOException {
        try (InputStream in = MerkleEdgeTest.class.getResourceAsStream("/ledger/" + file)) {
            List<JsonNode> vectors = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                vectors.add(new ObjectMapper().readTree(line));
            }
            return vectors;
        }
    }
}
