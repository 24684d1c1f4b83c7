package io.elevenfold.activity;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing an agent did or was asked: a flat record with dotted names. The model's fields lie in an array, so that a
 * rule reads one without hashing; everything else that came along lies in {@link #extras()}.
 *
 * <p>Immutable; a changed copy is made by {@link #toBuilder()}.
 */
public final class Activity {

    private static final Field[] FIELDS = Field.values();
    private static final @Nullable Object[] NO_VALUES = new @Nullable Object[FIELDS.length];

    private final @Nullable Object[] values;
    private final SortedMap<String, Object> extras;

    private Activity(@Nullable Object[] values, SortedMap<String, Object> extras) {
        this.values = values;
        this.extras = extras;
    }

    public static Builder builder() {
        return new Builder(NO_VALUES, Collections.emptySortedMap());
    }

    public Builder toBuilder() {
        return new Builder(values, extras);
    }

    /** The value, of the Java type that {@link Field#type()} names; null when the agent did not report it. */
    public @Nullable Object get(Field field) {
        return values[field.ordinal()];
    }

    /** The value as text; null when it was not reported. Lists are not texts: null too. */
    public @Nullable String text(Field field) {
        Object value = values[field.ordinal()];
        if (value instanceof String text) {
            return text;
        }
        return value == null || value instanceof Collection || value instanceof Map ? null : value.toString();
    }

    /** The value as a list of texts; empty when it was not reported, one item when it is a single text. */
    public List<String> texts(Field field) {
        Object value = values[field.ordinal()];
        if (value == null) {
            return List.of();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return List.of(value.toString());
    }

    /** The number; null when it was not reported. */
    public @Nullable Long number(Field field) {
        return values[field.ordinal()] instanceof Long number ? number : null;
    }

    /** The instant; null when it was not reported. */
    public @Nullable Instant time(Field field) {
        return values[field.ordinal()] instanceof Instant time ? time : null;
    }

    /** Reads by dotted name, in the model and beyond it; null when there is no such value. */
    public @Nullable Object get(String name) {
        return Field.named(name).map(this::get).orElseGet(() -> extras.get(name));
    }

    public boolean has(Field field) {
        return values[field.ordinal()] != null;
    }

    /** What came along under names that the model does not know (for example {@code team.id}), ordered by name. */
    public SortedMap<String, Object> extras() {
        return Collections.unmodifiableSortedMap(extras);
    }

    /** Everything that was reported, the model's fields first and in its order. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Field field : FIELDS) {
            Object value = values[field.ordinal()];
            if (value != null) {
                map.put(field.key(), value);
            }
        }
        map.putAll(extras);
        return map;
    }

    @Override
    public String toString() {
        return "Activity" + asMap().keySet();
    }

    /**
     * Collects an activity. Null, and an empty text or list, mean "not reported" and leave the field out. What it shares
     * with an activity it copies at the first change.
     */
    public static final class Builder {

        private @Nullable Object[] values;
        private SortedMap<String, Object> extras;
        private boolean sharesValues = true;
        private boolean sharesExtras = true;

        private Builder(@Nullable Object[] values, SortedMap<String, Object> extras) {
            this.values = values;
            this.extras = extras;
        }

        public Builder set(Field field, @Nullable Object value) {
            Object kept = isNothing(value) ? null : value;
            if (values[field.ordinal()] != kept) {
                if (sharesValues) {
                    values = values.clone();
                    sharesValues = false;
                }
                values[field.ordinal()] = kept;
            }
            return this;
        }

        /** Sets a field only when nothing stands there yet. */
        public Builder setIfAbsent(Field field, @Nullable Object value) {
            return values[field.ordinal()] == null ? set(field, value) : this;
        }

        /** Sets by dotted name: a field of the model, else an extra. */
        public Builder set(String name, @Nullable Object value) {
            Field field = Field.named(name).orElse(null);
            if (field != null) {
                return set(field, value);
            }
            if (sharesExtras) {
                extras = new TreeMap<>(extras);
                sharesExtras = false;
            }
            if (isNothing(value)) {
                extras.remove(name);
            } else {
                extras.put(name, value);
            }
            return this;
        }

        public @Nullable Object get(Field field) {
            return values[field.ordinal()];
        }

        public Activity build() {
            sharesValues = true;
            sharesExtras = true;
            return new Activity(values, extras);
        }

        @org.jspecify.annotations.NullUnmarked
        private static boolean isNothing(@Nullable Object value) {
            return value == null
                    || value instanceof String text && text.isEmpty()
                    || value instanceof Collection<?> list && list.isEmpty();
        }
    }
}
