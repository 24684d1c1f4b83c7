package io.elevenfold.evidence.engagement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * What an auditor concluded about a control.
 *
 * @param design {@code effective}, {@code deficient} or {@code not_examined}: whether it would do its work
 * @param operation the same: whether it did its work over the period
 * @param deviations what deviated; empty when nothing did
 * @param note empty when there is nothing to tell
 */
public record ControlConclusion(
        String control,
        String design,
        String operation,
        String deviations,
        String note,
        String concludedBy,
        Instant concludedAt) {

    @JsonIgnore
    public boolean isDeficient() {
        return "deficient".equals(design) || "deficient".equals(operation);
    }

    /** One word for both: the worse counts. */
    @JsonIgnore
    public String word() {
        if (isDeficient()) {
            return "deficient";
        }
        return "effective".equals(design) || "effective".equals(operation) ? "effective" : "not_examined";
    }
}
