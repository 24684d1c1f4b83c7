package io.elevenfold.detection;

import java.util.Set;
import io.elevenfold.detection.taint.Carried;
import io.elevenfold.detection.sigma.Predicate;
import io.elevenfold.detection.sigma.FieldTable;
import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.activity.Taint;
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

    /** What the event means for its session; asked for by {@code activity.taint}. */
    public void adds(Set<Taint> taints) {
        derived.session().adds(taints);
    }

    /** What its session had been through before; asked for by {@code session.taint}. */
    public void within(Carried session) {
        derived.session().within(session);
    }

    /** Whether a detection holds; to be asked seldom, since it is compiled for this one question. */
    public boolean satisfies(Detection detection) {
        FieldTable table = new FieldTable();
        Predicate predicate = detection.compile(table);
        return predicate.test(ActivityFields.of(table).read(this));
    }

    DerivedFields derived() {
        return derived;
    }
}
