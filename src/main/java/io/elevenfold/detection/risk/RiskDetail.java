package io.elevenfold.detection.risk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The risk of one entity, with every term of the sum.
 *
 * @param terms by source, the largest first
 */
public record RiskDetail(String kind, UUID id, String name, double risk, List<Term> terms) {

    public RiskDetail {
        terms = List.copyOf(terms);
    }

    /**
     * What one source adds.
     *
     * @param source the rule
     * @param risk what is left of it
     * @param hits how often within seven days
     * @param reference lane/position of the latest, and with the rest what shows it, as in {@link Proof}
     * @param stake what was at stake made of the points; null for nothing in particular
     */
    public record Term(
            String source,
            String title,
            int layer,
            double risk,
            int hits,
            Instant last,
            String reference,
            @Nullable UUID sessionKey,
            @Nullable String normal,
            @Nullable String seen,
            @Nullable String unusual,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String stake) {

        /** To one tenth. */
        public double rounded() {
            return Math.round(10 * risk) / 10.0;
        }
    }

    /** Without fractions. */
    public long rounded() {
        return Math.round(risk);
    }
}
