package io.elevenfold.detection;

import io.elevenfold.detection.sigma.Level;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people need to know about a rule: on pages, in findings, in evidence.
 *
 * @param id a UUID for what we ship; for a rule without an id its title
 * @param layer 1 to 11; null for a rule that does not say
 * @param controls our controls that the rule watches over, for example {@code L05-01}
 * @param guide what to do about a hit, Markdown
 * @param tags as in the file: ATT&amp;CK and ATLAS techniques, layer, controls
 * @param taint what a hit means for the session; null for most rules
 */
public record Rule(
        String id,
        String title,
        Kind kind,
        Level level,
        @Nullable Integer layer,
        List<String> controls,
        String description,
        String guide,
        List<String> falsePositives,
        List<String> references,
        List<String> tags,
        @Nullable TaintSource taint) {

    static final String LAYER_TAG = "elevenfold.layer.";
    static final String CONTROL_TAG = "elevenfold.control.";
    private static final int WATCHING = 10;

    /** What a rule looks at. */
    public enum Kind {
        /** One event. */
        RULE,
        /** Several events within a time. */
        CORRELATION,
        /** What an endpoint declares, against what it does. */
        CONTRADICTION,
        /** What is usual for somebody, against what happens. */
        BASELINE,
        /** What other rules shall not hold for; it raises nothing. */
        FILTER
    }

    public Rule {
        controls = List.copyOf(controls);
        falsePositives = List.copyOf(falsePositives);
        references = List.copyOf(references);
        tags = List.copyOf(tags);
    }

    /** The same rule, taken more or less seriously. */
    public Rule withLevel(Level other) {
        return new Rule(
                id, title, kind, other, layer, controls, description, guide, falsePositives, references, tags, taint);
    }

    /** Its layer; that of watching for a rule that names none. */
    public int layerOrWatching() {
        return layer == null ? WATCHING : layer;
    }

    /** Whether it only feeds the state of sessions, and raises nothing of its own. */
    public boolean onlyFeeds() {
        return taint != null && !taint.generate();
    }

    /** What a document says around its detection. */
    static Rule of(ContentNode document, Kind kind) {
        List<String> tags = document.texts("tags");
        return new Rule(
                document.text("id"),
                document.text("title"),
                kind,
                document.required("level").oneOf(Level.class),
                layerIn(tags),
                controlsIn(tags),
                document.text("description"),
                document.text("guide"),
                document.texts("falsepositives"),
                document.texts("references"),
                tags,
                null);
    }

    /** As {@link #of(ContentNode, Kind)}, of others, who owe us less than we do. */
    static Rule ofForeign(ContentNode document, Kind kind) {
        List<String> tags = textsIn(document, "tags");
        return new Rule(
                document.text("id"),
                document.text("title"),
                kind,
                document.optional("level")
                        .map(level -> level.oneOf(Level.class))
                        .orElse(Level.INFORMATIONAL),
                layerIn(tags),
                controlsIn(tags),
                Objects.requireNonNullElse(document.textOrNull("description"), ""),
                Objects.requireNonNullElse(document.textOrNull("guide"), ""),
                textsIn(document, "falsepositives"),
                textsIn(document, "references"),
                tags,
                null);
    }

    /** A list of texts, or one text in the place of a list. */
    private static List<String> textsIn(ContentNode document, String key) {
        return document.optional(key)
                .map(node -> node.isList() ? node.texts() : List.of(node.text()))
                .orElse(List.of());
    }

    public static Rule of(SigmaRule rule) {
        Object guide = rule.custom().get("guide");
        return new Rule(
                rule.label(),
                rule.title(),
                Kind.RULE,
                rule.level(),
                layerIn(rule.tags()),
                controlsIn(rule.tags()),
                Objects.requireNonNullElse(rule.description(), ""),
                guide == null ? "" : guide.toString(),
                rule.falsePositives(),
                rule.references(),
                rule.tags(),
                TaintSource.read(rule.custom().get(TaintSource.KEY), rule.location()));
    }

    /** The layer that the tags name; null when they name none. */
    static @Nullable Integer layerIn(List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.matches("elevenfold\\.layer\\.([1-9]|1[01])"))
                .map(tag -> Integer.valueOf(tag.substring(LAYER_TAG.length())))
                .findFirst()
                .orElse(null);
    }

    static List<String> controlsIn(List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.startsWith(CONTROL_TAG))
                .map(tag -> tag.substring(CONTROL_TAG.length()).toUpperCase(Locale.ROOT))
                .toList();
    }
}
