package io.elevenfold.detection;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The documents of {@code frameworks/rules/baselines/}: what is usual, and when risk is worth a finding.
 *
 * @param risk the one that says when
 */
public record Baselines(List<BaselineRule> all, RiskRule risk) {

    private static final String BASELINE = "baseline";

    public Baselines {
        all = List.copyOf(all);
    }

    static boolean isOne(ContentNode document) {
        return document.entries().containsKey(BASELINE);
    }

    static Baselines read(List<ContentNode> documents) {
        List<BaselineRule> baselines = new ArrayList<>();
        RiskRule risk = null;
        for (ContentNode document : documents) {
            Rule rule = rule(document);
            ContentNode baseline = document.required(BASELINE);
            if (!baseline.text("type").equals("risk")) {
                baselines.add(BaselineRule.read(rule, document));
            } else if (risk == null) {
                risk = RiskRule.read(rule, baseline);
            } else {
                throw baseline.wrong("two documents say when risk is worth a finding");
            }
        }
        if (risk == null) {
            throw new ContentException(RuleCatalog.FOLDER, "no document says when risk is worth a finding");
        }
        return new Baselines(baselines, risk);
    }

    private static Rule rule(ContentNode document) {
        document.onlyKeys(
                "title",
                "id",
                "name",
                "status",
                "description",
                "references",
                "unmapped",
                "author",
                "date",
                "modified",
                "tags",
                "logsource",
                BASELINE,
                "falsepositives",
                "level",
                "guide",
                "tests");
        Envelope.check(document);
        return Rule.of(document, Rule.Kind.BASELINE);
    }

    Stream<Rule> rules() {
        return Stream.concat(all.stream().map(BaselineRule::rule), Stream.of(risk.rule()));
    }

    /** Those of one way of telling. */
    public List<BaselineRule> of(BaselineRule.Type type) {
        return all.stream().filter(each -> each.type() == type).toList();
    }
}
