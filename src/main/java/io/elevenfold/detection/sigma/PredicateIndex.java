package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of many predicates are worth asking about an event: each is filed under what it needs, so that thousands
 * that look for what is not there cost nothing. Immutable.
 */
public final class PredicateIndex {

    /** Of 100,000 events. */
    private static final int RARE = 3_000;

    private final BitSet always = new BitSet();
    private final OfSlot[] slots;

    private PredicateIndex(List<? extends Predicate> predicates) {
        Map<Integer, Map<Integer, BitSet>> filed = new TreeMap<>();
        List<@Nullable Needed> needs = inFewFields(predicates);
        for (int i = 0; i < needs.size(); i++) {
            Needed needed = needs.get(i);
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
        slots = all.toArray(OfSlot[]::new);
    }

    /** What each predicate needs. A field is left unread when all that look there need something rare elsewhere too. */
    private static List<@Nullable Needed> inFewFields(List<? extends Predicate> predicates) {
        BitSet avoided = new BitSet();
        List<@Nullable Needed> needs = new ArrayList<>();
        predicates.forEach(predicate -> needs.add(predicate.needs(avoided)));
        for (int slot : leastUsedFirst(needs)) {
            avoided.set(slot);
            Map<Integer, Needed> elsewhere = elsewhere(predicates, needs, slot, avoided);
            if (elsewhere == null) {
                avoided.clear(slot);
            } else {
                elsewhere.forEach(needs::set);
            }
        }
        return needs;
    }

    private static List<Integer> leastUsedFirst(List<@Nullable Needed> needs) {
        Map<Integer, Integer> uses = new TreeMap<>();
        for (Needed needed : needs) {
            if (needed != null) {
                needed.places().forEach(place -> uses.merge(place.slot(), 1, Integer::sum));
            }
        }
        return uses.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What those need that look into a field, if it is avoided; null when one of them cannot do without it. */
    private static @Nullable Map<Integer, Needed> elsewhere(
            List<? extends Predicate> predicates, List<@Nullable Needed> needs, int slot, BitSet avoided) {
        Map<Integer, Needed> elsewhere = new TreeMap<>();
        for (int i = 0; i < needs.size(); i++) {
            Needed needed = needs.get(i);
            if (needed != null && needed.isIn(slot)) {
                Needed other = predicates.get(i).needs(avoided);
                if (other == null || other.commonness() > RARE) {
                    return null;
                }
                elsewhere.put(i, other);
            }
        }
        return elsewhere;
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

    /** @param used the literals that predicates are filed under; a field has others that only tests ask for */
    private record OfSlot(int slot, long[] used, int[][] byLiteral) {

        static OfSlot of(int slot, Map<Integer, BitSet> filed) {
            int last = filed.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
            int[][] byLiteral = new int[last + 1][];
            BitSet used = new BitSet();
            filed.forEach((literal, predicates) -> {
                used.set(literal);
                byLiteral[literal] = predicates.stream().toArray();
            });
            return new OfSlot(slot, used.toLongArray(), byLiteral);
        }

        void mark(long[] found, BitSet candidates) {
            int words = Math.min(found.length, used.length);
            for (int word = 0; word < words; word++) {
                for (long left = found[word] & used[word]; left != 0; left &= left - 1) {
                    for (int predicate : byLiteral[word * Long.SIZE + Long.numberOfTrailingZeros(left)]) {
                        candidates.set(predicate);
                    }
                }
            }
        }
    }
}
