package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.identity.Sender;

/** Says what is wrong with an event, on its full content. Called by many threads at once. */
@FunctionalInterface
interface Judge {

    /** {@link Judgement#NOTHING}, as a rule, when nothing is wrong. */
    Judgement judge(Activity event, Sender sender);
}
