package io.elevenfold.policy;

import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Policies to start from, as they travel with the service. */
@Singleton
@Startup
public class Starters {

    private static final String FOLDER = "frameworks/templates/policies";

    private final List<Starter> starters;

    Starters() {
        this(ContentFiles.documentsBelow(FOLDER));
    }

    Starters(List<ContentNode> documents) {
        starters = documents.stream().map(Starters::starter).toList();
    }

    public List<Starter> all() {
        return starters;
    }

    public Optional<Starter> find(String id) {
        return starters.stream().filter(starter -> starter.id().equals(id)).findFirst();
    }

    private static Starter starter(ContentNode node) {
        node.onlyKeys("id", "title", "summary", "controls", "quiz", "review_months", "language", "text");
        return new Starter(
                node.text("id"),
                new NewPolicy(
                        node.text("title"),
                        node.text("summary"),
                        node.texts("controls"),
                        node.textOrNull("quiz"),
                        node.required("review_months").number()),
                node.text("language"),
                node.text("text"));
    }

    /** @param text Markdown */
    public record Starter(String id, NewPolicy policy, String language, String text) {}
}
