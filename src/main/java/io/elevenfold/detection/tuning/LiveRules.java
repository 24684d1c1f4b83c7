package io.elevenfold.detection.tuning;

import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleSet;
import io.elevenfold.detection.RuleSources;
import io.elevenfold.detection.RuleTexts;
import io.elevenfold.detection.ShippedRule;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.detection.taint.SessionRules;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Instant;
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
        long revision = tunings.revision();
        Instant now = clock.instant();
        current = InForce.of(
                catalog, revision, tunings.settings(), tunings.inForce(now), imports.latest(), this::singleRule);
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

    /** The rules over single events, compiled. */
    public RuleSet ruleSet() {
        return inForce().ruleSet();
    }

    /** Those that ask what the session has been through, compiled. */
    public SessionRules sessionRules() {
        return inForce().sessionRules();
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
        return inForce().settings().getOrDefault(rule, RuleSetting.AS_WRITTEN);
    }

    /** The version of a rule that others wrote; empty for a shipped one. */
    public Optional<ImportedRule> imported(String rule) {
        return Optional.ofNullable(inForce().imported().get(rule));
    }

    /** The suppressions in force that speak of a rule over single events. */
    public List<Suppression> suppressions(String rule) {
        InForce inForce = inForce();
        return inForce.singles().containsKey(rule)
                ? inForce.suppressions().stream()
                        .filter(each -> each.concerns(rule))
                        .toList()
                : List.of();
    }

    /** A rule over single events as its author wrote it; empty for rules of other kinds. */
    public Optional<SigmaRule> written(String rule) {
        return Optional.ofNullable(inForce().singles().get(rule));
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
                : Optional.of(new Tuned(
                        yaml, setting(id).enabled(), inForce.exclusions().getOrDefault(id, List.of())));
    }

    /** From id or name to the id of a rule over single events; null when there is none. */
    @Nullable
    String singleRule(String idOrName) {
        InForce inForce = current;
        if (inForce != null && inForce.singles().containsKey(idOrName)) {
            return idOrName;
        }
        return catalog.shipped().stream()
                .filter(each -> each.rule().id().equals(idOrName)
                        || idOrName.equals(each.sigma().name()))
                .map(ShippedRule::rule)
                .map(Rule::id)
                .findFirst()
                .orElse(null);
    }

    /** Whether the rule runs unchanged. */
    public boolean isAsWritten(String rule) {
        Map<String, RuleSetting> settings = inForce().settings();
        return settings.getOrDefault(rule, RuleSetting.AS_WRITTEN).equals(RuleSetting.AS_WRITTEN);
    }

    private InForce inForce() {
        InForce known = current;
        if (known == null) {
            throw new IllegalStateException("the rules are not loaded");
        }
        return known;
    }
}
