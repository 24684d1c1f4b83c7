package io.elevenfold.evidence.engagement;

import io.elevenfold.ledger.Hashes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Draws rows that anybody can draw again: for k = 0, 1, 2 … the first 15 hex digits of {@code SHA-256(seed ":" k)}, as a
 * number, modulo the size of the population, is a row, counted from 0; one that was drawn before is passed over. Needs no
 * row of the population. Sixty bits make the bias of the modulo smaller than one in a million up to a trillion rows.
 */
final class Draw {

    /** The name that a sample carries. */
    static final String METHOD = "counter";

    private static final int DIGITS = 15;
    private static final int HEX = 16;

    private Draw() {}

    /** In the order in which they are drawn; all rows when the population has no more than that. */
    static List<Long> rows(String seed, long population, int size) {
        Set<Long> rows = new LinkedHashSet<>();
        long wanted = Math.min(size, population);
        for (long k = 0; rows.size() < wanted; k++) {
            String digits =
                    hex((seed + ':' + k).getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
            rows.add(new BigInteger(digits, HEX).longValueExact() % population);
        }
        return new ArrayList<>(rows);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Hashes.plain(bytes));
    }
}
