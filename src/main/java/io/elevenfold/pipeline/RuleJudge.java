package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.ContradictionRule;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleMatch;
import io.elevenfold.detection.RunningRules;
import io.elevenfold.detection.Severities;
import io.elevenfold.detection.baseline.Observation;
import io.elevenfold.detection.correlation.Contribution;
import io.elevenfold.detection.taint.Fingerprints;
import io.elevenfold.detection.taint.Listening;
import io.elevenfold.detection.taint.Told;
import io.elevenfold.detection.tuning.LiveRules;
import io.elevenfold.finding.FindingKind;
import io.elevenfold.identity.Sender;
import io.elevenfold.platform.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The shipped rules: single events, and what an endpoint does against what it declared. */
@ApplicationScoped
class RuleJudge implements Judge {

    private static final int FINGERPRINT_KEY_BYTES = 32;

    private final RuleCatalog catalog;
    private final LiveRules live;
    private final DeclaredStates declared;
    private final Listening listening;

    RuleJudge(RuleCatalog catalog, LiveRules live, DeclaredStates declared, DataDirectory directory) {
        this.live = live;
        this.catalog = catalog;
        this.declared = declared;
        this.listening = new Listening(new Fingerprints(directory.secret("fingerprint.key", FINGERPRINT_KEY_BYTES)));
    }

    @Override
    public Judgement judge(Activity event, Sender sender) {
        ActivityReading reading = ActivityReading.of(event);
        RunningRules rules = live.compiled();
        List<RuleMatch> matches = rules.evaluate(reading);
        List<ContradictionRule> suspected = sender.endpointId() == null
                ? List.of()
                : catalog.contradictionSet().observedBy(event);
        List<Observation> observations = Observation.of(reading, live.overTerms());
        Told told = listening.to(reading, matches, rules.sessionRules());
        if (matches.isEmpty() && suspected.isEmpty() && told.isSilent()) {
            return observations.isEmpty()
                    ? Judgement.NOTHING
                    : new Judgement(List.of(), List.of(), List.of(), observations, Told.NOTHING);
        }
        List<Verdict> verdicts = new ArrayList<>();
        List<String> hits = new ArrayList<>();
        for (RuleMatch match : matches) {
            if (rules.raises(match.rule().id())) {
                verdicts.add(verdict(match));
            }
            if (rules.correlator().listensTo(match.rule().id())) {
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
        List<String> possible = new ArrayList<>(hits);
        told.conditionals().stream()
                .map(each -> each.rule().id())
                .filter(rules.correlator()::listensTo)
                .forEach(possible::add);
        List<Contribution> contributions =
                possible.isEmpty() ? List.of() : rules.contributions(reading, scope(sender), possible);
        return new Judgement(verdicts, hits, contributions, observations, told);
    }

    /** A session's name is the sender's word: only events of one sender are joined. */
    private static String scope(Sender sender) {
        UUID scope = sender.endpointId() != null ? sender.endpointId() : sender.tokenId();
        return scope.toString();
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
                    case BASELINE -> FindingKind.BASELINE;
                    case FILTER -> throw new IllegalArgumentException("a filter raises nothing: " + rule.id());
                },
                rule.id(),
                rule.title(),
                Severities.of(rule.level()),
                rule.layerOrWatching(),
                rule.controls(),
                matched);
    }
}
