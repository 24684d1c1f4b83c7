package io.elevenfold.detection.sigma;

import io.elevenfold.platform.content.ContentNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads Sigma documents. What this engine does not do is refused with file, line and reason. */
public final class SigmaParser {

    /** What we say about a document that joins events. */
    public static final String NO_CORRELATIONS = "a correlation is not tried on single events";

    private static final int MAX_TITLE = 256;
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Set<String> STANDARD = Set.of(
            "title",
            "id",
            "name",
            "related",
            "taxonomy",
            "status",
            "description",
            "license",
            "references",
            "author",
            "date",
            "modified",
            "logsource",
            "detection",
            "fields",
            "falsepositives",
            "level",
            "tags",
            "scope");

    private final DetectionParser detections;

    public SigmaParser() {
        this(Map.of());
    }

    /** @param placeholders values for the modifier expand, by the placeholder's name */
    public SigmaParser(Map<String, List<String>> placeholders) {
        this.detections = new DetectionParser(placeholders);
    }

    /** @throws io.elevenfold.platform.content.ContentException when the document is no rule that this engine can do */
    public SigmaRule parse(ContentNode document) {
        refuseOtherKinds(document);
        ContentNode title = document.required("title");
        if (title.text().length() > MAX_TITLE) {
            throw title.wrong("the title is longer than %d characters".formatted(MAX_TITLE));
        }
        return new SigmaRule(
                id(document),
                document.textOrNull("name"),
                title.text(),
                document.optional("level").map(node -> node.oneOf(Level.class)).orElse(Level.INFORMATIONAL),
                document.textOrNull("description"),
                document.textOrNull("author"),
                texts(document, "references"),
                texts(document, "falsepositives"),
                texts(document, "tags"),
                logSource(document.required("logsource")),
                detections.parse(document.required("detection")),
                custom(document),
                document.location());
    }

    private static void refuseOtherKinds(ContentNode document) {
        if (!document.isMapping()) {
            throw document.wrong("expected a Sigma rule");
        }
        Map<String, ContentNode> entries = document.entries();
        if (entries.containsKey("correlation")) {
            throw document.wrong(NO_CORRELATIONS);
        }
        if (entries.containsKey("filter")) {
            throw document.wrong("filters are not supported yet");
        }
        if (entries.containsKey("action")) {
            throw document.wrong("'action' belongs to rule collections, which are gone since Sigma 2");
        }
    }

    private static @Nullable String id(ContentNode document) {
        ContentNode id = document.optional("id").orElse(null);
        if (id == null) {
            return null;
        }
        if (!UUID.matcher(id.text()).matches()) {
            throw id.wrong("the id '%.60s' is not a UUID".formatted(id.text()));
        }
        return id.text();
    }

    private static LogSource logSource(ContentNode node) {
        LogSource source =
                new LogSource(node.textOrNull("product"), node.textOrNull("category"), node.textOrNull("service"));
        if (source.product() == null && source.category() == null && source.service() == null) {
            throw node.wrong("logsource needs a product, category or service");
        }
        return source;
    }

    /** A list of texts, or one text in the place of a list. */
    private static List<String> texts(ContentNode document, String key) {
        return document.optional(key)
                .map(node -> node.isList() ? node.texts() : List.of(node.text()))
                .orElse(List.of());
    }

    private static Map<String, Object> custom(ContentNode document) {
        Map<String, Object> custom = new HashMap<>();
        document.entries().forEach((key, node) -> {
            Object value = STANDARD.contains(key) ? null : node.value();
            if (value != null) {
                custom.put(key, value);
            }
        });
        return custom;
    }
}
