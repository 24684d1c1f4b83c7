package io.elevenfold.detection;

import io.elevenfold.detection.sigma.Placeholders;
import io.elevenfold.detection.sigma.SigmaParser;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentNode;
import java.util.List;

/**
 * A rule from {@code frameworks/rules/} with its examples.
 *
 * @param rule what people see of it
 * @param sigma what is compiled
 */
public record ShippedRule(Rule rule, SigmaRule sigma, List<RuleTest> tests) {

    public ShippedRule {
        tests = List.copyOf(tests);
    }

    /** @throws io.elevenfold.platform.content.ContentException when anything is missing or unknown */
    static ShippedRule read(ContentNode document, Placeholders placeholders) {
        document.onlyKeys(
                "title",
                "id",
                "name",
                "related",
                "status",
                "description",
                "references",
                "unmapped",
                "author",
                "date",
                "modified",
                "tags",
                "logsource",
                "detection",
                "falsepositives",
                "level",
                TaintSource.KEY,
                "guide",
                "tests");
        Envelope.check(document);
        SigmaRule sigma = new SigmaParser(placeholders).parse(document);
        ContentNode logSource = document.required("logsource").onlyKeys("product", "category", "service", "definition");
        String category = sigma.logSource().category();
        if (category != null && !Envelope.KINDS.contains(category)) {
            throw logSource.wrong("unknown category '%s', expected a kind of activity".formatted(category));
        }
        Envelope.checkFields(document, sigma.detection());
        return new ShippedRule(Rule.of(sigma), sigma, RuleTest.in(document, false, true));
    }
}
