package io.elevenfold.compliance;

import io.elevenfold.framework.Control;
import io.elevenfold.framework.Family;
import io.elevenfold.framework.Framework;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.MappedRequirement;
import io.elevenfold.framework.Mapping;
import io.elevenfold.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the organisation stands: layers, controls, frameworks, at any moment. Everywhere {@code asOf} is null for now;
 * the present may be a few seconds old in a large house, and says from when it is.
 */
@ApplicationScoped
public class Compliance {

    private final FrameworkCatalog frameworks;
    private final Pictures pictures;

    Compliance(FrameworkCatalog frameworks, Pictures pictures) {
        this.frameworks = frameworks;
        this.pictures = pictures;
    }

    /** All eleven. */
    public Layers layers(@Nullable Instant asOf) {
        return Layers.of(pictures.at(asOf));
    }

    /**
     * @param layer null for all
     * @param status null for any
     */
    public Controls controls(@Nullable Integer layer, @Nullable ControlStatus status, @Nullable Instant asOf) {
        Picture picture = pictures.at(asOf);
        List<ControlView> items = picture.controls().stream()
                .filter(control -> layer == null || layer == control.layer())
                .filter(control -> status == null || status == control.status())
                .toList();
        return new Controls(picture.at(), picture.snapshot().coverage(), ControlCounts.of(items), items);
    }

    /** @throws ProblemException when there is no such control */
    public ControlDetail control(String id, @Nullable Instant asOf) {
        Control control = frameworks.control(id).orElseThrow(() -> ProblemException.notFound("No control has this id"));
        Picture picture = pictures.at(asOf);
        Snapshot snapshot = picture.snapshot();
        return new ControlDetail(
                picture.at(),
                picture.control(id).orElseThrow(),
                snapshot.coverage(),
                control.how(),
                control.posturePaths(),
                control.dataNeeded(),
                ofKind(picture, id, ControlTest.Kind.CHECK).stream()
                        .map(check -> check.standing(snapshot))
                        .toList(),
                ofKind(picture, id, ControlTest.Kind.RULE).stream()
                        .map(rule -> rule.hits(snapshot))
                        .toList(),
                ofKind(picture, id, ControlTest.Kind.ATTESTATION).stream()
                        .map(policy -> policy.signatures(snapshot))
                        .toList(),
                mappings(id, new Requirements(frameworks, picture)));
    }

    /** With a summary each. */
    public Frameworks frameworks(@Nullable Instant asOf) {
        Picture picture = pictures.at(asOf);
        Requirements requirements = new Requirements(frameworks, picture);
        List<FrameworkView> items = frameworks.frameworks().stream()
                .map(framework -> FrameworkView.of(framework, RequirementCounts.of(requirements.of(framework))))
                .toList();
        return new Frameworks(picture.at(), picture.snapshot().coverage(), items);
    }

    /**
     * @param idOrAlias capitals do not matter
     * @param version null for the newest edition
     * @throws ProblemException when there is no such edition
     */
    public FrameworkDetail framework(String idOrAlias, @Nullable String version, @Nullable Instant asOf) {
        Framework framework = frameworks
                .framework(idOrAlias, version)
                .orElseThrow(() -> ProblemException.notFound("No framework has this id and version"));
        Picture picture = pictures.at(asOf);
        List<RequirementView> requirements = new Requirements(frameworks, picture).of(framework);
        return new FrameworkDetail(
                FrameworkView.of(framework, RequirementCounts.of(requirements)),
                picture.at(),
                picture.snapshot().coverage(),
                requirements);
    }

    private static List<ControlTest> ofKind(Picture picture, String control, ControlTest.Kind kind) {
        return picture.tests().of(control).stream()
                .filter(test -> test.kind() == kind)
                .toList();
    }

    private Map<Family, List<ControlDetail.MappedTo>> mappings(String control, Requirements requirements) {
        Map<Family, List<ControlDetail.MappedTo>> byFamily = new EnumMap<>(Family.class);
        frameworks
                .requirementsByFamily(List.of(control))
                .forEach((family, mapped) -> byFamily.put(
                        family,
                        mapped.stream()
                                .flatMap(requirement -> requirement.mappings().stream()
                                        .map(mapping -> mappedTo(requirement, mapping, requirements)))
                                .toList()));
        return byFamily;
    }

    private static ControlDetail.MappedTo mappedTo(
            MappedRequirement requirement, Mapping mapping, Requirements requirements) {
        return new ControlDetail.MappedTo(
                requirement.requirement().framework(),
                requirement.requirement().version(),
                requirement.requirement().id(),
                requirement.title(),
                mapping.relationship(),
                mapping.rationale(),
                requirements.status(requirement.requirement()));
    }
}
