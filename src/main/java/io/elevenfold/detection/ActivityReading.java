package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import org.jspecify.annotations.Nullable;

/** An activity together with what was told from it so far, so that its command is taken apart once. Not for two threads. */
public final class ActivityReading {

    private final Activity activity;
    private final DerivedFields derived;

    private ActivityReading(Activity activity) {
        this.activity = activity;
        this.derived = new DerivedFields(activity);
    }

    public static ActivityReading of(Activity activity) {
        return new ActivityReading(activity);
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
