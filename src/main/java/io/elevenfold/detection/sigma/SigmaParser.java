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

    private static final String FILTER = "filter";
    private static final int MOST_FILTERED = 500;
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

    private static final List<String> STATES = List.of("stable", "test", "experimental", "deprecated", "unsupported");

    private final DetectionParser detections;

    public SigmaParser() {
        this(Placeholders.NONE);
    }

    /** @param placeholders values for the modifier expand */
    public SigmaParser(Placeholders placeholders) {
        this.detections = new DetectionParser(placeholders);
    }

    /** @throws io.elevenfold.platform.content.ContentException when the document is no rule that this engine can do */
    public SigmaRule parse(ContentNode document) {
        refuseOtherKinds(document);
        checkHeader(document);
        return new SigmaRule(
                id(document),
                document.textOrNull("name"),
                document.text("title"),
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

    /** Whether a document is a filter. */
    public static boolean isFilter(ContentNode document) {
        return document.isMapping() && document.entries().containsKey(FILTER);
    }

    /** @throws io.elevenfold.platform.content.ContentException when the document is no filter */
    public SigmaFilter parseFilter(ContentNode document) {
        checkHeader(document);
        ContentNode filter = document.required(FILTER);
        ContentNode block = filter.without("rules");
        ContentNode condition = block.required("condition");
        if (condition.isList()) {
            throw condition.wrong("a filter has exactly one condition");
        }
        return new SigmaFilter(
                document.textOrNull("id"),
                document.text("title"),
                filteredRules(filter.required("rules")),
                logSource(document.required("logsource")),
                detections.parse(block),
                block);
    }

    /** Several names, one name, or {@code any}, for which pySigma also takes {@code all} and an empty list. */
    private static List<String> filteredRules(ContentNode node) {
        if (!node.isList()) {
            String name = node.text();
            return name.equals("any") || name.equals("all") ? List.of() : List.of(name);
        }
        List<String> names = node.texts();
        if (names.size() > MOST_FILTERED) {
            throw node.wrong("expected at most %d rules, found %d".formatted(MOST_FILTERED, names.size()));
        }
        return names;
    }

    /**
     * What rules, correlations and filters have in common: a title of bounded length, and one of Sigma's states.
     *
     * @throws io.elevenfold.platform.content.ContentException with file, line and reason
     */
    public static void checkHeader(ContentNode document) {
        ContentNode title = document.required("title");
        if (title.text().length() > MAX_TITLE) {
            throw title.wrong("the title is longer than %d characters".formatted(MAX_TITLE));
        }
        document.optional("status").ifPresent(status -> {
            if (!STATES.contains(status.text())) {
                throw status.wrong(
                        "unknown status '%.40s', one of %s".formatted(status.text(), String.join(", ", STATES)));
            }
        });
    }

    private static void refuseOtherKinds(ContentNode document) {
        if (!document.isMapping()) {
            throw document.wrong("expected a Sigma rule");
        }
        Map<String, ContentNode> entries = document.entries();
        for (String kind : List.of("correlation", FILTER)) {
            if (entries.containsKey(kind)) {
                throw document.wrong("expected a rule over single events, found a " + kind);
            }
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
