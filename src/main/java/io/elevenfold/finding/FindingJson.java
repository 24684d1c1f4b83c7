package io.elevenfold.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.elevenfold.framework.Family;
import io.elevenfold.framework.MappedRequirement;
import io.elevenfold.framework.RequirementRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finding in the API, with the requirements that it touches.
 *
 * @param requirements all of them, as references
 * @param requirementsByFamily the same by family; OWASP, OpenSSF, SAIF and NIST are always there, empty when none of
 *     the family's requirements truthfully maps
 * @param history only for a single finding
 * @param evidence only for a single finding
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FindingJson(
        @JsonUnwrapped FindingView finding,
        @Nullable String check,
        @Nullable String rule,
        List<RequirementRef> requirements,
        Map<Family, List<MappedRequirement>> requirementsByFamily,
        @Nullable List<FindingChange> history,
        @Nullable List<Occurrence> evidence) {}
