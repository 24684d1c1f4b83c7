package io.elevenfold.compliance;

import com.fasterxml.jackson.annotation.JsonValue;
import io.elevenfold.framework.Relationship;
import java.util.List;
import java.util.Locale;

/** What our controls show about an outside requirement: coverage, never that anybody is compliant. */
public enum RequirementStatus {
    /** A control that asks for all that the requirement asks for is met. */
    MET,
    /** All assessed controls are met, and none of them is enough alone. */
    SUPPORTED,
    /** Some assessed controls are met, others are not, or only with an exception. */
    PARTLY,
    /** No assessed control is met. */
    FAILING,
    /** Controls map to it, and nothing was reported about any of them. */
    NOT_ASSESSED,
    /** No control maps to it truthfully. */
    NOT_MAPPED;

    /** The word in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the controls that map to a requirement say about it. */
    static RequirementStatus of(List<Support> mapped) {
        if (mapped.isEmpty()) {
            return NOT_MAPPED;
        }
        if (mapped.stream().anyMatch(Support::isEnough)) {
            return MET;
        }
        List<ControlStatus> assessed = mapped.stream()
                .map(Support::status)
                .filter(ControlStatus::isAssessed)
                .toList();
        if (assessed.isEmpty()) {
            return NOT_ASSESSED;
        }
        if (assessed.stream().allMatch(status -> status == ControlStatus.MET)) {
            return SUPPORTED;
        }
        return assessed.stream().allMatch(status -> status == ControlStatus.NOT_MET) ? FAILING : PARTLY;
    }

    /** A control as it stands to a requirement. */
    record Support(Relationship relationship, ControlStatus status) {

        boolean isEnough() {
            return relationship.satisfiesAlone() && status == ControlStatus.MET;
        }
    }
}
