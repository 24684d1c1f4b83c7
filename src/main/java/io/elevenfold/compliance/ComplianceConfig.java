package io.elevenfold.compliance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What counts as reported. */
@ConfigMapping(prefix = "elevenfold.compliance")
interface ComplianceConfig {

    /** Age from which on an endpoint's latest posture report no longer counts as reporting. */
    @WithDefault("P7D")
    Duration reportMaxAge();
}
