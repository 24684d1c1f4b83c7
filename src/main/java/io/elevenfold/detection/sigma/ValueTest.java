package io.elevenfold.detection.sigma;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One value of a detection item, compiled: asks one question about one field. */
interface ValueTest {

    boolean test(Reading reading, int slot);

    /** Whether the test may be true of an event that lacks the field. */
    default boolean mayHoldForNothing() {
        return false;
    }

    /** Literals of which one must be found for the test to be true; null when nothing is known. */
    default @Nullable LiteralMask needs() {
        return null;
    }

    /** All literals that it asks for. */
    default List<LiteralMask> literals() {
        return List.of();
    }

    /** A rough price, to try the cheap ones first. */
    int cost();

    /** The part of the field that made the test true, to show to people; null when there is nothing to show. */
    default @Nullable String witness(Reading reading, int slot) {
        String[] texts = reading.texts(slot);
        return texts.length == 0 ? null : Excerpt.around(texts[0], 0);
    }

    /** A text, in any member of the field. */
    record OfText(TextMatcher matcher, boolean cased) implements ValueTest {

        @Override
        public boolean test(Reading reading, int slot) {
            for (String text : cased ? reading.texts(slot) : reading.folded(slot)) {
                if (matcher.matches(text)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int cost() {
            return matcher.cost();
        }

        @Override
        public @Nullable String witness(Reading reading, int slot) {
            String[] compared = cased ? reading.texts(slot) : reading.folded(slot);
            for (int i = 0; i < compared.length; i++) {
                int found = matcher.find(compared[i]);
                if (found >= 0) {
                    return Excerpt.around(reading.texts(slot)[i], found);
                }
            }
            return null;
        }
    }

    /**
     * Texts that stand anywhere in any member of the field, or are it, case aside: bits of what {@link Reading} found.
     *
     * @param slow finds the place, for people
     */
    record Found(LiteralMask mask, List<ValueTest> slow) implements ValueTest {

        static Found of(LiteralMask mask, ValueTest slow) {
            return new Found(mask, List.of(slow));
        }

        /** Texts of which one must be there are one question. */
        static Found oneOf(List<Found> texts) {
            return new Found(
                    LiteralMask.any(texts.stream().map(Found::mask).toList()),
                    texts.stream().flatMap(text -> text.slow.stream()).toList());
        }

        @Override
        public boolean test(Reading reading, int slot) {
            return mask.meets(reading.literals(slot));
        }

        @Override
        public LiteralMask needs() {
            return mask;
        }

        @Override
        public List<LiteralMask> literals() {
            return List.of(mask);
        }

        @Override
        public int cost() {
            return 1;
        }

        @Override
        public @Nullable String witness(Reading reading, int slot) {
            return slow.stream()
                    .filter(test -> test.test(reading, slot))
                    .map(test -> test.witness(reading, slot))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * A dear test, tried only when the literals are there that it needs.
     *
     * @param guards of each mask of one of these one literal is needed; the rarest mask first, none empty
     */
    record Guarded(LiteralMask[][] guards, ValueTest dear) implements ValueTest {

        static Guarded by(LiteralMask guard, ValueTest dear) {
            return byAny(List.of(List.of(guard)), dear);
        }

        static Guarded byAny(List<List<LiteralMask>> guards, ValueTest dear) {
            return new Guarded(
                    guards.stream()
                            .map(masks -> masks.toArray(LiteralMask[]::new))
                            .toArray(LiteralMask[][]::new),
                    dear);
        }

        @Override
        public LiteralMask needs() {
            return LiteralMask.any(Arrays.stream(guards).map(masks -> masks[0]).toList());
        }

        @Override
        public List<LiteralMask> literals() {
            return Arrays.stream(guards).flatMap(Arrays::stream).toList();
        }

        @Override
        public boolean test(Reading reading, int slot) {
            long[] found = reading.literals(slot);
            for (LiteralMask[] masks : guards) {
                if (meetsAll(masks, found)) {
                    return dear.test(reading, slot);
                }
            }
            return false;
        }

        private static boolean meetsAll(LiteralMask[] masks, long[] found) {
            for (LiteralMask mask : masks) {
                if (!mask.meets(found)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int cost() {
            return dear.cost() / 2;
        }

        @Override
        public @Nullable String witness(Reading reading, int slot) {
            return dear.witness(reading, slot);
        }
    }

    /** Something about a value as it came: a number, an address, a time. */
    record OfLeaf(Predicate<Object> predicate) implements ValueTest {

        @Override
        public boolean test(Reading reading, int slot) {
            return Leaves.any(reading.event().value(slot), predicate);
        }

        @Override
        public int cost() {
            return 3;
        }
    }

    /** The field is null or missing: an event that leaves a value out says as much as one that writes null. */
    record IsNull() implements ValueTest {

        @Override
        public boolean mayHoldForNothing() {
            return true;
        }

        @Override
        public boolean test(Reading reading, int slot) {
            return reading.event().value(slot) == null;
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    /** The field is there, whatever its value. */
    record Exists(boolean expected) implements ValueTest {

        @Override
        public boolean mayHoldForNothing() {
            return true;
        }

        @Override
        public boolean test(Reading reading, int slot) {
            return reading.event().has(slot) == expected;
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    /** Another field's value stands in this one. A missing field equals nothing. */
    record OfField(int other, boolean openStart, boolean openEnd, boolean cased) implements ValueTest {

        @Override
        public boolean test(Reading reading, int slot) {
            for (String text : cased ? reading.texts(slot) : reading.folded(slot)) {
                for (String value : cased ? reading.texts(other) : reading.folded(other)) {
                    if (holds(text, value)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean holds(String text, String value) {
            if (openStart) {
                return openEnd ? text.contains(value) : text.endsWith(value);
            }
            return openEnd ? text.startsWith(value) : text.equals(value);
        }

        @Override
        public int cost() {
            return 5;
        }
    }
}
