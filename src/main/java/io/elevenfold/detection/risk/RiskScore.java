package io.elevenfold.detection.risk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much risk is there at a moment: Σ pᵢ / nᵢ^1.5 · 2^(−Δtᵢ / half-life), where the event is the nᵢ-th of its source on
 * this entity, so that one noisy rule cannot raise a finding alone.
 *
 * @param total the sum
 * @param terms by source, the largest first
 * @param layers how many layers it came from within the last day
 */
public record RiskScore(double total, List<Term> terms, int layers) {

    /** What is older adds less than a hundredth. */
    public static final Duration REACH = Duration.ofDays(7);

    private static final Duration DAY = Duration.ofDays(1);
    private static final double WEARS_OFF = 1.5;

    public RiskScore {
        terms = List.copyOf(terms);
    }

    /**
     * One contribution as it was added.
     *
     * @param points with what was at stake
     */
    public record Part(String source, String title, int layer, double points, Instant at, Proof proof) {}

    /**
     * All of one source.
     *
     * @param source the rule
     * @param risk what is left of it
     * @param hits how often within seven days
     * @param last when the latest was, and what shows it
     */
    public record Term(
            String source, String title, int layer, double risk, int hits, Instant last, @JsonUnwrapped Proof proof) {

        /** To one tenth. */
        public double rounded() {
            return Math.round(10 * risk) / 10.0;
        }
    }

    /** @param parts of one entity, by their times; later ones than the moment do not count */
    public static RiskScore at(List<Part> parts, Instant moment, Duration halfLife) {
        Map<String, Term> terms = new HashMap<>();
        long layers = 0;
        for (Part part : parts) {
            Duration age = Duration.between(part.at(), moment);
            if (age.isNegative() || age.compareTo(REACH) > 0) {
                continue;
            }
            Term before = terms.get(part.source());
            int hits = before == null ? 1 : before.hits() + 1;
            double left = part.points()
                    / Math.pow(hits, WEARS_OFF)
                    * Math.pow(2, -(double) age.toMillis() / halfLife.toMillis());
            terms.put(
                    part.source(),
                    new Term(
                            part.source(),
                            part.title(),
                            part.layer(),
                            left + (before == null ? 0 : before.risk()),
                            hits,
                            part.at(),
                            part.proof()));
            if (age.compareTo(DAY) <= 0) {
                layers |= 1L << part.layer();
            }
        }
        return new RiskScore(
                terms.values().stream().mapToDouble(Term::risk).sum(),
                terms.values().stream()
                        .sorted(Comparator.comparingDouble(Term::risk).reversed())
                        .toList(),
                Long.bitCount(layers));
    }
}
