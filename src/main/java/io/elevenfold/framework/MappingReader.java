package io.elevenfold.framework;

import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the mappings; every one must lead from a control that exists to a requirement that exists. */
final class MappingReader {

    private final Map<String, Control> controls;
    private final Map<Edition, Framework> frameworks;
    private final List<Mapping> mappings = new ArrayList<>();
    private final Map<String, ContentNode> nodes = new HashMap<>();

    MappingReader(Map<String, Control> controls, Map<Edition, Framework> frameworks, List<ContentNode> documents) {
        this.controls = controls;
        this.frameworks = frameworks;
        documents.forEach(this::readMappings);
    }

    /** In the order of the files. */
    List<Mapping> mappings() {
        return mappings;
    }

    private void readMappings(ContentNode document) {
        document.onlyKeys("framework", "version", "mappings");
        Edition edition = new Edition(document.text("framework"), document.text("version"));
        Framework framework = frameworks.get(edition);
        if (framework == null) {
            throw document.required("framework").wrong("there is no framework " + edition);
        }
        Map<String, Requirement> requirements =
                framework.requirements().stream().collect(Collectors.toMap(Requirement::id, Function.identity()));
        document.required("mappings").items().forEach(node -> readMapping(edition, requirements, node));
    }

    private void readMapping(Edition edition, Map<String, Requirement> requirements, ContentNode node) {
        node.onlyKeys("control", "requirement", "relationship", "rationale");
        String control = node.text("control");
        if (!controls.containsKey(control)) {
            throw node.required("control").wrong("there is no control '" + control + "'");
        }
        String id = node.text("requirement");
        Requirement requirement = requirements.get(id);
        if (requirement == null) {
            throw node.required("requirement").wrong("%s has no requirement '%s'".formatted(edition, id));
        }
        if (requirement.isHeading()) {
            throw node.required("requirement").wrong("'%s' is a heading, map to what stands below it".formatted(id));
        }
        ContentNode earlier = nodes.putIfAbsent(control + " " + edition + " " + id, node);
        if (earlier != null) {
            throw node.wrong("%s is already mapped to '%s' at %s".formatted(control, id, earlier.location()));
        }
        mappings.add(new Mapping(
                control,
                edition.requirement(id),
                Words.oneOf(node.required("relationship"), "relationship", Relationship.values(), Relationship::word),
                node.text("rationale")));
    }
}
