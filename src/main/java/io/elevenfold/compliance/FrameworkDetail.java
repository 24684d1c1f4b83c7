package io.elevenfold.compliance;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * An edition of an outside framework with all its requirements.
 *
 * @param asOf the moment; for the present, when the figures were read
 * @param requirements in the order of the source, headings too
 */
public record FrameworkDetail(
        @JsonUnwrapped FrameworkView framework, Instant asOf, Coverage coverage, List<RequirementView> requirements) {

    public FrameworkDetail {
        requirements = List.copyOf(requirements);
    }
}
