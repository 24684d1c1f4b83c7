package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.detection.sigma.DetectionParser;
import io.elevenfold.detection.sigma.FieldTable;
import io.elevenfold.detection.sigma.Placeholders;
import io.elevenfold.detection.sigma.Predicate;
import io.elevenfold.detection.sigma.Reading;
import io.elevenfold.platform.content.ContentNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen does not fit what the endpoint declared. Holds when the observed part, a Sigma detection, matches an
 * event, and the declared part, a CEL expression, is true of the endpoint's latest report.
 */
public final class ContradictionRule {

    private final Rule rule;
    private final Predicate observed;
    private final ActivityFields fields;
    private final Declaration declared;
    private final List<RuleTest> tests;

    private ContradictionRule(
            Rule rule, Predicate observed, ActivityFields fields, Declaration declared, List<RuleTest> tests) {
        this.rule = rule;
        this.observed = observed;
        this.fields = fields;
        this.declared = declared;
        this.tests = tests;
    }

    static ContradictionRule read(ContentNode document) {
        Detection detection = new DetectionParser(Placeholders.NONE).parse(document.required("observed"));
        Envelope.checkFields(document, detection);
        FieldTable table = new FieldTable();
        Predicate observed = detection.compile(table);
        return new ContradictionRule(
                metadata(document),
                observed,
                ActivityFields.of(table),
                Declaration.compile(document.required("declared")),
                RuleTest.in(document, true, true));
    }

    static Rule metadata(ContentNode document) {
        return Rule.of(document, Rule.Kind.CONTRADICTION);
    }

    public Rule rule() {
        return rule;
    }

    /** Whether the event alone gives reason to look at the report. Cheap: to be asked before a report is fetched. */
    public boolean observes(Activity activity) {
        return observed.test(fields.read(activity));
    }

    /**
     * Whether event and report contradict each other.
     *
     * @param report the endpoint's latest posture report as JSON has it
     */
    public boolean holds(Activity activity, Map<String, ?> report) {
        return observes(activity) && isDeclared(activity, report);
    }

    /** What in the event made the rule hold; see {@link RuleMatch}. */
    public RuleMatch match(Activity activity) {
        Map<String, String> matched = new LinkedHashMap<>();
        Reading reading = fields.read(activity);
        if (observed.test(reading)) {
            observed.explain(reading, matched);
        }
        return new RuleMatch(rule, matched);
    }

    /** How often the declared part could not be computed since the start. */
    public long errors() {
        return declared.errors();
    }

    public List<RuleTest> tests() {
        return tests;
    }

    private boolean isDeclared(Activity activity, Map<String, ?> report) {
        return declared.holds(
                report, Declaration.agentIn(report, activity.text(Field.AGENT_PRODUCT)), activity.asMap());
    }
}
