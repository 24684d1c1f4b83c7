package io.elevenfold.detection.tuning;

import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.Baselines;
import io.elevenfold.detection.CorrelationRule;
import io.elevenfold.detection.PublicSources;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleDocuments;
import io.elevenfold.detection.RuleDraft;
import io.elevenfold.detection.RuleSources;
import io.elevenfold.detection.RuleTexts.Exclusion;
import io.elevenfold.detection.RuleTexts.Trial;
import io.elevenfold.detection.RunningRules;
import io.elevenfold.detection.ShippedRule;
import io.elevenfold.detection.correlation.Correlation;
import io.elevenfold.detection.correlation.Correlator;
import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.detection.sigma.Placeholders;
import io.elevenfold.detection.sigma.SigmaFilter;
import io.elevenfold.detection.sigma.SigmaParser;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import io.quarkus.logging.Log;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One state of all rules: what is shipped, what was taken in, and what was made of them. Immutable once it is made. */
final class InForce {

    private static final String EXPANDS = "|expand";

    private final State state;
    private final RuleDocuments.Known known;
    private final Map<String, PublicSources.Mapped> singles = new LinkedHashMap<>();
    private final Map<String, Correlation> correlations = new LinkedHashMap<>();
    private final Map<String, SigmaFilter> filters = new LinkedHashMap<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, ImportedRule> imported = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, List<Exclusion>> exclusions = new LinkedHashMap<>();
    private final Map<String, List<Suppression>> suppressions = new LinkedHashMap<>();
    private final Set<String> silent;
    private final Baselines baselines;
    private final List<BaselineRule> overTerms;
    private final RunningRules running;

    /** What the database holds. */
    record State(
            long revision,
            Map<String, RuleSetting> settings,
            List<Suppression> suppressions,
            List<ImportedRule> latest,
            Map<String, List<String>> placeholders) {

        /** Whether everything runs as it was shipped. */
        boolean isEmpty() {
            return settings.isEmpty() && suppressions.isEmpty() && latest.isEmpty() && placeholders.isEmpty();
        }
    }

    InForce(RuleCatalog catalog, RuleSources sources, PublicSources publicSources, State state) {
        this.state = state;
        Placeholders placeholders = catalog.placeholders().with(state.placeholders());
        this.known = new RuleDocuments.Known(placeholders, publicSources, names::get);
        for (ShippedRule each : catalog.shipped()) {
            single(shipped(each, sources, placeholders));
        }
        for (CorrelationRule each : catalog.correlations()) {
            correlations.put(each.rule().id(), each.correlation());
            names.put(each.rule().id(), each.rule().id());
            sources.of(each.rule().id())
                    .map(source -> source.document().textOrNull("name"))
                    .ifPresent(name -> names.putIfAbsent(name, each.rule().id()));
        }
        catalog.rules().forEach(this::add);
        this.silent = new HashSet<>(catalog.correlator().silentRules());
        this.baselines = takenIn(catalog);
        this.overTerms = baselines.all().stream()
                .filter(each -> each.type().isOverTerms())
                .toList();
        excluded();
        this.running = state.isEmpty() ? RunningRules.shipped(catalog) : compiled();
    }

    /** A rule that asks for placeholders is read anew with what the organisation says. */
    private PublicSources.Mapped shipped(ShippedRule shipped, RuleSources sources, Placeholders placeholders) {
        SigmaRule rule = sources.of(shipped.rule().id())
                .filter(source ->
                        !state.placeholders().isEmpty() && source.yaml().contains(EXPANDS))
                .flatMap(source ->
                        readable(shipped.rule().title(), () -> new SigmaParser(placeholders).parse(source.document())))
                .orElse(shipped.sigma());
        return new PublicSources.Mapped(rule, rule.logSource(), false, Map.of());
    }

    private void single(PublicSources.Mapped single) {
        String id = single.rule().label();
        singles.put(id, single);
        names.put(id, id);
        if (single.rule().name() != null) {
            names.putIfAbsent(single.rule().name(), id);
        }
    }

    private void add(Rule rule) {
        RuleSetting setting = state.settings().get(rule.id());
        rules.put(rule.id(), setting == null || setting.level() == null ? rule : rule.withLevel(setting.level()));
    }

