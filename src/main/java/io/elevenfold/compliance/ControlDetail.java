package io.elevenfold.compliance;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.elevenfold.framework.Family;
import io.elevenfold.framework.Relationship;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A control with what it rests on.
 *
 * @param asOf the moment; for the present, when the figures were read
 * @param how what an assessor looks at
 * @param posturePaths fields of the posture report that speak of it
 * @param dataNeeded what the evidence consumes
 * @param checks that name it, with their results
 * @param rules that name it, with their open findings
 * @param policies that name it and that somebody was asked to sign, with a result for each person
 * @param mappings where it leads; OWASP, OpenSSF, SAIF and NIST are always there, empty where nothing maps truthfully
 */
public record ControlDetail(
        Instant asOf,
        @JsonUnwrapped ControlView control,
        Coverage coverage,
        String how,
        List<String> posturePaths,
        String dataNeeded,
        List<CheckStanding> checks,
        List<RuleStanding> rules,
        List<PolicyStanding> policies,
        Map<Family, List<MappedTo>> mappings) {

    /** @param status what the results of this check alone say */
    public record CheckStanding(
            String id,
            String title,
            String severity,
            @Nullable Integer layer,
            ControlStatus status,
            ResultCounts results) {}

    /** @param results pass: signed; fail: overdue; pending: not signed yet */
    public record PolicyStanding(String id, String title, ControlStatus status, ResultCounts results) {}

    /** @param layer null for a rule that does not say */
    public record RuleStanding(String id, String title, String severity, @Nullable Integer layer, long openFindings) {}

    /**
     * A requirement that the control maps to.
     *
     * @param status of the requirement, by all controls that map to it
     */
    public record MappedTo(
            String framework,
            String version,
            String id,
            String title,
            Relationship relationship,
            String rationale,
            RequirementStatus status) {}
}
