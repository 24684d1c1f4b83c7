package io.elevenfold.detection;

import io.elevenfold.detection.taint.SessionRules;
import io.elevenfold.detection.correlation.Contribution;
import io.elevenfold.detection.correlation.Correlation;
import io.elevenfold.detection.correlation.Correlator;
import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.detection.sigma.LogSource;
import io.elevenfold.detection.sigma.SigmaRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that run at one moment, compiled: over single events, over several, and what each leaves out. Immutable. */
public final class RunningRules {

    private final RuleSet singles;
    private final SessionRules sessionRules;
    private final @Nullable RuleSet ofEachCommand;
    private final Correlator correlator;
    private final Set<String> silent;
    private final @Nullable RuleSet leftOut;

    private RunningRules(
            RuleSet singles,
            SessionRules sessionRules,
            @Nullable RuleSet ofEachCommand,
            Correlator correlator,
            Set<String> silent,
            @Nullable RuleSet leftOut) {
        this.singles = singles;
        this.sessionRules = sessionRules;
        this.ofEachCommand = ofEachCommand;
        this.correlator = correlator;
        this.silent = silent;
        this.leftOut = leftOut;
    }

    /** The rules that travel with the service, as they were written. */
    public static RunningRules shipped(RuleCatalog catalog) {
        return new RunningRules(
                catalog.ruleSet(), catalog.sessionRules(), null, catalog.correlator(), catalog.silentRules(), null);
    }

    /**
     * @param singles over single events
     * @param ofEachCommand those that are asked of each simple command of a line
     * @param correlations over several events
     * @param silent what raises nothing of its own
     * @param conditions by correlation: what must hold for an event to be added to it
     */
    public static RunningRules of(
            List<SigmaRule> singles,
            List<SigmaRule> ofEachCommand,
            Collection<Correlation> correlations,
            Set<String> silent,
            Map<String, Detection> conditions) {
        Set<String> quiet = new HashSet<>(silent);
        singles.stream().map(Rule::of).filter(Rule::onlyFeeds).map(Rule::id).forEach(quiet::add);
        return new RunningRules(
                RuleSet.compile(SessionRules.without(singles)),
                SessionRules.compile(singles),
                ofEachCommand.isEmpty() ? null : RuleSet.compile(ofEachCommand),
                new Correlator(correlations),
                Set.copyOf(quiet),
                conditions.isEmpty() ? null : leftOut(conditions));
    }

    /** As rules that hold for what is left out. */
    private static RuleSet leftOut(Map<String, Detection> conditions) {
        List<SigmaRule> rules = new ArrayList<>();
        conditions.forEach((correlation, condition) -> rules.add(new SigmaRule(
                correlation,
                null,
                correlation,
                Level.INFORMATIONAL,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                new LogSource(RuleSet.PRODUCT, null, null),
                new Detection.Not(condition),
                Map.of(),
                correlation)));
        return RuleSet.compile(rules);
    }

    /** Those that ask what the session has been through. */
    public SessionRules sessionRules() {
        return sessionRules;
    }

    /** Every rule over single events that holds by itself, those too that only feed others; mostly none. */
    public List<RuleMatch> evaluate(ActivityReading event) {
        List<RuleMatch> matches = singles.evaluate(event);
        if (ofEachCommand == null) {
            return matches;
        }
        Map<String, RuleMatch> byRule = new LinkedHashMap<>();
        for (ActivityReading command : event.commands()) {
            ofEachCommand
                    .evaluate(command)
                    .forEach(match -> byRule.putIfAbsent(match.rule().id(), match));
        }
        if (byRule.isEmpty()) {
            return matches;
        }
        List<RuleMatch> all = new ArrayList<>(matches);
        all.addAll(byRule.values());
        return all;
    }

    /** Whether a rule that holds raises a finding, and does not only feed others. */
    public boolean raises(String rule) {
        return !silent.contains(rule);
    }

    /** The rules over several events, compiled. */
    public Correlator correlator() {
        return correlator;
    }

    /**
     * What an event adds to rules over several events.
     *
     * @param hits the rules that hold for it
     * @param scope what keeps the events of one sender apart from another's
     */
    public List<Contribution> contributions(ActivityReading event, String scope, Collection<String> hits) {
        List<Contribution> contributions = correlator.contributions(hits, scope, event::value);
        if (leftOut == null || contributions.isEmpty()) {
            return contributions;
        }
        Set<String> without = new HashSet<>();
        leftOut.evaluate(event).forEach(match -> without.add(match.rule().id()));
        return contributions.stream()
                .filter(each -> !without.contains(each.correlation()))
                .toList();
    }
}
