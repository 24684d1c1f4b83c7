package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.ContradictionRule;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleMatch;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.finding.FindingKind;
import io.elevenfold.finding.Severity;
import io.elevenfold.identity.Sender;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shipped rules: single events, and what an endpoint does against what it declared. */
@ApplicationScoped
class RuleJudge implements Judge {

    private static final int UNLAYERED = 10;

    private final RuleCatalog catalog;
    private final DeclaredStates declared;

    RuleJudge(RuleCatalog catalog, DeclaredStates declared) {
        this.catalog = catalog;
        this.declared = declared;
    }

    @Override
    public List<Verdict> judge(Activity event, Sender sender) {
        List<RuleMatch> matches = catalog.ruleSet().evaluate(event);
        List<ContradictionRule> suspected = sender.endpointId() == null
                ? List.of()
                : catalog.contradictionSet().observedBy(event);
        if (matches.isEmpty() && suspected.isEmpty()) {
            return List.of();
        }
        List<Verdict> verdicts = new ArrayList<>();
        matches.forEach(match -> verdicts.add(verdict(match)));
        if (!suspected.isEmpty() && sender.endpointId() != null) {
            declared.of(sender.endpointId()).ifPresent(report -> suspected.stream()
                    .filter(rule -> rule.holds(event, report))
                    .forEach(rule -> verdicts.add(verdict(rule.match(event)))));
        }
        return verdicts;
    }

    private static Verdict verdict(RuleMatch match) {
        Map<String, Object> matched = new LinkedHashMap<>(match.matchedFields());
        return verdict(match.rule(), matched);
    }

    static Verdict verdict(Rule rule, Map<String, Object> matched) {
        return new Verdict(
                rule.kind() == Rule.Kind.CONTRADICTION ? FindingKind.CONTRADICTION : FindingKind.RULE,
                rule.id(),
                rule.title(),
                severityOf(rule.level()),
                // A rule that names no layer watches, and watching is layer 10.
                rule.layer() == null ? UNLAYERED : rule.layer(),
                rule.controls(),
                matched);
    }

    private static Severity severityOf(Level level) {
        return switch (level) {
            case CRITICAL -> Severity.CRITICAL;
            case HIGH -> Severity.HIGH;
            case MEDIUM -> Severity.MEDIUM;
            case LOW -> Severity.LOW;
            case INFORMATIONAL -> Severity.INFO;
        };
    }
}
