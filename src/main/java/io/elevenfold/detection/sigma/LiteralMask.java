package io.elevenfold.detection.sigma;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Several literals of a {@link LiteralIndex}, asked for at once. */
final class LiteralMask {

    private final int[] words;
    private final long[] bits;

    private LiteralMask(int[] words, long[] bits) {
        this.words = words;
        this.bits = bits;
    }

    static LiteralMask of(IntStream literals) {
        Map<Integer, Long> byWord = new TreeMap<>();
        literals.forEach(literal -> byWord.merge(literal >> 6, 1L << literal, (one, other) -> one | other));
        return new LiteralMask(
                byWord.keySet().stream().mapToInt(Integer::intValue).toArray(),
                byWord.values().stream().mapToLong(Long::longValue).toArray());
    }

    /** How many literals it asks for. */
    int size() {
        int size = 0;
        for (long word : bits) {
            size += Long.bitCount(word);
        }
        return size;
    }

    /** The literals' numbers. */
    IntStream literals() {
        return IntStream.range(0, words.length)
                .flatMap(i -> BitSet.valueOf(new long[] {bits[i]}).stream().map(bit -> words[i] * Long.SIZE + bit));
    }

    /** Whether one of the literals was found. */
    boolean meets(long[] found) {
        if (found.length == 0) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if ((found[words[i]] & bits[i]) != 0) {
                return true;
            }
        }
        return false;
    }
}
