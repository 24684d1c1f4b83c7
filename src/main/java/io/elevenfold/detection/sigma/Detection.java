package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a rule looks for: the condition with the selections put in. Validated, and independent of any event. */
public sealed interface Detection {

    /** The predicate for events whose fields the table numbers. */
    Predicate compile(FieldTable fields);

    /** Calls for every field that is asked for, with the place where it is written. */
    void forEachField(Consumer<Map.Entry<String, String>> consumer);

    /** Every part holds. */
    record All(List<Detection> parts) implements Detection {

        public All {
            parts = List.copyOf(parts);
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
            return new Predicate.OfField(field, slot, every, needsValue ? fields.presence(slot) : null, tests);
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

    /** Exceptions come last: they hold for nearly every event, so asking them first decides nothing. */
    private static Predicate[] cheapestFirst(List<Detection> parts, FieldTable fields) {
        return parts.stream()
                .map(part -> part.compile(fields))
                .sorted(Comparator.comparing((Predicate part) -> part instanceof Predicate.Not)
                        .thenComparingInt(Predicate::cost))
                .toArray(Predicate[]::new);
    }
}
