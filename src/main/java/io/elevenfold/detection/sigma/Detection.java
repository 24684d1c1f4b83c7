package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a rule looks for: the condition with the selections put in. Validated, and independent of any event. */
public sealed interface Detection {

    /** The predicate for events whose fields the table numbers. */
    Predicate compile(FieldTable fields);

    /** Calls for every field that is asked for, with the place where it is written. */
    void forEachField(Consumer<Map.Entry<String, String>> consumer);

    /** The same of fields with other names. */
    Detection renamed(UnaryOperator<String> names);

    /** Whether an event that has none but some fields may satisfy it. */
    boolean canHold(java.util.function.Predicate<String> isThere);

    /**
     * The same, for events whose field is one of these texts or missing.
     *
     * @param location {@code file:line} of what asks for it
     */
    default Detection unlessOther(String field, List<String> values, String location) {
        List<Value> known = values.stream()
                .map(value -> (Value) new Value.Text(SigmaText.literal(value), false))
                .toList();
        return new All(List.of(
                this,
                new Any(List.of(
                        new Item(field, false, List.of(new Value.Nothing()), location),
                        new Item(field, false, known, location)))));
    }

    /** Every part holds. */
    record All(List<Detection> parts) implements Detection {

        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Detection renamed(UnaryOperator<String> names) {
            return new All(parts.stream().map(part -> part.renamed(names)).toList());
        }

        @Override
        public boolean canHold(java.util.function.Predicate<String> isThere) {
            return parts.stream().allMatch(part -> part.canHold(isThere));
        }

        @Override
        public Predicate compile(FieldTable fields) {
            return new Predicate.And(cheapestFirst(parts, fields));
        }

        @Override
        public void forEachField(Consumer<Map.Entry<String, String>> consumer) {
            parts.forEach(part -> part.forEachField(consumer));
        }
    }

    /** One part at least holds. */
    record Any(List<Detection> parts) implements Detection {

        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Detection renamed(UnaryOperator<String> names) {
            return new Any(parts.stream().map(part -> part.renamed(names)).toList());
        }

        @Override
        public boolean canHold(java.util.function.Predicate<String> isThere) {
            return parts.stream().anyMatch(part -> part.canHold(isThere));
        }

        @Override
        public Predicate compile(FieldTable fields) {
            return new Predicate.Or(cheapestFirst(parts, fields));
        }

        @Override
        public void forEachField(Consumer<Map.Entry<String, String>> consumer) {
            parts.forEach(part -> part.forEachField(consumer));
        }
    }

    /** The part does not hold. About a missing field that is true. */
    record Not(Detection part) implements Detection {

        @Override
        public Detection renamed(UnaryOperator<String> names) {
            return new Not(part.renamed(names));
        }

        @Override
        public boolean canHold(java.util.function.Predicate<String> isThere) {
            return true;
        }

        @Override
        public Predicate compile(FieldTable fields) {
            return new Predicate.Not(part.compile(fields));
        }

        @Override
        public void forEachField(Consumer<Map.Entry<String, String>> consumer) {
            part.forEachField(consumer);
        }
    }

    /**
     * A field and its values.
     *
     * @param field null for keywords, which may stand anywhere in the event
     * @param every whether all values must match, not one of them
     * @param location {@code file:line}
     */
    record Item(@Nullable String field, boolean every, List<Value> values, String location) implements Detection {

        public Item {
            values = List.copyOf(values);
        }

        @Override
        public Detection renamed(UnaryOperator<String> names) {
            List<Value> others = values.stream()
                    .map(value -> value instanceof Value.Reference reference
                            ? reference.to(names.apply(reference.field()))
                            : value)
                    .toList();
            return new Item(field == null ? null : names.apply(field), every, others, location);
        }

        @Override
        public boolean canHold(java.util.function.Predicate<String> isThere) {
            if (field == null) {
                return true;
            }
            java.util.function.Predicate<Value> can = value -> isThere.test(field)
                    ? !(value instanceof Value.Reference other) || isThere.test(other.field())
                    : value instanceof Value.Nothing
                            || value instanceof Value.Presence presence && !presence.expected();
            return every ? values.stream().allMatch(can) : values.stream().anyMatch(can);
        }

        @Override
        public Predicate compile(FieldTable fields) {
            if (field == null) {
                return new Predicate.Keywords(
                        every, values.stream().map(Value::asKeyword).toArray(Value.Keyword[]::new));
            }
            int slot = fields.slot(field);
            List<ValueTest> compiled = new ArrayList<>();
            List<ValueTest.Found> words = new ArrayList<>();
            for (Value value : values) {
                ValueTest test = value.compile(fields, slot);
                if (!every && test instanceof ValueTest.Found word) {
                    words.add(word);
                } else {
                    compiled.add(test);
                }
            }
            if (!words.isEmpty()) {
                compiled.add(ValueTest.Found.oneOf(words));
            }
            compiled.sort(Comparator.comparingInt(ValueTest::cost));
            ValueTest[] tests = compiled.toArray(ValueTest[]::new);
            boolean needsValue = Arrays.stream(tests).noneMatch(ValueTest::mayHoldForNothing);
            return new Predicate.OfField(
                    field, slot, every, needsValue ? fields.presence(slot) : null, every ? null : oneOf(tests), tests);
        }

        @Override
        public void forEachField(Consumer<Map.Entry<String, String>> consumer) {
            if (field != null) {
                consumer.accept(Map.entry(field, location));
            }
            for (Value value : values) {
                if (value instanceof Value.Reference reference) {
                    consumer.accept(Map.entry(reference.field(), location));
                }
            }
        }
    }

    /** What one of several tests needs, so that most often none of them is asked; null when one of them needs nothing. */
    private static @Nullable LiteralMask oneOf(ValueTest[] tests) {
        List<LiteralMask> needs = new ArrayList<>();
        for (ValueTest test : tests) {
            LiteralMask each = test.needs();
            if (each == null) {
                return null;
            }
            needs.add(each);
        }
        return LiteralMask.any(needs);
    }

    /** Exceptions come last: they hold for nearly every event, so asking them first decides nothing. */
    private static Predicate[] cheapestFirst(List<Detection> parts, FieldTable fields) {
        return parts.stream()
                .map(part -> part.compile(fields))
                .sorted(Comparator.comparing((Predicate part) -> part instanceof Predicate.Not)
                        .thenComparingInt(Predicate::cost))
                .toArray(Predicate[]::new);
    }
}
