package io.elevenfold.detection;

import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.detection.sigma.DetectionParser;
import io.elevenfold.detection.sigma.SigmaParser;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.List;
import java.util.Map;

/** Rules and parts of rules that people hand in, looked at as strictly as those that we ship. */
public final class RuleDraft {

    private RuleDraft() {}

    /**
     * @return a rule over single activities, all of whose fields exist
     * @throws ContentException with line and reason
     */
    public static SigmaRule rule(ContentNode document) {
        SigmaRule rule = new SigmaParser().parse(document);
        ContentNode source = document.required("logsource");
        if (!RuleSet.PRODUCT.equals(rule.logSource().product())) {
            throw source.wrong("expected 'product: %s', found '%.60s': its fields are not those of activities"
                    .formatted(RuleSet.PRODUCT, rule.logSource().product()));
        }
        String category = rule.logSource().category();
        if (category != null && !Envelope.KINDS.contains(category)) {
            throw source.wrong("unknown category '%.60s', expected a kind of activity".formatted(category));
        }
        Envelope.checkFields(document, rule.detection());
        return rule;
    }

    /**
     * The only document of a text.
     *
     * @throws ContentException when there is none, or another one
     */
    public static ContentNode document(String name, String yaml) {
        List<ContentNode> documents = ContentNode.parse(name, yaml);
        if (documents.size() != 1) {
            throw new ContentException(name + ":1", "expected one document, found %d".formatted(documents.size()));
        }
        return documents.get(0);
    }

    /**
     * Selections and a condition over them.
     *
     * @throws ContentException with line and reason
     */
    public static Detection detection(ContentNode block) {
        Detection detection = new DetectionParser(Map.of()).parse(block);
        Envelope.checkFields(block, detection);
        return detection;
    }

    /**
     * As {@link #detection}, of a Sigma filter, whose block also names the rules.
     *
     * @throws ContentException with line and reason
     */
    public static Detection filter(ContentNode block) {
        Detection detection = new DetectionParser(Map.of()).parse(block.without("rules"));
        Envelope.checkFields(block, detection);
        return detection;
    }
}
