package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.sigma.EventView;
import io.elevenfold.detection.sigma.FieldIndex;
import io.elevenfold.detection.sigma.FieldTable;
import io.elevenfold.detection.sigma.Reading;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads activities for a set of compiled rules. A name is a field of the model, a path into a field that holds JSON
 * ({@code gen_ai.tool.call.arguments.url}), a derived field ({@link DerivedFields}), or the name of an extra.
 */
final class ActivityFields {

    private final FieldIndex index;
    private final Accessor[] accessors;

    private ActivityFields(FieldIndex index) {
        this.index = index;
        this.accessors = index.names().stream().map(Accessor::of).toArray(Accessor[]::new);
    }

    /** To be called when all rules are compiled. */
    static ActivityFields of(FieldTable table) {
        return new ActivityFields(table.index());
    }

    /** Whether the model knows the name, be it a field or a path into one. */
    static boolean knows(String name) {
        return Accessor.of(name).field() != null || DerivedFields.named(name) != null;
    }

    static @Nullable Object valueOf(Activity activity, String name) {
        return Accessor.of(name).read(activity, new DerivedFields(activity));
    }

    Reading read(Activity activity) {
        return new Reading(new View(accessors, activity), index);
    }

    private static final class View implements EventView {

        private final Accessor[] accessors;
        private final Activity activity;
        private final DerivedFields derived;

        View(Accessor[] accessors, Activity activity) {
            this.accessors = accessors;
            this.activity = activity;
            this.derived = new DerivedFields(activity);
        }

        @Override
        public @Nullable Object value(int slot) {
            return accessors[slot].read(activity, derived);
        }

        @Override
        public boolean has(int slot) {
            return value(slot) != null;
        }

        @Override
        public Collection<?> values() {
            return activity.asMap().values();
        }
    }

    private record Accessor(
            @Nullable Field field,
            String name,
            List<String> path,
            @Nullable Function<DerivedFields, @Nullable Object> derivation) {

        static Accessor of(String name) {
            Optional<Field> whole = Field.named(name);
            if (whole.isPresent()) {
                return new Accessor(whole.get(), name, List.of(), null);
            }
            Function<DerivedFields, @Nullable Object> derivation = DerivedFields.named(name);
            if (derivation != null) {
                return new Accessor(null, name, List.of(), derivation);
            }
            for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
                Optional<Field> prefix = Field.named(name.substring(0, dot));
                if (prefix.isPresent() && prefix.get().type() == Field.Type.ANY) {
                    return new Accessor(
                            prefix.get(), name, List.of(name.substring(dot + 1).split("\\.")), null);
                }
            }
            return new Accessor(null, name, List.of(), null);
        }

        @Nullable
        Object read(Activity activity, DerivedFields derived) {
            if (derivation != null) {
                return derivation.apply(derived);
            }
            if (field == null) {
                return activity.extras().get(name);
            }
            Object value = activity.get(field);
            return value == null || path.isEmpty() ? value : NestedValue.at(value, path.toArray(String[]::new));
        }
    }
}
