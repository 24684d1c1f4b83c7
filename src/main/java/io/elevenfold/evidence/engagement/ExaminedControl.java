package io.elevenfold.evidence.engagement;

import io.elevenfold.compliance.ControlStatus;
import io.elevenfold.framework.Relationship;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control of an engagement and how far its examination is.
 *
 * @param status where it stood at the end of the period
 * @param requirements of the engagement's framework that it maps to; empty without framework
 * @param conclusion null before somebody concluded
 */
public record ExaminedControl(
        String id,
        int layer,
        String title,
        ControlStatus status,
        int tests,
        List<MappedRequirement> requirements,
        int samples,
        int items,
        int itemsConcluded,
        int deviating,
        int files,
        @Nullable ControlConclusion conclusion) {

    /** A requirement of the framework, and how the control relates to it. */
    public record MappedRequirement(String id, String title, Relationship relationship) {}
}
