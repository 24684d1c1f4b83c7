package io.elevenfold.compliance;

import io.elevenfold.finding.Severity;
import java.util.Map;

/** How many findings there are of each severity. */
public record SeverityCounts(long critical, long high, long medium, long low, long info) {

    static SeverityCounts of(Map<Severity, Long> counts) {
        return new SeverityCounts(
                counts.getOrDefault(Severity.CRITICAL, 0L),
                counts.getOrDefault(Severity.HIGH, 0L),
                counts.getOrDefault(Severity.MEDIUM, 0L),
                counts.getOrDefault(Severity.LOW, 0L),
                counts.getOrDefault(Severity.INFO, 0L));
    }

    public long total() {
        return critical + high + medium + low + info;
    }
}
