package io.elevenfold.detection;

import io.elevenfold.detection.sigma.Level;
import io.elevenfold.finding.Severity;

/** Sigma's levels in the words of findings. */
public final class Severities {

    private Severities() {}

    public static Severity of(Level level) {
        return switch (level) {
            case CRITICAL -> Severity.CRITICAL;
            case HIGH -> Severity.HIGH;
            case MEDIUM -> Severity.MEDIUM;
            case LOW -> Severity.LOW;
            case INFORMATIONAL -> Severity.INFO;
        };
    }
}
