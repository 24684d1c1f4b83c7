package io.elevenfold.detection.taint;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.SessionFields;
import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.detection.sigma.Detection.All;
import io.elevenfold.detection.sigma.Detection.Any;
import io.elevenfold.detection.sigma.Detection.Item;
import io.elevenfold.detection.sigma.Detection.Not;
import io.elevenfold.detection.taint.SessionRules.Answered;
import io.elevenfold.platform.content.ContentException;
import java.util.ArrayList;
import java.util.List;

/** Answers what a detection asks about the session, and leaves what it asks about the event. */
final class Answers {

    private final ActivityReading session;

    Answers(Carried state) {
        session = ActivityReading.of(Activity.builder().build());
        session.within(state);
    }

    Answered of(Detection detection) {
        if (detection instanceof Item item) {
            return of(item);
        }
        if (detection instanceof Not not) {
            Answered part = of(not.part());
            return part.rest() == null
                    ? new Answered(!part.holds(), null)
                    : new Answered(false, part.rest() == not.part() ? not : new Not(part.rest()));
        }
        return detection instanceof All all
                ? of(all, all.parts(), true)
                : of(detection, ((Any) detection).parts(), false);
    }

    /** @param all whether every part must hold; then one that does not decides, else one that does */
    private Answered of(Detection whole, List<Detection> parts, boolean all) {
        List<Detection> left = new ArrayList<>();
        boolean same = true;
        for (Detection part : parts) {
            Answered answered = of(part);
            same &= answered.rest() == part;
            if (answered.rest() != null) {
                left.add(answered.rest());
            } else if (answered.holds() != all) {
                return answered;
            }
        }
        if (left.isEmpty()) {
            return new Answered(all, null);
        }
        return new Answered(false, same ? whole : left.size() == 1 ? left.get(0) : all ? new All(left) : new Any(left));
    }

    private Answered of(Item item) {
        boolean[] ofSession = {false};
        item.forEachField(field -> ofSession[0] |= isOfSession(field.getKey()));
        if (!ofSession[0]) {
            return new Answered(false, item);
        }
        if (item.field() == null || !isOfSession(item.field())) {
            throw new ContentException(item.location(), "what the session carries is not compared with another field");
        }
        return new Answered(session.satisfies(item), null);
    }

    private static boolean isOfSession(String field) {
        return field.equals(SessionFields.TAINT) || field.equals(SessionFields.SECRET_REPEATED);
    }
}
