package io.elevenfold.detection.baseline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** How the usual is told from the unusual. */
@ConfigMapping(prefix = "elevenfold.baseline")
public interface BaselineConfig {

    /** The clock of those of whom neither the directory nor their endpoint tells one. */
    @WithDefault("UTC")
    ZoneId zone();
}
