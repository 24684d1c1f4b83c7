package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.ContradictionRule;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleMatch;
import io.elevenfold.detection.RuleSet;
import io.elevenfold.detection.correlation.Contribution;
import io.elevenfold.detection.correlation.Correlator;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.detection.tuning.LiveRules;
import io.elevenfold.finding.FindingKind;
import io.elevenfold.finding.Severity;
import io.elevenfold.identity.Sender;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The shipped rules: single events, and what an endpoint does against what it declared. */
@ApplicationScoped
class RuleJudge implements Judge {

    private static final int UNLAYERED = 10;

    private final RuleCatalog catalog;
    private final LiveRules live;
    private final DeclaredStates declared;
    private final Correlator correlator;
    private final Set<String> silent;

    RuleJudge(RuleCatalog catalog, LiveRules live, DeclaredStates declared) {
        this.live = live;
        this.catalog = catalog;
        this.declared = declared;
        this.correlator = catalog.correlator();
        this.silent = correlator.silentRules();
    }

    @Override
    public Judgement judge(Activity event, Sender sender) {
        List<RuleMatch> matches = live.ruleSet().evaluate(event);
        List<ContradictionRule> suspected = sender.endpointId() == null
                ? List.of()
                : catalog.contradictionSet().observedBy(event);
        if (matches.isEmpty() && suspected.isEmpty()) {
            return Judgement.NOTHING;
        }
        List<Verdict> verdicts = new ArrayList<>();
        List<String> hits = new ArrayList<>();
        for (RuleMatch match : matches) {
            if (!silent.contains(match.rule().id())) {
                verdicts.add(verdict(match));
            }
            if (correlator.listensTo(match.rule().id())) {
                hits.add(match.rule().id());
            }
        }
        if (!suspected.isEmpty() && sender.endpointId() != null) {
            declared.of(sender.endpointId()).ifPresent(report -> suspected.stream()
                    .filter(rule -> rule.holds(event, report))
                    .forEach(rule -> live.running(rule.rule())
                            .ifPresent(running -> verdicts.add(verdict(
                                    new RuleMatch(running, rule.match(event).matchedFields()))))));
        }
        return new Judgement(verdicts, hits, hits.isEmpty() ? List.of() : contributions(event, sender, hits));
    }

    /** A session's name is the sender's word: only events of one sender are joined. */
    private List<Contribution> contributions(Activity event, Sender sender, List<String> hits) {
        UUID scope = sender.endpointId() != null ? sender.endpointId() : sender.tokenId();
        return correlator.contributions(hits, scope.toString(), field -> RuleSet.valueOf(event, field));
    }

    private static Verdict verdict(RuleMatch match) {
        Map<String, Object> matched = new LinkedHashMap<>(match.matchedFields());
        return verdict(match.rule(), matched);
    }

    static Verdict verdict(Rule rule, Map<String, Object> matched) {
        return new Verdict(
                switch (rule.kind()) {
                    case RULE -> FindingKind.RULE;
                    case CORRELATION -> FindingKind.CORRELATION;
                    case CONTRADICTION -> FindingKind.CONTRADICTION;
                },
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
