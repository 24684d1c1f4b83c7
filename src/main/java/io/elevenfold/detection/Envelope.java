package io.elevenfold.detection;

import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.platform.content.ContentNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What every document that we ship must say beside its detection, so that a finding can be understood and acted on. */
final class Envelope {

    private static final Pattern TAG = Pattern.compile("(attack\\.(t\\d{4}(\\.\\d{3})?|[a-z-]+)"
            + "|atlas\\.aml\\.t\\d{4}(\\.\\d{3})?"
            + "|elevenfold\\.layer\\.([1-9]|1[01])"
            + "|elevenfold\\.control\\.l(0[1-9]|1[01])-\\d{2})");

    private static final Map<String, Pattern> TECHNIQUES = Map.of(
            "attack", Pattern.compile("attack\\.t\\d.*"),
            "atlas", Pattern.compile("atlas\\.aml\\.t\\d.*"));

    /** The kinds of activity (docs/activity-event.md). */
    static final Set<String> KINDS = Set.of(
            "session_start",
            "session_end",
            "turn_end",
            "prompt",
            "response",
            "model_call",
            "tool_decision",
            "shell_exec",
            "file_read",
            "file_write",
            "file_search",
            "network",
            "mcp_call",
            "tool_call",
            "skill",
            "subagent",
            "hook",
            "edit_review",
            "config_change",
            "mode_change",
            "extension_install",
            "mcp_connection",
            "inventory",
            "auth",
            "sandbox",
            "compaction",
            "vcs_change",
            "feedback",
            "error",
            "other");

    private Envelope() {}

    /** Checks the keys that Sigma leaves free and that we ask for. */
    static void check(ContentNode document) {
        for (String key : List.of("id", "level", "description", "author", "guide")) {
            document.text(key);
        }
        for (String key : List.of("falsepositives", "tags")) {
            if (document.texts(key).isEmpty()) {
                throw document.wrong("'%s' is empty".formatted(key));
            }
        }
        date(document.required("date"));
        ContentNode tags = document.required("tags");
        for (ContentNode tag : tags.items()) {
            if (!TAG.matcher(tag.text()).matches()) {
                throw tag.wrong("unknown tag '%s', expected for example attack.t1059, atlas.aml.t0051, %s5, %sl05-01"
                        .formatted(tag.text(), Rule.LAYER_TAG, Rule.CONTROL_TAG));
            }
        }
        checkLayer(document, tags);
        checkTechniques(document, tags.texts());
        checkReferences(document);
    }

    /** A technique of each framework, or a reason under {@code unmapped} why none fits: silence could be forgetfulness. */
    private static void checkTechniques(ContentNode document, List<String> tags) {
        Map<String, ContentNode> reasons =
                document.optional("unmapped").map(ContentNode::entries).orElse(Map.of());
        document.optional("unmapped").ifPresent(unmapped -> unmapped.onlyKeys("attack", "atlas"));
        TECHNIQUES.forEach((framework, technique) -> {
            boolean named = tags.stream().anyMatch(technique.asMatchPredicate());
            ContentNode reason = reasons.get(framework);
            if (named == (reason != null)) {
                throw document.wrong("expected either a tag of a technique like %s or the reason under 'unmapped.%s'"
                        .formatted(framework.equals("attack") ? "attack.t1059" : "atlas.aml.t0051", framework));
            }
            if (reason != null) {
                reason.text();
            }
        });
    }

    private static void checkReferences(ContentNode document) {
        ContentNode references = document.required("references");
        if (references.items().isEmpty()) {
            throw references.wrong("'references' is empty");
        }
        for (ContentNode reference : references.items()) {
            if (!reference.text().startsWith("https://")) {
                throw reference.wrong("expected an address that begins with https://");
            }
        }
    }

    private static void checkLayer(ContentNode document, ContentNode tags) {
        Integer layer = Rule.layerIn(tags.texts());
        List<String> controls = Rule.controlsIn(tags.texts());
        if (layer == null || controls.isEmpty()) {
            throw tags.wrong("expected one tag %s… and at least one %s…".formatted(Rule.LAYER_TAG, Rule.CONTROL_TAG));
        }
        String prefix = "L%02d-".formatted(layer);
        if (controls.stream().noneMatch(control -> control.startsWith(prefix))) {
            throw tags.wrong("layer %d needs a control of that layer, found %s".formatted(layer, controls));
        }
        if (document.file().contains("/L") && !document.file().contains("/" + prefix)) {
            throw tags.wrong("a rule of layer %d belongs into a folder %s…".formatted(layer, prefix));
        }
    }

    /** Refuses a field that no event has: a misspelt name would never match, and nobody would notice. */
    static void checkFields(ContentNode document, Detection detection) {
        detection.forEachField(field -> {
            if (!ActivityFields.knows(field.getKey())) {
                throw new io.elevenfold.platform.content.ContentException(
                        field.getValue(), "unknown field '%s', see docs/activity-event.md".formatted(field.getKey()));
            }
        });
    }

    private static void date(ContentNode node) {
        try {
            LocalDate.parse(node.text());
        } catch (DateTimeParseException e) {
            throw node.wrong("expected a date like 2026-11-23, found '%s'".formatted(node.text()));
        }
    }
}
