package io.elevenfold.detection.tuning;

import io.elevenfold.detection.RuleDraft;
import io.elevenfold.detection.RuleTexts;
import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Sigma filter (Sigma Filters Specification 2.1): its condition must hold beside that of each rule it names.
 *
 * @param rules ids; empty for {@code any}
 * @param exclusion what is added to these rules
 */
record SigmaFilter(String title, List<String> rules, RuleTexts.Exclusion exclusion) {

    private static final int LONGEST_TITLE = 256;
    private static final int MOST_RULES = 500;

    /**
     * @param resolve from an id or name to the id of a rule over single events; null when there is none
     * @throws ContentException with line and reason
     */
    static SigmaFilter read(String yaml, Function<String, @Nullable String> resolve) {
        ContentNode document = RuleDraft.document("filter", yaml);
        document.onlyKeys(
                "title",
                "id",
                "name",
                "taxonomy",
                "status",
                "description",
                "author",
                "date",
                "modified",
                "license",
                "references",
                "tags",
                "logsource",
                "filter");
        ContentNode title = document.required("title");
        if (title.text().length() > LONGEST_TITLE) {
            throw title.wrong("the title is longer than %d characters".formatted(LONGEST_TITLE));
        }
        ContentNode block = document.required("filter");
        Detection detection = RuleDraft.filter(block);
        return new SigmaFilter(
                title.text(),
                rules(block.required("rules"), resolve),
                new RuleTexts.Exclusion(title.text(), detection, block.without("rules")));
    }

    private static List<String> rules(ContentNode node, Function<String, @Nullable String> resolve) {
        if (!node.isList() && node.text().equals("any")) {
            return List.of();
        }
        List<ContentNode> named = node.isList() ? node.items() : List.of(node);
        if (named.isEmpty() || named.size() > MOST_RULES) {
            throw node.wrong("expected 1 to %d rules, or any".formatted(MOST_RULES));
        }
        List<String> rules = new ArrayList<>();
        for (ContentNode name : named) {
            String id = resolve.apply(name.text());
            if (id == null) {
                throw name.wrong("no rule over single events has the id or name '%.60s'".formatted(name.text()));
            }
            rules.add(id);
        }
        return rules;
    }
}
