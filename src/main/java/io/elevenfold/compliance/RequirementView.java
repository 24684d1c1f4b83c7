package io.elevenfold.compliance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.elevenfold.framework.Relationship;
import io.elevenfold.framework.Requirement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a framework and what our controls show about it.
 *
 * @param parent the id of the entry that this one belongs to; null at the top
 * @param status {@code not_mapped} for a heading, which is told by its kind and counted nowhere
 * @param controls ids of the controls that map to it
 * @param mappings the same controls, with how they relate to it and where they stand
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RequirementView(
        String id,
        String title,
        Requirement.Kind kind,
        @Nullable String parent,
        @Nullable String section,
        @Nullable String note,
        RequirementStatus status,
        List<String> controls,
        List<MappedControl> mappings) {

    public RequirementView {
        controls = List.copyOf(controls);
        mappings = List.copyOf(mappings);
    }

    boolean isCounted() {
        return kind != Requirement.Kind.GROUP;
    }

    boolean leansOnException() {
        return mappings.stream().anyMatch(mapping -> mapping.status() == ControlStatus.EXCEPTED);
    }

    /** A control that maps to the requirement. */
    public record MappedControl(
            String control, String title, ControlStatus status, Relationship relationship, String rationale) {}
}
