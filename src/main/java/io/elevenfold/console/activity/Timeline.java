package io.elevenfold.console.activity;

import io.elevenfold.activity.SessionView;
import java.util.List;

/**
 * A session from its beginning.
 *
 * @param took from the first to the last that was heard of it
 * @param kinds what there is, most first
 * @param cut whether the session has more than can be shown
 * @param gated all that the agent withheld somewhere in it
 */
record Timeline(
        SessionView session,
        String took,
        List<ActivityLine> lines,
        List<Kind> kinds,
        boolean cut,
        List<String> gated,
        List<ActivityLine.Found> findings) {

    /** @param href the timeline with only this kind, or with all again when it is chosen */
    record Kind(String action, long count, boolean chosen, String href) {}
}
