package io.elevenfold.detection.tuning;

import io.elevenfold.detection.RuleDraft;
import io.elevenfold.detection.RuleSet;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** A suppression to begin with, and the question what it would have silenced. */
public final class Silencing {

    private static final int LONGEST_VALUE = 300;
    private static final String PREFIX = "suppressed_";
    private static final Pattern OF_PATTERN = Pattern.compile("\\b(1|all)\\s+of\\s+(\\S+)");

    private Silencing() {}

    /**
     * A Sigma filter for one rule and what its finding is about.
     *
     * @param known field to value, of what is known to be harmless; values as they were recorded
     */
    public static String filter(String rule, String title, Map<String, String> known) {
        Map<String, Object> fields = new LinkedHashMap<>();
        known.forEach((field, value) -> {
            if (!value.isBlank() && value.length() <= LONGEST_VALUE && value.indexOf('\n') < 0) {
                fields.put(field, literally(value));
            }
        });
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("rules", List.of(rule));
        block.put("known", fields);
        block.put("condition", "not known");
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", title);
        document.put("logsource", Map.of("product", RuleSet.PRODUCT));
        document.put("filter", block);
        return yaml(document);
    }

    /** Sigma reads stars, question marks and backslashes; these are meant as they stand. */
    private static String literally(String value) {
        return value.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }

    /**
     * The rule, narrowed to what a suppression passes over, to be tried on what was recorded.
     *
     * @throws ProblemException when the texts are no rule and no filter
     */
    public static String draft(String rule, String filter) {
        try {
            ContentNode written = RuleDraft.document("rule", rule);
            ContentNode block = RuleDraft.document("filter", filter).required("filter");
            return yaml(draft(written, block));
        } catch (ContentException e) {
            throw new ProblemException(ProblemType.INVALID_FIELD, "" + e.getMessage());
        }
    }

    private static Map<String, Object> draft(ContentNode rule, ContentNode block) {
        Map<String, Object> detection = new LinkedHashMap<>(mapping(rule.required("detection")));
        Map<String, Object> selections = new LinkedHashMap<>(mapping(block));
        selections.remove("rules");
        String passes = renamed(conditionOf(selections.remove("condition")), selections);
        String holds = conditionOf(detection.remove("condition"));
        selections.forEach((name, selection) -> detection.put(PREFIX + name, selection));
        detection.put("condition", "(%s) and not (%s)".formatted(holds, passes));
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("title", "Suppressed: " + rule.text("title"));
        draft.put("level", rule.text("level"));
        draft.put("logsource", mapping(rule.required("logsource")));
        draft.put("detection", detection);
        return draft;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> mapping(ContentNode node) {
        if (!(node.value() instanceof Map<?, ?> map)) {
            throw node.wrong("expected a mapping");
        }
        return (Map<String, Object>) map;
    }

    /** A list of conditions holds when one of them does. */
    private static String conditionOf(@Nullable Object condition) {
        if (condition instanceof List<?> several) {
            return String.join(
                    " or ", several.stream().map(each -> "(" + each + ")").toList());
        }
        return String.valueOf(condition);
    }

    private static String renamed(String condition, Map<String, Object> selections) {
        Matcher patterns = OF_PATTERN.matcher(condition);
        String renamed = patterns.replaceAll(match -> match.group(1) + " of " + PREFIX
                + (match.group(2).equals("them") ? "*" : Matcher.quoteReplacement(match.group(2))));
        for (String name : selections.keySet()) {
            renamed = renamed.replaceAll(
                    "(?<![\\w.*-])" + Pattern.quote(name) + "(?![\\w.*-])", Matcher.quoteReplacement(PREFIX + name));
        }
        return renamed;
    }

    private static String yaml(Map<String, Object> document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(400);
        return new Yaml(options).dump(document);
    }
}
