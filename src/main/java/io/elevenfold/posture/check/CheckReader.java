package io.elevenfold.posture.check;

import io.elevenfold.finding.Severity;
import io.elevenfold.platform.content.ContentNode;
import io.elevenfold.posture.ResultState;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns one YAML document into a check, or says file, line and reason. */
final class CheckReader {

    private static final Pattern ID = Pattern.compile("APC-(0[1-9]|1[01])-[0-9]{2}");
    private static final Pattern CONTROL = Pattern.compile("L(0[1-9]|1[01])-[0-9]{2}");
    private static final Set<String> OPERATING_SYSTEMS = Set.of("linux", "macos", "windows");
    private static final Set<String> CONTEXTS =
            Set.of("workstation", "devcontainer", "codespaces", "container", "vm", "wsl", "ci-runner", "cloud-agent");

    private final CheckLanguage language = new CheckLanguage();

    Check read(ContentNode node) {
        node.onlyKeys(
                "id",
                "title",
                "severity",
                "subject",
                "agents",
                "os",
                "contexts",
                "controls",
                "fields",
                "applies_when",
                "unknown_when",
                "pass_when",
                "expected",
                "observe",
                "why",
                "remediation",
                "fix",
                "references",
                "fixtures");
        Subject subject = node.required("subject").oneOf(Subject.class);
        return new Check(
                matching(node.required("id"), ID, "an id such as APC-05-01"),
                node.text("title"),
                node.required("severity").oneOf(Severity.class),
                subject,
                new LinkedHashSet<>(node.texts("agents")),
                among(node, "os", OPERATING_SYSTEMS),
                among(node, "contexts", CONTEXTS),
                notEmpty(node, "controls").stream()
                        .map(control -> matching(control, CONTROL, "a control such as L05-01"))
                        .toList(),
                notEmpty(node, "fields").stream().map(ContentNode::text).toList(),
                language.condition(node.required("applies_when"), subject),
                language.condition(node.required("unknown_when"), subject),
                language.condition(node.required("pass_when"), subject),
                node.text("expected"),
                notEmpty(node, "observe").stream()
                        .map(expression -> language.value(expression, subject))
                        .toList(),
                node.text("why"),
                node.text("remediation"),
                notEmpty(node, "fix").stream().map(CheckReader::fix).toList(),
                node.texts("references"),
                notEmpty(node, "fixtures").stream().map(CheckReader::fixture).toList(),
                node.location());
    }

    private static Fix fix(ContentNode node) {
        node.onlyKeys("label", "language", "text");
        return new Fix(node.text("label"), node.text("language"), node.text("text"));
    }

    private static Fixture fixture(ContentNode node) {
        node.onlyKeys("name", "base", "set", "org", "subject", "expect");
        return new Fixture(
                node.text("name"),
                node.text("base"),
                values(node, "set"),
                values(node, "org"),
                node.textOrNull("subject"),
                node.required("expect").oneOf(ResultState.class));
    }

    private static Map<String, @Nullable Object> values(ContentNode node, String key) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        node.optional(key).ifPresent(set -> set.entries().forEach((name, value) -> values.put(name, value.value())));
        return values;
    }

    private static List<ContentNode> notEmpty(ContentNode node, String key) {
        ContentNode list = node.required(key);
        if (list.items().isEmpty()) {
            throw list.wrong("'" + key + "' needs at least one entry");
        }
        return list.items();
    }

    private static Set<String> among(ContentNode node, String key, Set<String> known) {
        Set<String> words = new LinkedHashSet<>();
        for (ContentNode item : node.optional(key).map(ContentNode::items).orElse(List.of())) {
            if (!known.contains(item.text())) {
                throw item.wrong("unknown %s '%s', one of %s"
                        .formatted(
                                key,
                                item.text(),
                                String.join(", ", known.stream().sorted().toList())));
            }
            words.add(item.text());
        }
        return words;
    }

    private static String matching(ContentNode node, Pattern pattern, String what) {
        if (!pattern.matcher(node.text()).matches()) {
            throw node.wrong("expected %s, found '%s'".formatted(what, node.text()));
        }
        return node.text();
    }
}
