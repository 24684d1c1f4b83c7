package io.elevenfold.evidence.engagement;

import io.elevenfold.ledger.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Draws a sample that anybody can draw again: row {@code i}, from 0, has the rank {@code SHA-256(seed ":" i)} in
 * lower-case hex, and the rows of the lowest ranks are the sample. One pass, memory for the sample alone.
 */
final class Draw {

    private final String seed;
    private final int size;
    private final MessageDigest whole = Hashes.sha256();
    private final PriorityQueue<Item> lowest =
            new PriorityQueue<>(Comparator.comparing(Item::rank).reversed());
    private long rows;

    /** @param content the row's line without its line feed */
    record Item(long row, String rank, String content, String sha256) {}

    Draw(String seed, int size) {
        this.seed = seed;
        this.size = size;
    }

    void row(byte[] line) {
        whole.update(line);
        String rank = hex((seed + ':' + rows).getBytes(StandardCharsets.UTF_8));
        Item highest = lowest.peek();
        if (lowest.size() < size || highest != null && rank.compareTo(highest.rank()) < 0) {
            String content = new String(line, StandardCharsets.UTF_8).stripTrailing();
            lowest.add(new Item(rows, rank, content, hex(content.getBytes(StandardCharsets.UTF_8))));
            if (lowest.size() > size) {
                lowest.poll();
            }
        }
        rows++;
    }

    long rows() {
        return rows;
    }

    /** SHA-256 over all lines; to be asked once, at the end. */
    String sha256OfAll() {
        return HexFormat.of().formatHex(whole.digest());
    }

    /** By their place in the population. */
    List<Item> sample() {
        return lowest.stream().sorted(Comparator.comparing(Item::row)).toList();
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Hashes.plain(bytes));
    }
}
