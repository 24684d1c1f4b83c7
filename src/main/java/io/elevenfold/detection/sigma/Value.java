package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a detection item asks of its field, before the fields have numbers. */
sealed interface Value {

    /** @param slot the field that is asked */
    ValueTest compile(FieldTable fields, int slot);

    /** The same as a keyword, which looks into every text of the event; null when there is no such thing. */
    default @Nullable Keyword asKeyword() {
        return null;
    }

    /** A text with wildcards. */
    record Text(SigmaText text, boolean cased) implements Value {
        @Override
        public ValueTest compile(FieldTable fields, int slot) {
            TextMatcher matcher = TextMatcher.of(text, cased);
            ValueTest test = new ValueTest.OfText(matcher, cased);
            if (matcher instanceof TextMatcher.Same same) {
                LiteralMask whole = fields.whole(slot, same.literal());
                return cased ? ValueTest.Guarded.by(whole, test) : ValueTest.Found.of(whole, test);
            }
            String part = matcher.requiredPart();
            if (part.isEmpty()) {
                return test;
            }
            LiteralMask found = fields.part(slot, part);
            return matcher instanceof TextMatcher.Contains && !cased
                    ? ValueTest.Found.of(found, test)
                    : ValueTest.Guarded.by(found, test);
        }

        @Override
        public Keyword asKeyword() {
            return new Keyword(TextMatcher.of(text.anythingBefore().anythingAfter(), cased), cased);
        }
    }

    /** A regular expression. */
    record Pattern(Regex regex) implements Value {

        /** Texts that more events have keep an expression from nothing, and cost time where they stand. */
        private static final int WORTH_LOOKING_FOR = 2_000;
        /** A share of all events. */
        private static final double RARE_ENOUGH = 0.001;

        @Override
        public ValueTest compile(FieldTable fields, int slot) {
            ValueTest test = new ValueTest.OfText(regex, true);
            List<List<LiteralMask>> guards = regex.literals().stream()
                    .map(sets -> guards(sets, fields, slot))
                    .toList();
            return guards.isEmpty() ? test : ValueTest.Guarded.byAny(guards, test);
        }

        /** The rarest, and others while they keep the expression from enough. */
        private static List<LiteralMask> guards(List<Set<String>> sets, FieldTable fields, int slot) {
            List<Set<String>> rarest = sets.stream()
                    .sorted(Comparator.comparingInt(FieldTable::commonness))
                    .toList();
            List<LiteralMask> guards = new ArrayList<>();
            double left = 1;
            for (Set<String> set : rarest) {
                int commonness = FieldTable.commonness(set);
                if (guards.isEmpty() || left > RARE_ENOUGH && commonness < WORTH_LOOKING_FOR) {
                    guards.add(fields.hints(slot, set));
                    left *= commonness / 100_000.0;
                }
            }
            return guards;
        }

        @Override
        public Keyword asKeyword() {
            return new Keyword(regex, true);
        }
    }

    /** A number to compare with. */
    record Numeric(Comparison comparison, Number number) implements Value {
        @Override
        public ValueTest compile(FieldTable fields, int slot) {
            return new ValueTest.OfLeaf(leaf -> comparison.holds(leaf, number));
        }
    }

    /** A number as a value: equal as a number to numbers, and as a text to texts ("all values are strings"). */
    record Literal(Number number, String written) implements Value {
        @Override
        public ValueTest compile(FieldTable fields, int slot) {
            String canonical = number.toString();
            return new ValueTest.OfLeaf(leaf -> leaf instanceof Number
                    ? Comparison.EQ.holds(leaf, number)
                    : leaf.toString().equals(written) || leaf.toString().equals(canonical));
        }

        @Override
        public Keyword asKeyword() {
            return new Keyword(new TextMatcher.Contains(Folding.lower(written)), false);
        }
    }

    /** Part of a time. */
    record Time(TimePart part, Comparison comparison, Number number) implements Value {
        @Override
        public ValueTest compile(FieldTable fields, int slot) {
            return new ValueTest.OfLeaf(leaf -> {
                Integer actual = part.of(leaf);
                return actual != null && comparison.between(actual, number.doubleValue());
            });
        }
    }

    /** A network that the field's address lies in. */
    record Address(Network network) implements Value {
        @Override
        public ValueTest compile(FieldTable fields, int slot) {
            return new ValueTest.OfLeaf(network::contains);
        }
    }

    /** The value of another field. */
    record Reference(String field, boolean openStart, boolean openEnd, boolean cased) implements Value {

        /** The same of another field. */
        Reference to(String other) {
            return new Reference(other, openStart, openEnd, cased);
        }

        @Override
        public ValueTest compile(FieldTable fields, int slot) {
            return new ValueTest.OfField(fields.slot(field), openStart, openEnd, cased);
        }
    }

    /** Null. */
    record Nothing() implements Value {
        @Override
        public ValueTest compile(FieldTable fields, int slot) {
            return new ValueTest.IsNull();
        }
    }

    /** The field's being there. */
    record Presence(boolean expected) implements Value {
        @Override
        public ValueTest compile(FieldTable fields, int slot) {
            return new ValueTest.Exists(expected);
        }
    }

    /**
     * A value without a field.
     *
     * @param cased whether the matcher wants the texts as they came
     */
    record Keyword(TextMatcher matcher, boolean cased) {}
}
