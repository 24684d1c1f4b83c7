package io.elevenfold.framework;

import java.util.List;

/**
 * A requirement that some controls map to.
 *
 * @param title the requirement's own
 * @param mappings the mappings that lead there from the controls asked about; at least one, ordered by control
 */
public record MappedRequirement(RequirementRef requirement, String title, List<Mapping> mappings) {

    public MappedRequirement {
        mappings = List.copyOf(mappings);
    }
}
