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

    /** Whether a document says when risk is worth a finding. */
    static boolean isRisk(ContentNode document) {
        return document.required(BASELINE).text("type").equals("risk");
    }

    /** These and others. */
    public Baselines with(List<BaselineRule> others) {
        return new Baselines(Stream.concat(all.stream(), others.stream()).toList(), risk);
    }

    static Baselines read(List<ContentNode> documents) {
        List<BaselineRule> baselines = new ArrayList<>();
        RiskRule risk = null;
        for (ContentNode document : documents) {
            Rule rule = rule(document);
            ContentNode baseline = document.required(BASELINE);
            if (!isRisk(document)) {
                BaselineRule read = BaselineRule.read(rule, document);
                if (read.type() == BaselineRule.Type.NEW_TERMS) {
                    document.required("tests");
                }
                baselines.add(read);
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
