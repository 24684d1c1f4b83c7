package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An activity together with what was told from it so far, so that its command is taken apart once. Not for two threads. */
public final class ActivityReading {

    private final Activity activity;
    private final DerivedFields derived;

    private ActivityReading(Activity activity, DerivedFields derived) {
        this.activity = activity;
        this.derived = derived;
    }

    public static ActivityReading of(Activity activity) {
        return new ActivityReading(activity, new DerivedFields(activity));
    }

    /** The same activity once for each simple command of its line, as if each were a process. */
    public List<ActivityReading> commands() {
        return derived.commands().stream()
                .map(command -> new ActivityReading(activity, command))
                .toList();
    }

    public Activity activity() {
        return activity;
    }

    /** The value of a field of the model, a derived field or an extra; null when the event has none. */
    public @Nullable Object value(String field) {
        return FieldReader.named(field).read(this);
    }

    DerivedFields derived() {
        return derived;
    }
}
