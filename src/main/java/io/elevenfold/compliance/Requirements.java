package io.elevenfold.compliance;

import io.elevenfold.framework.Framework;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.Mapping;
import io.elevenfold.framework.Requirement;
import io.elevenfold.framework.RequirementRef;
import java.util.ArrayList;
import java.util.List;

/** Sets outside requirements against the controls of one picture. */
final class Requirements {

    private final FrameworkCatalog frameworks;
    private final Picture picture;

    Requirements(FrameworkCatalog frameworks, Picture picture) {
        this.frameworks = frameworks;
        this.picture = picture;
    }

    /** In the order of the source, headings too. */
    List<RequirementView> of(Framework framework) {
        return framework.requirements().stream()
                .map(requirement -> view(framework, requirement))
                .toList();
    }

    RequirementStatus status(RequirementRef requirement) {
        return RequirementStatus.of(frameworks.mappingsTo(requirement).stream()
                .map(mapping -> new RequirementStatus.Support(
                        mapping.relationship(), control(mapping).status()))
                .toList());
    }

    private RequirementView view(Framework framework, Requirement requirement) {
        RequirementRef ref = framework.edition().requirement(requirement.id());
        List<String> controls = new ArrayList<>();
        List<RequirementView.MappedControl> mapped = new ArrayList<>();
        for (Mapping mapping : frameworks.mappingsTo(ref)) {
            ControlView control = control(mapping);
            controls.add(control.id());
            mapped.add(new RequirementView.MappedControl(
                    control.id(), control.title(), control.status(), mapping.relationship(), mapping.rationale()));
        }
        return new RequirementView(
                requirement.id(),
                requirement.title(),
                requirement.kind(),
                requirement.parent(),
                requirement.section(),
                requirement.note(),
                status(ref),
                controls,
                mapped);
    }

    private ControlView control(Mapping mapping) {
        return picture.control(mapping.control()).orElseThrow();
    }
}
