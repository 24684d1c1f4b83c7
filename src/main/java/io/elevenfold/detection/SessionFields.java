package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Taint;
import io.elevenfold.detection.taint.Carried;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields that say where an event stands in its session. Where nobody told us, in an example or a question, the event's
 * own word is taken; while events are recorded it is never asked.
 */
public final class SessionFields {

    /** What the event itself sets: a list of {@link Taint} words. */
    public static final String ADDED = "activity.taint";
    /** What earlier events of the session have set. */
    public static final String TAINT = "session.taint";
    /** Whether it holds a piece of a secret that came into the session before. */
    public static final String SECRET_REPEATED = "session.secret_repeated";

    private @Nullable Set<Taint> added;
    private @Nullable Carried carried;

    SessionFields() {}

    void adds(Set<Taint> taints) {
        added = taints;
    }

    void within(Carried session) {
        carried = session;
    }

    @Nullable
    Object added(Activity event) {
        return added == null ? event.extras().get(ADDED) : words(added);
    }

    @Nullable
    Object taint(Activity event) {
        return carried == null ? event.extras().get(TAINT) : words(carried.taints());
    }

    @Nullable
    Object secretRepeated(Activity event) {
        return carried == null ? event.extras().get(SECRET_REPEATED) : (Object) carried.secretRepeated();
    }

    /** An empty list is no value: {@code session.taint: null} asks for a clean session. */
    private static @Nullable List<String> words(Set<Taint> taints) {
        return taints.isEmpty()
                ? null
                : taints.stream().map(Taint::word).sorted().toList();
    }
}