    /** @return the baselines, shipped and taken in */
    private Baselines takenIn(RuleCatalog catalog) {
        Map<ContentNode, ImportedRule> written = new LinkedHashMap<>();
        for (ImportedRule each : state.latest()) {
            readable(each.title(), () -> RuleDocuments.identified(RuleDraft.document(each.file(), each.yaml())))
                    .ifPresent(document -> written.put(document, each));
        }
        RuleDocuments read = RuleDocuments.read(
                List.copyOf(written.keySet()),
                known,
                (document, problem) -> Log.warnf(
                        "%s is left out: %s",
                        Optional.ofNullable(written.get(document))
                                .map(ImportedRule::title)
                                .orElse(""),
                        problem.getMessage()));
        Map<ContentNode, Rule> views = new LinkedHashMap<>();
        read.singles().forEach((document, single) -> {
            single(single);
            views.put(document, Rule.of(single.rule()));
        });
        read.correlations().forEach((document, correlation) -> {
            correlations.put(correlation.id(), correlation);
            names.put(correlation.id(), correlation.id());
            document.optional("name").ifPresent(name -> names.putIfAbsent(name.text(), correlation.id()));
            views.put(document, RuleDocuments.view(document));
        });
        read.filters().forEach((document, filter) -> {
            Rule view = RuleDocuments.filterView(document);
            filters.put(view.id(), filter);
            views.put(document, view);
        });
        List<BaselineRule> usual = new ArrayList<>();
        read.baselines().forEach((document, baseline) -> {
            views.put(document, baseline.rule());
            if (setting(baseline.rule().id()).enabled()) {
                usual.add(baseline);
            }
        });
        written.forEach((document, each) -> {
            Rule view = views.get(document);
            if (view != null) {
                imported.put(each.rule(), each);
                add(view);
            }
        });
        // What somebody takes in must not silence what we ship.
        Set<String> quiet = new Correlator(read.correlations().values()).silentRules();
        quiet.removeIf(rule -> catalog.rule(rule).isPresent());
        silent.addAll(quiet);
        return catalog.baselines().with(usual);
    }

    private void excluded() {
        state.settings().forEach((rule, setting) -> {
            String filter = setting.filter();
            if (filter != null && isNarrowable(rule)) {
                readable(rule, () -> tuning(filter, known.placeholders())).ifPresent(each -> exclude(rule, each));
            }
        });
        for (Suppression each : state.suppressions()) {
            readable(each.title(), () -> filter(each.yaml())).ifPresent(filter -> {
                exclude(filter);
                concerned(filter).forEach(rule -> suppressions
                        .computeIfAbsent(rule, unseen -> new ArrayList<>())
                        .add(each));
            });
        }
        filters.forEach((id, filter) -> {
            if (setting(id).enabled()) {
                exclude(filter);
            }
        });
    }

    private void exclude(SigmaFilter filter) {
        Exclusion exclusion = new Exclusion(filter.title(), filter.detection(), filter.block());
        concerned(filter).forEach(rule -> exclude(rule, exclusion));
    }

    private void exclude(String rule, Exclusion exclusion) {
        exclusions.computeIfAbsent(rule, unseen -> new ArrayList<>()).add(exclusion);
    }

    /** The rules over single events that a filter is for, and the correlations that it names. */
    List<String> concerned(SigmaFilter filter) {
        List<String> concerned = new ArrayList<>();
        singles.forEach((id, single) -> {
            if (filter.concerns(single.rule(), single.written())) {
                concerned.add(id);
            }
        });
        for (String name : filter.rules()) {
            String id = names.get(name);
            if (id != null && correlations.containsKey(id)) {
                concerned.add(id);
            }
        }
        return concerned;
    }

    /** A Sigma filter over the rules of this state. */
    SigmaFilter filter(String yaml) {
        return RuleDraft.filter(RuleDraft.document("filter", yaml), known);
    }

    /** What a rule shall not hold for, as a part of the rule. */
    static Exclusion tuning(String filter, Placeholders placeholders) {
        ContentNode block = RuleDraft.document("filter", filter);
        return new Exclusion("filter", new Detection.Not(RuleDraft.detection(block, placeholders)), block);
    }

    private RunningRules compiled() {
        Set<String> off = new HashSet<>();
        rules.keySet().stream().filter(id -> !setting(id).enabled()).forEach(off::add);
        Set<String> quiet = new HashSet<>(silent);
        quiet.addAll(off);
        Set<String> needed = reached(
                correlations,
                correlations.keySet().stream().filter(id -> !off.contains(id)).toList());
        singles.keySet().stream().filter(id -> !off.contains(id)).forEach(needed::add);
        return compile(singles, correlations, needed, quiet);
    }

    /** Only one rule, with what feeds it; empty when there is none that looks at events. */
    Optional<Trial> alone(String rule) {
        return isNarrowable(rule)
                ? Optional.of(trial(
                        rule,
                        Optional.ofNullable(rules.get(rule)).map(Rule::title).orElse(rule),
                        singles,
                        correlations))
                : Optional.empty();
    }

