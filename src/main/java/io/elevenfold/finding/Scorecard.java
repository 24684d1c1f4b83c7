package io.elevenfold.finding;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a check or rule is right, by what people decided about its findings. What was withdrawn does not count.
 *
 * @param findings how many it raised, whatever became of them
 * @param open how many wait
 * @param oldestOpen when the oldest of those was seen first; null when none waits
 * @param medianSeconds how long half of the decisions took at most; null without decisions
 */
public record Scorecard(
        long findings,
        long open,
        @Nullable Instant oldestOpen,
        long truePositives,
        long benignExpected,
        long falsePositives,
        @Nullable Long medianSeconds) {

    /** Fewer decisions say too little to change a rule. */
    public static final int ENOUGH = 30;

    /** A rule that is right less often is proposed for risk only. */
    public static final double SELDOM = 0.1;

    public static final Scorecard EMPTY = new Scorecard(0, 0, null, 0, 0, 0, null);

    /** For a confidence of 95 in 100. */
    private static final double Z = 1.959964;

    public long decisions() {
        return truePositives + benignExpected + falsePositives;
    }

    /** The share of decisions that found something wrong; null without decisions. */
    public @Nullable Double precision() {
        return decisions() == 0 ? null : (double) truePositives / decisions();
    }

    /** The lower end of the Wilson interval; null without decisions. */
    public @Nullable Double precisionLow() {
        return decisions() == 0 ? null : Math.max(0, centre() - spread());
    }

    /** The upper end of the Wilson interval; null without decisions. */
    public @Nullable Double precisionHigh() {
        return decisions() == 0 ? null : Math.min(1, centre() + spread());
    }

    /** Whether there is enough proof that it wastes people's time. */
    public boolean seldomRight() {
        Double precision = precision();
        return decisions() >= ENOUGH && precision != null && precision < SELDOM;
    }

    /** How long half of the decisions took at most; null without decisions. */
    public @Nullable Duration median() {
        return medianSeconds == null ? null : Duration.ofSeconds(medianSeconds);
    }

    private double centre() {
        double n = decisions();
        double p = truePositives / n;
        return (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
    }

    private double spread() {
        double n = decisions();
        double p = truePositives / n;
        return Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    }
}
