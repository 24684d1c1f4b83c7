package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells which of many predicates are worth asking about an event: those that need a literal are filed under it, so that
 * thousands that look for what is not there cost nothing. Immutable.
 */
public final class PredicateIndex {

    private final BitSet always = new BitSet();
    private final List<OfSlot> slots;

    private PredicateIndex(List<? extends Predicate> predicates) {
        Map<Integer, Map<Integer, BitSet>> filed = new TreeMap<>();
        for (int i = 0; i < predicates.size(); i++) {
            Needed needed = predicates.get(i).needs();
            if (needed == null) {
                always.set(i);
                continue;
            }
            int predicate = i;
            for (Needed.InField place : needed.places()) {
                Map<Integer, BitSet> byLiteral = filed.computeIfAbsent(place.slot(), slot -> new TreeMap<>());
                place.literals().literals().forEach(literal -> byLiteral
                        .computeIfAbsent(literal, unseen -> new BitSet())
                        .set(predicate));
            }
        }
        List<OfSlot> all = new ArrayList<>();
        filed.forEach((slot, byLiteral) -> all.add(OfSlot.of(slot, byLiteral)));
        slots = List.copyOf(all);
    }

    /** @param predicates compiled with one table */
    public static PredicateIndex of(List<? extends Predicate> predicates) {
        return new PredicateIndex(predicates);
    }

    /** The places in the list of those that may hold; every other does not. */
    public BitSet candidates(Reading reading) {
        BitSet candidates = (BitSet) always.clone();
        for (OfSlot slot : slots) {
            slot.mark(reading.literals(slot.slot), candidates);
        }
        return candidates;
    }

    private record OfSlot(int slot, int[][] byLiteral) {

        static OfSlot of(int slot, Map<Integer, BitSet> filed) {
            int last = filed.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
            int[][] byLiteral = new int[last + 1][];
            filed.forEach((literal, predicates) ->
                    byLiteral[literal] = predicates.stream().toArray());
            return new OfSlot(slot, byLiteral);
        }

        void mark(long[] found, BitSet candidates) {
            for (int word = 0; word < found.length; word++) {
                for (long left = found[word]; left != 0; left &= left - 1) {
                    int literal = word * Long.SIZE + Long.numberOfTrailingZeros(left);
                    int[] predicates = literal < byLiteral.length ? byLiteral[literal] : null;
                    if (predicates != null) {
                        for (int predicate : predicates) {
                            candidates.set(predicate);
                        }
                    }
                }
            }
        }
    }
}
