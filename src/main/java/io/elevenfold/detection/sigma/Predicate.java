package io.elevenfold.detection.sigma;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A compiled detection: a tree that is walked for each event and gives up as early as it can. */
public sealed interface Predicate {

    boolean test(Reading reading);

    /**
     * What must be found somewhere for it to be true; null when nothing is known.
     *
     * @param avoided numbers of fields that shall not be looked into
     */
    default @Nullable Needed needs(BitSet avoided) {
        return null;
    }

    /** Calls for all literals that the answer may depend on, with the number of their field. */
    default void forEachLiteral(ObjIntConsumer<LiteralMask> consumer) {}

    /** A rough price, to try the cheap ones first. */
    int cost();

    /**
     * Collects what made the predicate true: field to the piece of its value that matched, cut to a few hundred
     * characters. To be called only after {@link #test} was true.
     */
    void explain(Reading reading, Map<String, String> matched);

    /**
     * What is left to ask when a field's value is known.
     *
     * @param known reads that field and no other
     */
    default Predicate given(Reading known, int slot) {
        return this;
    }

    /** What the answer is whatever the event. */
    record Constant(boolean holds) implements Predicate {

        public static final Constant TRUE = new Constant(true);
        public static final Constant FALSE = new Constant(false);

        static Constant of(boolean holds) {
            return holds ? TRUE : FALSE;
        }

        @Override
        public boolean test(Reading reading) {
            return holds;
        }

        @Override
        public int cost() {
            return 0;
        }

        @Override
        public void explain(Reading reading, Map<String, String> matched) {}
    }

    /** Every part. */
    record And(Predicate[] parts) implements Predicate {

