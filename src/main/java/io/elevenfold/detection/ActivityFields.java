package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.sigma.EventView;
import io.elevenfold.detection.sigma.FieldIndex;
import io.elevenfold.detection.sigma.FieldTable;
import io.elevenfold.detection.sigma.Predicate;
import io.elevenfold.detection.sigma.Reading;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads activities for a set of compiled rules. A name is a field of the model, a path into a field that holds JSON
 * ({@code gen_ai.tool.call.arguments.url}), a derived field ({@link DerivedFields}), or the name of an extra.
 */
final class ActivityFields {

    private final FieldIndex index;
    private final FieldReader[] readers;

    private ActivityFields(FieldIndex index, FieldReader[] readers) {
        this.index = index;
        this.readers = readers;
    }

    /** To be called when all rules are compiled. */
    static ActivityFields of(FieldTable table) {
        FieldIndex index = table.index();
        return new ActivityFields(
                index, index.names().stream().map(FieldReader::named).toArray(FieldReader[]::new));
    }

    /** The same for activities about which only these predicates are asked. */
    ActivityFields only(List<Predicate> predicates) {
        return new ActivityFields(index.only(predicates), readers);
    }

    /** The number of a field; negative when no rule asks for it. */
    int slotOf(String name) {
        return index.names().indexOf(name);
    }

    /** Whether the model knows the name, be it a field or a path into one. */
    static boolean knows(String name) {
        return FieldReader.named(name).isKnown();
    }

    static @Nullable Object valueOf(Activity activity, String name) {
        return ActivityReading.of(activity).value(name);
    }

    Reading read(Activity activity) {
        return read(ActivityReading.of(activity));
    }

    Reading read(ActivityReading activity) {
        return new Reading(new View(readers, activity), index);
    }

    private static final class View implements EventView {

        private final FieldReader[] readers;
        private final ActivityReading activity;

        View(FieldReader[] readers, ActivityReading activity) {
            this.readers = readers;
            this.activity = activity;
        }

        @Override
        public @Nullable Object value(int slot) {
            return readers[slot].read(activity);
        }

        @Override
        public boolean has(int slot) {
            return value(slot) != null;
        }

        @Override
        public Collection<?> values() {
            return activity.activity().asMap().values();
        }
    }
}
