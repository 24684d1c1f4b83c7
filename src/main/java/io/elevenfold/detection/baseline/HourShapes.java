package io.elevenfold.detection.baseline;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.returntypes.DiVector;
import io.elevenfold.detection.BaselineRule.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hours of everybody, learnt by a Random Cut Forest (Guha et al. 2016): an hour is odd when it is easily cut off from
 * all others. The forest is made anew for each question, from the same seed: the same hours give the same answer.
 */
final class HourShapes {

    /** Fewer hours are no picture. */
    static final int ENOUGH = 500;

    private static final int DIMENSIONS = Measure.values().length;
    private static final int TREES = 50;
    private static final int SAMPLE = 256;
    private static final long SEED = 11;
    /** An hour must stand out this much more than 99 of 100 others … */
    private static final double BEYOND = 1.2;
    /** … and by this share in at least two figures. */
    private static final double SHARE = 0.1;

    private final RandomCutForest forest;
    private final double[] median = new double[DIMENSIONS];
    private final double[] scale = new double[DIMENSIONS];
    /** What 99 of 100 hours stay below. */
    private final double high;

    /**
     * @param hours by their time; each in the order of {@link Measure}
     * @param halfLife after so many further hours one is half as likely to be still in the sample; endless for never
     */
    HourShapes(List<double[]> hours, double halfLife) {
        if (hours.size() < ENOUGH) {
            throw new IllegalArgumentException("too few hours to learn from");
        }
        forest = RandomCutForest.builder()
                .dimensions(DIMENSIONS)
                .shingleSize(1)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLE)
                .randomSeed(SEED)
                .outputAfter(SAMPLE)
                .timeDecay(Math.log(2) / halfLife)
                .build();
        for (int i = 0; i < DIMENSIONS; i++) {
            int dimension = i;
            double[] values = hours.stream()
                    .mapToDouble(hour -> Math.log1p(hour[dimension]))
                    .sorted()
                    .toArray();
            median[i] = values[values.length / 2];
            scale[i] = Math.max(0.5, (values[values.length * 9 / 10] - values[values.length / 10]) / 2);
        }
        List<Double> scores = new ArrayList<>();
        for (double[] hour : hours) {
            float[] point = point(hour);
            if (forest.isOutputReady()) {
                scores.add(forest.getAnomalyScore(point));
            }
            forest.update(point);
        }
        double[] sorted =
                scores.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        high = sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)];
    }

    /**
     * @param times how much more easily it is cut off than 99 of 100 hours
     * @param figures which stand out
     * @param usual what these mostly are
     */
    record Odd(double times, String figures, String usual) {}

    /** Whether an hour is like no other. */
    Optional<Odd> judge(double[] hour) {
        float[] point = point(hour);
        double score = forest.getAnomalyScore(point);
        if (score <= BEYOND * high) {
            return Optional.empty();
        }
        DiVector parts = forest.getAnomalyAttribution(point);
        double sum = Arrays.stream(parts.high).sum() + Arrays.stream(parts.low).sum();
        List<String> figures = new ArrayList<>();
        List<String> usual = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            int i = measure.ordinal();
            if (parts.high[i] + parts.low[i] > SHARE * sum) {
                String name = measure.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                figures.add(String.format(Locale.ROOT, "%s %.0f", name, hour[i]));
                usual.add(String.format(Locale.ROOT, "%s %.0f", name, Math.expm1(median[i])));
            }
        }
        return figures.size() < 2
                ? Optional.empty()
                : Optional.of(new Odd(score / high, String.join(", ", figures), String.join(", ", usual)));
    }

    private float[] point(double[] hour) {
        float[] point = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            point[i] = (float) ((Math.log1p(hour[i]) - median[i]) / scale[i]);
        }
        return point;
    }
}
