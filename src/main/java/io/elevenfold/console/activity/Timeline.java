package io.elevenfold.console.activity;

import io.elevenfold.activity.SessionTaint;
import io.elevenfold.activity.SessionView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session from its beginning.
 *
 * @param took from the first to the last that was heard of it
 * @param taints what makes its next steps dangerous, by the time of the first
 * @param kinds what there is, most first
 * @param cut whether the session has more than can be shown
 * @param gated all that the agent withheld somewhere in it
 */
record Timeline(
        SessionView session,
        String took,
        List<Tainted> taints,
        List<ActivityLine> lines,
        List<Kind> kinds,
        boolean cut,
        List<String> gated,
        List<ActivityLine.Found> findings) {

    /**
     * One taint, with the lines that set it.
     *
     * @param href the line that set it first
     * @param lastHref the line that set it last; null when that is the same
     */
    record Tainted(SessionTaint taint, String href, @Nullable String lastHref) {

        static Tainted of(SessionTaint taint) {
            boolean once = taint.reference().equals(taint.lastReference());
            return new Tainted(taint, anchor(taint.reference()), once ? null : anchor(taint.lastReference()));
        }

        private static String anchor(String reference) {
            return "#a" + reference.replace('/', '-');
        }
    }

    /** @param href the timeline with only this kind, or with all again when it is chosen */
    record Kind(String action, long count, boolean chosen, String href) {}
}
