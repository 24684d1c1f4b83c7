package io.elevenfold.detection;

import io.elevenfold.detection.correlation.Contribution;
import io.elevenfold.detection.correlation.Correlation;
import io.elevenfold.detection.correlation.Correlator;
import io.elevenfold.detection.correlation.WindowStore;
import io.elevenfold.detection.correlation.WindowsInMemory;
import io.elevenfold.detection.sigma.FieldIndex;
import io.elevenfold.detection.sigma.FieldTable;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.detection.sigma.Placeholders;
import io.elevenfold.detection.sigma.Predicate;
import io.elevenfold.detection.sigma.Reading;
import io.elevenfold.detection.sigma.SigmaFilter;
import io.elevenfold.detection.sigma.SigmaParser;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Sigma documents that belong together, on events of any shape: filters are put into the rules, names are resolved. */
final class RulePack {

    private final List<SigmaRule> rules;
    private final List<Correlation> correlations;

    private RulePack(List<SigmaRule> rules, List<Correlation> correlations) {
        this.rules = rules;
        this.correlations = correlations;
    }

    /** @param refused takes each document that is not one, with the reason */
    static RulePack read(
            List<ContentNode> documents, Placeholders placeholders, BiConsumer<ContentNode, ContentException> refused) {
        SigmaParser parser = new SigmaParser(placeholders);
        List<SigmaRule> rules = new ArrayList<>();
        List<SigmaFilter> filters = new ArrayList<>();
        List<ContentNode> joins = new ArrayList<>();
        for (ContentNode document : documents) {
            try {
                if (SigmaParser.isFilter(document)) {
                    filters.add(parser.parseFilter(document));
                } else if (document.isMapping() && CorrelationRule.isOne(document)) {
                    checkCorrelation(document);
                    joins.add(document);
                } else if (document.isMapping() && Baselines.isOne(document)) {
                    throw document.wrong("a baseline is not tried on a list of events: it needs what is usual");
                } else {
                    rules.add(parser.parse(document));
                }
            } catch (ContentException e) {
                refused.accept(document, e);
            }
        }
        List<SigmaRule> narrowed =
                rules.stream().map(rule -> narrowed(rule, filters)).toList();
        return new RulePack(narrowed, correlations(joins, narrowed, refused));
    }

    private static SigmaRule narrowed(SigmaRule rule, List<SigmaFilter> filters) {
        SigmaRule narrowed = rule;
        for (SigmaFilter filter : filters) {
            narrowed = filter.concerns(rule) ? filter.narrowed(narrowed) : narrowed;
        }
        return narrowed;
    }

    private static void checkCorrelation(ContentNode document) {
        SigmaParser.checkHeader(document);
        document.optional("level").ifPresent(level -> level.oneOf(Level.class));
    }

    /** What names a refused correlation is refused as well, so this goes on until nothing changes. */
    private static List<Correlation> correlations(
            List<ContentNode> documents, List<SigmaRule> rules, BiConsumer<ContentNode, ContentException> refused) {
        List<ContentNode> left = new ArrayList<>(documents);
        while (true) {
            Map<String, String> names = names(rules, left);
            Map<ContentNode, ContentException> wrong = new LinkedHashMap<>();
            Map<ContentNode, Correlation> read = new LinkedHashMap<>();
            for (ContentNode document : left) {
                try {
                    read.put(document, CorrelationRule.correlation(label(document), document, names::get));
                } catch (ContentException e) {
                    wrong.put(document, e);
                }
            }
            if (wrong.isEmpty()) {
                Set<String> circular = Correlator.circular(read.values());
                read.forEach((document, correlation) -> {
                    if (circular.contains(correlation.id())) {
                        wrong.put(document, document.wrong("the correlation refers to itself"));
                    }
                });
            }
            if (wrong.isEmpty()) {
                return List.copyOf(read.values());
            }
            wrong.forEach(refused);
            left.removeAll(wrong.keySet());
        }
    }

    private static Map<String, String> names(List<SigmaRule> rules, List<ContentNode> correlations) {
        Map<String, String> names = new HashMap<>();
        for (SigmaRule rule : rules) {
            names.put(rule.label(), rule.label());
            if (rule.name() != null) {
                names.put(rule.name(), rule.label());
            }
        }
        for (ContentNode each : correlations) {
            names.put(label(each), label(each));
            each.optional("name").ifPresent(name -> names.put(name.text(), label(each)));
        }
        return names;
    }

    private static String label(ContentNode document) {
        return Objects.requireNonNullElseGet(document.textOrNull("id"), () -> document.text("title"));
    }

    int size() {
        return rules.size() + correlations.size();
    }

    List<String> labels() {
        List<String> labels = new ArrayList<>();
        rules.forEach(rule -> labels.add(rule.label()));
        correlations.forEach(correlation -> labels.add(correlation.id()));
        return labels;
    }

    /** By id or title, at which places of the list a rule held; those that held nowhere are left out. */
    Map<String, List<Integer>> places(List<? extends Map<String, ? extends @Nullable Object>> events) {
        FieldTable table = new FieldTable();
        Predicate[] predicates =
                rules.stream().map(rule -> rule.detection().compile(table)).toArray(Predicate[]::new);
        FieldIndex index = table.index();
        Correlator correlator = new Correlator(correlations);
        Set<String> silent = correlator.silentRules();
        WindowStore windows = new WindowsInMemory();
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        labels().forEach(label -> places.put(label, new ArrayList<>()));
        for (int i = 0; i < events.size(); i++) {
            JsonEvent event = new JsonEvent(index.names(), events.get(i));
            List<String> held = held(predicates, new Reading(event, index));
            for (String label : held) {
                places.computeIfAbsent(label, unseen -> new ArrayList<>()).add(i);
            }
            for (String correlation : joined(correlator, windows, event, held, i)) {
                places.computeIfAbsent(correlation, unseen -> new ArrayList<>()).add(i);
            }
        }
        places.entrySet().removeIf(each -> each.getValue().isEmpty() || silent.contains(each.getKey()));
        return places;
    }

    private List<String> held(Predicate[] predicates, Reading reading) {
        List<String> held = new ArrayList<>();
        for (int rule = 0; rule < predicates.length; rule++) {
            if (predicates[rule].test(reading)) {
                held.add(rules.get(rule).label());
            }
        }
        return held;
    }

    private List<String> joined(
            Correlator correlator, WindowStore windows, JsonEvent event, List<String> held, int place) {
        Long time = correlations.isEmpty() || held.isEmpty() ? null : EventTime.of(event.value("@timestamp"));
        if (time == null) {
            return List.of();
        }
        List<Contribution> contributions = correlator.contributions(held, "", event::value);
        return correlator.feed(windows, held, contributions, time, null, Integer.toString(place)).stream()
                .map(Correlator.Outcome::correlation)
                .toList();
    }
}
