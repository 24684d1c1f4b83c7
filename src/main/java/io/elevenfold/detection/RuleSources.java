package io.elevenfold.detection;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shipped rules as their authors wrote them, for whoever wants to read, explain or hand on one. */
@Singleton
public class RuleSources {

    private final Map<String, Source> byId = new HashMap<>();

    RuleSources() {
        ContentFiles.textsBelow(RuleCatalog.FOLDER).forEach((file, text) -> {
            Source source = new Source(file, text);
            byId.put(source.document().text("id"), source);
        });
    }

    /** @param file below {@code frameworks/} */
    public record Source(String file, String yaml) {

        /** @throws ContentException when the text is not one document */
        public ContentNode document() {
            List<ContentNode> documents = ContentNode.parse(file, yaml);
            if (documents.size() != 1) {
                throw new ContentException(file + ":1", "expected one rule, found %d".formatted(documents.size()));
            }
            return documents.get(0);
        }
    }

    /** Empty when we ship no rule of this id. */
    public Optional<Source> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
