package io.elevenfold.framework;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the organisation is measured against: the eleven layers, our controls, the outside frameworks and how the one
 * relates to the other. Immutable, and safe for use by many threads.
 */
public final class FrameworkCatalog {

    private final List<Layer> layers;
    private final List<Control> controls;
    private final Map<String, Control> controlsById;
    private final Editions editions;
    private final Crosswalk crosswalk;

    /** For tests with content of their own. */
    FrameworkCatalog(
            List<ContentNode> layerDocuments,
            List<ContentNode> controlDocuments,
            List<ContentNode> requirementDocuments,
            List<ContentNode> mappingDocuments) {
        ControlReader ours = new ControlReader(layerDocuments, controlDocuments);
        layers = List.copyOf(ours.layers().values());
        controlsById = Map.copyOf(ours.controls());
        controls = controlsById.values().stream()
                .sorted(Comparator.comparing(Control::id))
                .toList();
        Map<Edition, Framework> frameworks = new FrameworkReader(requirementDocuments).frameworks();
        editions = new Editions(frameworks.values());
        crosswalk =
                new Crosswalk(editions.all(), new MappingReader(controlsById, frameworks, mappingDocuments).mappings());
    }

    /**
     * Reads the content that travels with the service.
     *
     * @throws ContentException with file, line and reason when something in it cannot be true
     */
    public static FrameworkCatalog load() {
        return new FrameworkCatalog(
                List.of(ContentFiles.document("frameworks/layers.yaml")),
                ContentFiles.documentsBelow("frameworks/controls"),
                ContentFiles.documentsBelow("frameworks/requirements"),
                ContentFiles.documentsBelow("frameworks/mappings"));
    }

    /** All eleven, by number. */
    public List<Layer> layers() {
        return layers;
    }

    /** @throws IllegalArgumentException when the number is not one of 1 to 11 */
    public Layer layer(int number) {
        if (number < 1 || number > Layer.COUNT) {
            throw new IllegalArgumentException("not a layer: " + number);
        }
        return layers.get(number - 1);
    }

    /** All controls, by id. */
    public List<Control> controls() {
        return controls;
    }

    /** The controls of a layer, by id; empty for a number that is no layer. */
    public List<Control> controls(int layer) {
        return controls.stream().filter(control -> control.layer() == layer).toList();
    }

    public Optional<Control> control(String id) {
        return Optional.ofNullable(controlsById.get(id));
    }

    /** All editions, superseded ones too: by family and id, the newest edition of an id first. */
    public List<Framework> frameworks() {
        return editions.all();
    }

    /**
     * Finds an edition under a name that a person typed; capitals do not matter.
     *
     * @param version null for the newest edition that bears the name
     */
    public Optional<Framework> framework(String idOrAlias, @Nullable String version) {
        return editions.find(idOrAlias, version);
    }

    /** What a reference names; empty when there is no such entry. */
    public Optional<Requirement> requirement(RequirementRef reference) {
        return editions.requirement(reference);
    }

    /** All mappings, by control, then family, framework and requirement. */
    public List<Mapping> mappings() {
        return crosswalk.all();
    }

    /** Where a control leads, by family, framework and requirement; empty for a control that does not exist. */
    public List<Mapping> mappingsOf(String controlId) {
        return crosswalk.of(controlId);
    }

    /** The controls that speak to a requirement, by control; empty when none does. */
    public List<Mapping> mappingsTo(RequirementRef reference) {
        return crosswalk.to(reference);
    }

    /** The requirements that any of these controls maps to, each once, by family, framework and id. */
    public List<RequirementRef> requirementsOf(Collection<String> controlIds) {
        return crosswalk.requirementsOf(controlIds);
    }

    /**
     * The same, by family. The families of {@link Family#ALWAYS_SHOWN} are always there, empty where nothing maps
     * truthfully; the others only where something does.
     */
    public Map<Family, List<MappedRequirement>> requirementsByFamily(Collection<String> controlIds) {
        return crosswalk.requirementsByFamily(controlIds);
    }
}
