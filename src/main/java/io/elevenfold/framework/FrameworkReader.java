package io.elevenfold.framework;

import static java.util.Objects.requireNonNull;

import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the tables of requirements. */
final class FrameworkReader {

    private final Map<Edition, Framework> frameworks = new LinkedHashMap<>();
    private final Map<Edition, ContentNode> nodes = new HashMap<>();
    private final Map<String, Framework> owners = new HashMap<>();

    FrameworkReader(List<ContentNode> documents) {
        documents.forEach(this::readFramework);
        documents.forEach(this::refuseForeignNames);
        documents.forEach(this::refuseUnknownSuccessor);
    }

    /** By edition, in the order of the files. */
    Map<Edition, Framework> frameworks() {
        return frameworks;
    }

    private void readFramework(ContentNode document) {
        document.onlyKeys(
                "framework",
                "version",
                "aliases",
                "family",
                "title",
                "licence",
                "source",
                "superseded_by",
                "note",
                "requirements");
        Edition edition = edition(document);
        ContentNode earlier = nodes.putIfAbsent(edition, document);
        if (earlier != null) {
            throw document.wrong("%s stands already at %s".formatted(edition, earlier.location()));
        }
        Framework framework = new Framework(
                edition.framework(),
                edition.version(),
                document.optional("aliases").map(ContentNode::items).orElse(List.of()).stream()
                        .map(Words::name)
                        .toList(),
                Words.oneOf(document.required("family"), "family", Family.values(), Family::label),
                document.text("title"),
                document.text("licence"),
                document.text("source"),
                document.optional("superseded_by").map(this::successor).orElse(null),
                document.textOrNull("note"),
                requirements(document.required("requirements")));
        frameworks.put(edition, framework);
        owners.put(framework.id(), framework);
    }

    private static Edition edition(ContentNode node) {
        return new Edition(Words.name(node.required("framework")), Words.name(node.required("version")));
    }

    private Edition successor(ContentNode node) {
        return edition(node.onlyKeys("framework", "version"));
    }

    private static List<Requirement> requirements(ContentNode list) {
        Map<String, ContentNode> nodes = new HashMap<>();
        List<Requirement> requirements = new ArrayList<>();
        for (ContentNode node : list.items()) {
            Requirement requirement = requirement(node);
            // Only parents that stand above: so there is no circle, and a reader meets the heading first.
            if (requirement.parent() != null && !nodes.containsKey(requirement.parent())) {
                throw node.required("parent")
                        .wrong("the parent '%s' does not stand above '%s'"
                                .formatted(requirement.parent(), requirement.id()));
            }
            ContentNode earlier = nodes.putIfAbsent(requirement.id(), node);
            if (earlier != null) {
                throw node.wrong(
                        "the requirement '%s' stands already at %s".formatted(requirement.id(), earlier.location()));
            }
            requirements.add(requirement);
        }
        if (requirements.isEmpty()) {
            throw list.wrong("a framework without requirements");
        }
        return requirements;
    }

    private static Requirement requirement(ContentNode node) {
        node.onlyKeys("id", "title", "kind", "parent", "section", "note");
        return new Requirement(
                node.text("id"),
                node.text("title"),
                node.required("kind").oneOf(Requirement.Kind.class),
                node.textOrNull("parent"),
                node.textOrNull("section"),
                node.textOrNull("note"));
    }

    /** Editions of one framework may share an alias, which then means the newest; two frameworks may not. */
    private void refuseForeignNames(ContentNode document) {
        Framework framework = framework(document);
        for (ContentNode alias :
                document.optional("aliases").map(ContentNode::items).orElse(List.of())) {
            Framework owner = owners.putIfAbsent(alias.text(), framework);
            if (owner != null && !owner.id().equals(framework.id())) {
                throw alias.wrong("the name '%s' belongs to %s".formatted(alias.text(), owner.edition()));
            }
        }
    }

    private void refuseUnknownSuccessor(ContentNode document) {
        Edition successor = framework(document).supersededBy();
        if (successor != null && !frameworks.containsKey(successor)) {
            throw document.required("superseded_by").wrong("there is no " + successor);
        }
    }

    private Framework framework(ContentNode document) {
        return requireNonNull(frameworks.get(edition(document)));
    }
}