    /** A draft, which may name rules of this state. */
    Trial draft(String yaml) {
        List<ContentNode> documents = ContentNode.parse("rule", yaml);
        RuleDocuments read = RuleDocuments.read(documents, known, (document, problem) -> {
            throw problem;
        });
        Map<String, PublicSources.Mapped> withDraft = new LinkedHashMap<>(singles);
        read.singles().values().forEach(single -> withDraft.put(single.rule().label(), single));
        Map<String, Correlation> joins = new LinkedHashMap<>(correlations);
        read.correlations().values().forEach(correlation -> joins.put(correlation.id(), correlation));
        Map<String, String> titles = new LinkedHashMap<>();
        read.correlations().forEach((document, correlation) -> titles.put(correlation.id(), document.text("title")));
        read.correlations().values().forEach(correlation -> correlation.rules().forEach(titles::remove));
        if (read.correlations().isEmpty()) {
            read.singles()
                    .values()
                    .forEach(single ->
                            titles.put(single.rule().label(), single.rule().title()));
        }
        if (titles.size() != 1 || !read.filters().isEmpty() || !read.baselines().isEmpty()) {
            throw new ContentException("rule:1", "expected one rule, or a correlation with the rules that it names");
        }
        Map.Entry<String, String> subject = titles.entrySet().iterator().next();
        return trial(subject.getKey(), subject.getValue(), withDraft, joins);
    }

    private Trial trial(
            String subject, String title, Map<String, PublicSources.Mapped> all, Map<String, Correlation> joins) {
        Set<String> chosen = reached(joins, List.of(subject));
        Set<String> actions = new HashSet<>();
        boolean every = false;
        for (String id : chosen) {
            PublicSources.Mapped single = all.get(id);
            String action = single == null ? null : single.rule().logSource().category();
            every |= single != null && action == null;
            if (action != null) {
                actions.add(action);
            }
        }
        return new Trial(
                subject,
                title,
                compile(all, joins, chosen, Set.of()),
                every ? Set.of() : actions,
                joins.containsKey(subject));
    }

    /** These and everything that feeds them. */
    private static Set<String> reached(Map<String, Correlation> correlations, Collection<String> from) {
        Set<String> reached = new HashSet<>(from);
        Deque<String> left = new ArrayDeque<>(from);
        while (!left.isEmpty()) {
            Correlation correlation = correlations.get(left.remove());
            if (correlation != null) {
                correlation.rules().stream().filter(reached::add).forEach(left::add);
            }
        }
        return reached;
    }

    private RunningRules compile(
            Map<String, PublicSources.Mapped> all,
            Map<String, Correlation> correlations,
            Set<String> chosen,
            Set<String> quiet) {
        List<SigmaRule> whole = new ArrayList<>();
        List<SigmaRule> ofEachCommand = new ArrayList<>();
        all.forEach((id, single) -> {
            if (chosen.contains(id)) {
                (single.ofEachCommand() ? ofEachCommand : whole).add(narrowed(id, single.rule()));
            }
        });
        List<Correlation> joins = correlations.values().stream()
                .filter(each -> chosen.contains(each.id()))
                .toList();
        Map<String, Detection> conditions = new LinkedHashMap<>();
        joins.forEach(each -> {
            List<Exclusion> excluded = exclusionsOf(each.id());
            if (!excluded.isEmpty()) {
                conditions.put(
                        each.id(),
                        new Detection.All(
                                excluded.stream().map(Exclusion::detection).toList()));
            }
        });
        return RunningRules.of(whole, ofEachCommand, joins, quiet, conditions);
    }

    private SigmaRule narrowed(String id, SigmaRule rule) {
        List<Detection> parts = new ArrayList<>(List.of(rule.detection()));
        exclusionsOf(id).forEach(each -> parts.add(each.detection()));
        RuleSetting setting = setting(id);
        return rule.with(
                setting.level() == null ? rule.level() : setting.level(),
                parts.size() == 1 ? rule.detection() : new Detection.All(parts));
    }

    long revision() {
        return state.revision();
    }

    RunningRules running() {
        return running;
    }

    Baselines baselines() {
        return baselines;
    }

    /** Those that every event is shown to. */
    List<BaselineRule> overTerms() {
        return overTerms;
    }

    RuleDocuments.Known known() {
        return known;
    }

    /** Every rule by id, with the level that it has here. */
    Map<String, Rule> rules() {
        return rules;
    }

    RuleSetting setting(String rule) {
        return state.settings().getOrDefault(rule, RuleSetting.AS_WRITTEN);
    }

    /** Those that are for a rule. */
    List<Suppression> suppressionsOf(String rule) {
        return suppressions.getOrDefault(rule, List.of());
    }

    Map<String, ImportedRule> imported() {
        return imported;
    }

    List<Exclusion> exclusionsOf(String rule) {
        return exclusions.getOrDefault(rule, List.of());
    }

    /** Whether events can be left out: of rules over single events, and of those over several. */
    boolean isNarrowable(String rule) {
        return singles.containsKey(rule) || correlations.containsKey(rule);
    }

    @Nullable
    Correlation correlation(String rule) {
        return correlations.get(rule);
    }

    /** Whether a suppression has come to its end. */
    boolean isOverAt(Instant now) {
        return state.suppressions().stream().anyMatch(each -> each.isOverAt(now));
    }

    /** A text that an older version took and this one does not must not stop the others. */
    private static <T> Optional<T> readable(String name, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ContentException e) {
            Log.warnf("%s is left out: %s", name, e.getMessage());
            return Optional.empty();
        }
    }
}
