package io.elevenfold.evidence.engagement;

import java.util.List;

/**
 * How many rows to draw so that, when none of them deviates, one may be so sure that no more than a share of the
 * population does (attribute sampling, discovery; drawing without replacement from small populations is taken into account
 * by the usual approximation of the hypergeometric distribution).
 *
 * @param confidence in hundredths
 * @param tolerable share that may deviate, in hundredths
 */
public record SampleSize(int confidence, int tolerable, long rows) {

    private static final double HUNDRED = 100;

    /** From light to strict. */
    public static List<SampleSize> of(long population) {
        return List.of(size(90, 10, population), size(95, 10, population), size(95, 5, population));
    }

    static SampleSize size(int confidence, int tolerable, long population) {
        double deviating = Math.max(1, Math.floor(population * tolerable / HUNDRED));
        double share = 1 - Math.pow(1 - confidence / HUNDRED, 1 / deviating);
        long rows = (long) Math.ceil(share * (population - (deviating - 1) / 2));
        return new SampleSize(confidence, tolerable, Math.min(population, rows));
    }
}
