package io.elevenfold.detection.sigma;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Several literals of a {@link LiteralIndex}, asked for at once. */
final class LiteralMask {

    private final int[] words;
    private final long[] bits;
    private final int commonness;

    private LiteralMask(int[] words, long[] bits, int commonness) {
        this.words = words;
        this.bits = bits;
        this.commonness = commonness;
    }

    /** @param commonness the higher, the more events have one of them; without unit */
    static LiteralMask of(IntStream literals, int commonness) {
        Map<Integer, Long> byWord = new TreeMap<>();
        literals.forEach(literal -> byWord.merge(literal >> 6, 1L << literal, (one, other) -> one | other));
        return new LiteralMask(
                byWord.keySet().stream().mapToInt(Integer::intValue).toArray(),
                byWord.values().stream().mapToLong(Long::longValue).toArray(),
                commonness);
    }

    static LiteralMask any(List<LiteralMask> masks) {
        return of(
                masks.stream().flatMapToInt(LiteralMask::literals),
                masks.stream().mapToInt(LiteralMask::commonness).sum());
    }

    int commonness() {
        return commonness;
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