        @Override
        public boolean test(Reading reading) {
            for (Predicate part : parts) {
                if (!part.test(reading)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public @Nullable Needed needs(BitSet avoided) {
            return Needed.least(Arrays.stream(parts).map(part -> part.needs(avoided)));
        }

        @Override
        public Predicate given(Reading known, int slot) {
            List<Predicate> left = open(parts, known, slot, Constant.TRUE);
            return left.isEmpty()
                    ? Constant.TRUE
                    : left.contains(Constant.FALSE) ? Constant.FALSE : new And(left.toArray(Predicate[]::new));
        }

        @Override
        public void forEachLiteral(ObjIntConsumer<LiteralMask> consumer) {
            for (Predicate part : parts) {
                part.forEachLiteral(consumer);
            }
        }

        @Override
        public int cost() {
            return sum(parts);
        }

        @Override
        public void explain(Reading reading, Map<String, String> matched) {
            for (Predicate part : parts) {
                part.explain(reading, matched);
            }
        }
    }

    /** Any part. */
    record Or(Predicate[] parts) implements Predicate {

        @Override
        public boolean test(Reading reading) {
            for (Predicate part : parts) {
                if (part.test(reading)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public @Nullable Needed needs(BitSet avoided) {
            return Needed.any(Arrays.stream(parts).map(part -> part.needs(avoided)));
        }

        @Override
        public Predicate given(Reading known, int slot) {
            List<Predicate> left = open(parts, known, slot, Constant.FALSE);
            return left.isEmpty()
                    ? Constant.FALSE
                    : left.contains(Constant.TRUE) ? Constant.TRUE : new Or(left.toArray(Predicate[]::new));
        }

        @Override
        public void forEachLiteral(ObjIntConsumer<LiteralMask> consumer) {
            for (Predicate part : parts) {
                part.forEachLiteral(consumer);
            }
        }

        @Override
        public int cost() {
            return sum(parts);
        }

        @Override
        public void explain(Reading reading, Map<String, String> matched) {
            for (Predicate part : parts) {
                if (part.test(reading)) {
                    part.explain(reading, matched);
                }
            }
        }
    }

    /** The opposite; there is nothing to show for it. */
    record Not(Predicate part) implements Predicate {

        @Override
        public boolean test(Reading reading) {
            return !part.test(reading);
        }

        @Override
        public Predicate given(Reading known, int slot) {
            Predicate left = part.given(known, slot);
            return left instanceof Constant constant ? Constant.of(!constant.holds()) : new Not(left);
        }

        @Override
        public void forEachLiteral(ObjIntConsumer<LiteralMask> consumer) {
            part.forEachLiteral(consumer);
        }

        @Override
        public int cost() {
            return part.cost();
        }

        @Override
        public void explain(Reading reading, Map<String, String> matched) {}
    }

    /**
     * One field.
     *
     * @param presence that it must be there; null when its absence may do
     * @param needed literals of which one must be found; null when nothing is known
     */
    record OfField(
            String name,
            int slot,
            boolean every,
            @Nullable LiteralMask presence,
            @Nullable LiteralMask needed,
            ValueTest[] tests)
            implements Predicate {

        @Override
        public boolean test(Reading reading) {
            if (presence != null && reading.lacks(slot) || needed != null && !needed.meets(reading.literals(slot))) {
                return false;
            }
            for (ValueTest test : tests) {
                if (test.test(reading, slot) != every) {
                    return !every;
                }
            }
            return every;
        }

        @Override
        public @Nullable Needed needs(BitSet avoided) {
            if (avoided.get(slot)) {
                return null;
            }
            Needed ofTests = every
                    ? Needed.least(Arrays.stream(tests).map(test -> Needed.in(slot, test.needs())))
                    : Needed.in(slot, needed);
            return Needed.least(Stream.of(ofTests, Needed.in(slot, presence)));
        }

        @Override
        public Predicate given(Reading known, int knownSlot) {
            boolean looksElsewhere = Arrays.stream(tests).anyMatch(ValueTest.OfField.class::isInstance);
            return slot != knownSlot || looksElsewhere ? this : Constant.of(test(known));
        }

        @Override
        public void forEachLiteral(ObjIntConsumer<LiteralMask> consumer) {
            if (presence != null) {
                consumer.accept(presence, slot);
            }
            for (ValueTest test : tests) {
                test.literals().forEach(mask -> consumer.accept(mask, slot));
            }
        }

        @Override
        public int cost() {
            return Arrays.stream(tests).mapToInt(ValueTest::cost).sum();
        }

        @Override
        public void explain(Reading reading, Map<String, String> matched) {
            for (ValueTest test : tests) {
                if (test.test(reading, slot)) {
                    String witness = test.witness(reading, slot);
                    if (witness != null) {
                        matched.putIfAbsent(name, witness);
                    }
                    return;
                }
            }
        }
    }

    /** Words anywhere in the event. */
    record Keywords(boolean every, Value.Keyword[] keywords) implements Predicate {

        @Override
        public boolean test(Reading reading) {
            for (Value.Keyword keyword : keywords) {
                if ((find(reading, keyword) != null) != every) {
                    return !every;
                }
            }
            return every;
        }

        private static @Nullable String find(Reading reading, Value.Keyword keyword) {
            for (String text : keyword.cased() ? reading.everything() : reading.everythingFolded()) {
                int found = keyword.matcher().find(text);
                if (found >= 0) {
                    return Excerpt.around(text, found);
                }
            }
            return null;
        }

        @Override
        public int cost() {
            return 1000 * keywords.length;
        }

        @Override
        public void explain(Reading reading, Map<String, String> matched) {
            for (Value.Keyword keyword : keywords) {
                String witness = find(reading, keyword);
                if (witness != null) {
                    matched.putIfAbsent("keywords", witness);
                    return;
                }
            }
        }
    }

    private static List<Predicate> open(Predicate[] parts, Reading known, int slot, Constant decidesNothing) {
        return Arrays.stream(parts)
                .map(part -> part.given(known, slot))
                .filter(part -> part != decidesNothing)
                .toList();
    }

    private static int sum(Predicate[] parts) {
        return Arrays.stream(parts).mapToInt(Predicate::cost).sum();
    }
}
