package io.elevenfold.detection.tuning;

import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.Baselines;
import io.elevenfold.detection.PublicSources;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleDocuments;
import io.elevenfold.detection.RuleSources;
import io.elevenfold.detection.RuleTexts;
import io.elevenfold.detection.RunningRules;
import io.elevenfold.detection.correlation.Correlation;
import io.elevenfold.platform.ProblemException;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules that are in force at this moment: shipped and taken in, tuned, without those that are switched off. A
 * change here is in force with its commit, one of another node within two seconds. Asking costs one volatile read:
 * everything that tuning does is compiled into the rules.
 */
@ApplicationScoped
public class LiveRules implements RuleTexts {

    private final RuleCatalog catalog;
    private final RuleSources sources;
    private final PublicSources publicSources = PublicSources.load();
    private final TuningTable tunings;
    private final ImportTable imports;
    private final Clock clock;
    private volatile @Nullable InForce current;

    LiveRules(RuleCatalog catalog, RuleSources sources, TuningTable tunings, ImportTable imports, Clock clock) {
        this.catalog = catalog;
        this.sources = sources;
        this.tunings = tunings;
        this.imports = imports;
        this.clock = clock;
    }

    @PostConstruct
    void load() {
        current = new InForce(
                catalog,
                sources,
                publicSources,
                new InForce.State(
                        tunings.revision(),
                        tunings.settings(),
                        tunings.inForce(clock.instant()),
                        imports.latest(),
                        tunings.placeholders()));
    }

    /** Another node's change, or the end of a suppression. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        InForce known = inForce();
        if (known.isOverAt(clock.instant()) || tunings.revision() != known.revision()) {
            load();
        }
    }

    void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) RulesChanged changed) {
        load();
    }

    /** What is asked of events at this moment. */
    public RunningRules compiled() {
        return inForce().running();
    }

    /** What is usual, as it is told from at this moment. */
    public Baselines baselines() {
        return inForce().baselines();
    }

    /** The baselines that every event is shown to. */
    public List<BaselineRule> overTerms() {
        return inForce().overTerms();
    }

    /** A correlation as it is read; empty for rules of other kinds. */
    public Optional<Correlation> correlation(String rule) {
        return Optional.ofNullable(inForce().correlation(rule));
    }

    /** The rule as it runs here; empty when it is switched off. For rules of every kind. */
    public Optional<Rule> running(Rule rule) {
        RuleSetting setting = setting(rule.id());
        if (!setting.enabled()) {
            return Optional.empty();
        }
        return Optional.of(setting.level() == null ? rule : rule.withLevel(setting.level()));
    }

    /** Every rule, those that are switched off too, with the level that it has here; taken in after shipped. */
    public List<Rule> rules() {
        return List.copyOf(inForce().rules().values());
    }

    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(inForce().rules().get(id));
    }

    /** Whether a hit of the rule raises a finding; else it only adds risk. */
    public boolean raisesFindings(String rule) {
        return !setting(rule).riskOnly();
    }

    public RuleSetting setting(String rule) {
        return inForce().setting(rule);
    }

    /** The version of a rule that others wrote; empty for a shipped one. */
    public Optional<ImportedRule> imported(String rule) {
        return Optional.ofNullable(inForce().imported().get(rule));
    }

    /** The suppressions in force that are for a rule. */
    public List<Suppression> suppressions(String rule) {
        return inForce().suppressionsOf(rule);
    }

    /** Whether events can be left out of what a rule looks at. */
    public boolean isNarrowable(String rule) {
        return inForce().isNarrowable(rule);
    }

    /** The rules as they are at this moment, for what is held against them. */
    InForce state() {
        return inForce();
    }

    @Override
    public Optional<Tuned> textOf(String id) {
        InForce inForce = inForce();
        String yaml = Optional.ofNullable(inForce.imported().get(id))
                .map(ImportedRule::yaml)
                .or(() -> sources.of(id).map(RuleSources.Source::yaml))
                .orElse(null);
        return yaml == null
                ? Optional.empty()
                : Optional.of(new Tuned(yaml, setting(id).enabled(), inForce.exclusionsOf(id)));
    }

    @Override
    public RuleDocuments.Known known() {
        return inForce().known();
    }

    @Override
    public Trial trial(@Nullable String rule, @Nullable String yaml) {
        if (rule != null) {
            return inForce()
                    .alone(rule)
                    .orElseThrow(() -> ProblemException.notFound("No rule over events has this id"));
        }
        return inForce().draft(yaml == null ? "" : yaml);
    }

    /** The rules that ask for placeholders, with their texts. */
    Map<Rule, String> expanding() {
        Map<Rule, String> expanding = new LinkedHashMap<>();
        for (Rule rule : rules()) {
            textOf(rule.id())
                    .map(Tuned::yaml)
                    .filter(yaml -> yaml.contains("|expand"))
                    .ifPresent(yaml -> expanding.put(rule, yaml));
        }
        return expanding;
    }

    /** Whether the rule runs unchanged. */
    public boolean isAsWritten(String rule) {
        return setting(rule).equals(RuleSetting.AS_WRITTEN);
    }

    private InForce inForce() {
        InForce known = current;
        if (known == null) {
            throw new IllegalStateException("the rules are not loaded");
        }
        return known;
    }
}
