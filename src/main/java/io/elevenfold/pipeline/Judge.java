package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.identity.Sender;
import java.util.List;

/** Says what is wrong with an event, on its full content. Called by many threads at once. */
@FunctionalInterface
interface Judge {

    /** Empty, as a rule without allocation, when nothing is wrong. */
    List<Verdict> judge(Activity event, Sender sender);
}
