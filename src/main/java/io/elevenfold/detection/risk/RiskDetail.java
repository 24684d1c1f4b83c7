package io.elevenfold.detection.risk;

import java.util.List;
import java.util.UUID;

/**
 * The risk of one entity, with every term of the sum.
 *
 * @param terms by source, the largest first
 */
public record RiskDetail(String kind, UUID id, String name, double risk, List<RiskScore.Term> terms) {

    public RiskDetail {
        terms = List.copyOf(terms);
    }

    /** Without fractions. */
    public long rounded() {
        return Math.round(risk);
    }
}
