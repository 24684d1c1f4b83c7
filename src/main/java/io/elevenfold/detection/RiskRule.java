package io.elevenfold.detection;

import io.elevenfold.detection.correlation.Timespan;
import io.elevenfold.platform.content.ContentNode;
import java.time.Duration;

/**
 * When risk that adds up on somebody or something is worth a finding.
 *
 * @param halfLife how long until a contribution counts half
 * @param threshold from this risk on there is a finding; a further one only after it fell below half of what is enough
 * @param layers when risk of so many layers came together within a day …
 * @param layersThreshold … this risk is enough
 */
public record RiskRule(Rule rule, Duration halfLife, double threshold, int layers, double layersThreshold) {

    static RiskRule read(Rule rule, ContentNode baseline) {
        baseline.onlyKeys("type", "half_life", "threshold", "layers", "layers_threshold");
        return new RiskRule(
                rule,
                Timespan.read(baseline.required("half_life")),
                baseline.required("threshold").number(),
                baseline.required("layers").number(),
                baseline.required("layers_threshold").number());
    }
}
