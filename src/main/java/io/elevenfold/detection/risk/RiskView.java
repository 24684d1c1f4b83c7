package io.elevenfold.detection.risk;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody or something with risk on it.
 *
 * @param name as people know it
 * @param risk what there is at the moment that was asked for
 * @param layers how many layers it came from within seven days
 * @param last when the latest was added
 * @param raised whether there is a finding for it
 */
public record RiskView(
        String kind, UUID id, String name, double risk, int layers, Instant last, boolean raised, boolean sample) {

    /** Without fractions. */
    public long rounded() {
        return Math.round(risk);
    }
}
