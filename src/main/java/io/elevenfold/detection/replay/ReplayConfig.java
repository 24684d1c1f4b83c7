package io.elevenfold.detection.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much a try may take. */
@ConfigMapping(prefix = "elevenfold.replay")
interface ReplayConfig {

    /** Events that one try reads at most. */
    @WithDefault("2000000")
    long mostEvents();

    /** How long one try runs at most. */
    @WithDefault("PT20M")
    Duration longest();

    /** Share of the time that a try works, in percent; the rest belongs to the others. */
    @WithDefault("50")
    int share();
}
