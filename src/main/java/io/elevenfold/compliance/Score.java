package io.elevenfold.compliance;

import io.elevenfold.finding.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weighs results by the severity of their checks. */
final class Score {

    private Score() {}

    /**
     * Passed weight by passed and failed weight. Errors, exceptions and whatever was not looked at stand beside a score,
     * not inside: they neither lift nor dilute it.
     *
     * @param results severity of checks to their results
     * @return 0 to 1; null when nothing that has weight passed or failed
     */
    static @Nullable Double of(Map<Severity, ResultCounts> results) {
        long passed = 0;
        long failed = 0;
        for (Map.Entry<Severity, ResultCounts> entry : results.entrySet()) {
            passed += weight(entry.getKey()) * entry.getValue().pass();
            failed += weight(entry.getKey()) * entry.getValue().fail();
        }
        return passed + failed == 0 ? null : (double) passed / (passed + failed);
    }

    private static long weight(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 10;
            case HIGH -> 5;
            case MEDIUM -> 2;
            case LOW -> 1;
            case INFO -> 0;
        };
    }
}
