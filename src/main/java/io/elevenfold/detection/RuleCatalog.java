package io.elevenfold.detection;

import java.util.Set;
import java.util.HashSet;
import io.elevenfold.detection.taint.SessionRules;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.detection.correlation.Correlator;
import io.elevenfold.detection.sigma.Placeholders;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules that travel with the service, read from {@code frameworks/rules/} and compiled. Immutable. */
public final class RuleCatalog {

    static final String FOLDER = "frameworks/rules";
    private static final String PLACEHOLDERS = "frameworks/sigma/placeholders.yml";
    private static final String CONTRADICTIONS = FOLDER + "/contradictions/";

    private final List<ShippedRule> shipped;
    private final Contradictions contradictions;
    private final List<CorrelationRule> correlations;
    private final Correlator correlator;
    private final Baselines baselines;
    private final RuleSet ruleSet;
    private final SessionRules sessionRules;
    private final Map<String, Rule> byId;
    private final Placeholders placeholders;

    private RuleCatalog(
            Placeholders placeholders,
            List<ShippedRule> shipped,
            Contradictions contradictions,
            List<CorrelationRule> correlations,
            Baselines baselines) {
        this.placeholders = placeholders;
        this.shipped = shipped;
        this.contradictions = contradictions;
        this.correlations = correlations;
        this.baselines = baselines;
        this.correlator = new Correlator(
                correlations.stream().map(CorrelationRule::correlation).toList());
        List<SigmaRule> singles = shipped.stream().map(ShippedRule::sigma).toList();
        this.ruleSet = RuleSet.compile(SessionRules.without(singles));
        this.sessionRules = SessionRules.compile(singles);
        this.byId = new LinkedHashMap<>();
        Stream.of(
                        shipped.stream().map(ShippedRule::rule),
                        correlations.stream().map(CorrelationRule::rule),
                        contradictions.rules(),
                        baselines.rules())
                .flatMap(rules -> rules)
                .forEach(rule -> {
                    if (byId.put(rule.id(), rule) != null) {
                        throw new ContentException(FOLDER, "two rules have the id " + rule.id());
                    }
                });
    }

    /** @throws ContentException with file, line and reason when a file is wrong */
    public static RuleCatalog load() {
        return of(ContentFiles.documentsBelow(FOLDER), placeholders(ContentFiles.document(PLACEHOLDERS)));
    }

    private static Placeholders placeholders(ContentNode document) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        document.onlyKeys("placeholders")
                .required("placeholders")
                .entries()
                .forEach((name, node) -> values.put(name, node.texts()));
        return new Placeholders(values);
    }

    static RuleCatalog of(List<ContentNode> documents) {
        return of(documents, Placeholders.NONE);
    }

    static RuleCatalog of(List<ContentNode> documents, Placeholders placeholders) {
        List<ShippedRule> shipped = new ArrayList<>();
        List<ContentNode> contradictions = new ArrayList<>();
        List<ContentNode> correlations = new ArrayList<>();
        List<ContentNode> baselines = new ArrayList<>();
        for (ContentNode document : documents) {
            if (document.file().startsWith(CONTRADICTIONS)) {
                contradictions.add(document);
            } else if (Baselines.isOne(document)) {
                baselines.add(document);
            } else if (CorrelationRule.isOne(document)) {
                correlations.add(document);
            } else {
                shipped.add(ShippedRule.read(document, placeholders));
            }
        }
        return new RuleCatalog(
                placeholders,
                List.copyOf(shipped),
                Contradictions.read(contradictions),
                CorrelationRule.read(correlations, shipped),
                Baselines.read(baselines));
    }

    /** Every rule, contradictions and silences included, in the order of the files. */
    public List<Rule> rules() {
        return List.copyOf(byId.values());
    }

    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The values for placeholders that travel with the service. */
    public Placeholders placeholders() {
        return placeholders;
    }

    /** The rules over single events with their source and examples. */
    public List<ShippedRule> shipped() {
        return shipped;
    }

    /** The rules over single events, compiled; without those that ask for the session. */
    public RuleSet ruleSet() {
        return ruleSet;
    }

    /** The rules that ask what the session has been through, compiled. */
    public SessionRules sessionRules() {
        return sessionRules;
    }

    /** Rules that only feed others, or the state of sessions. */
    public Set<String> silentRules() {
        Set<String> silent = new HashSet<>(correlator.silentRules());
        rules().stream().filter(Rule::onlyFeeds).map(Rule::id).forEach(silent::add);
        return silent;
    }

    /** The rules that hold what an endpoint declares against what it does. */
    public List<ContradictionRule> contradictions() {
        return contradictions.all();
    }

    /** The contradictions that an activity gives reason to ask about; mostly none. */
    public Contradictions contradictionSet() {
        return contradictions;
    }

    /** The rules over several events. */
    public List<CorrelationRule> correlations() {
        return correlations;
    }

    /** The rules over several events, compiled. */
    public Correlator correlator() {
        return correlator;
    }

    /** What is usual, and when risk is worth a finding. */
    public Baselines baselines() {
        return baselines;
    }

    /** The rules that hold when a declared agent has been silent for too long. */
    public List<SilenceRule> silences() {
        return contradictions.silences();
    }
}
