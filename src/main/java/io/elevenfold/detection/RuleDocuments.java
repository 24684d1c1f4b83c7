package io.elevenfold.detection;

import io.elevenfold.detection.correlation.Correlation;
import io.elevenfold.detection.correlation.Correlator;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.detection.sigma.Placeholders;
import io.elevenfold.detection.sigma.SigmaFilter;
import io.elevenfold.detection.sigma.SigmaParser;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Documents that others wrote, read together and as strictly as ours: rules over single activities in our words or for
 * a public log source, correlations and sequences over them and over those that are known already, filters, and baselines.
 */
public final class RuleDocuments {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    private static final List<String> NAMES = List.of("id", "name", "title");
    private static final List<String> KINDS =
            List.of("logsource", "detection", "correlation", "sequence", "filter", "baseline", "action");

    private final Known known;
    private final BiConsumer<ContentNode, ContentException> refused;
    private final Map<String, ContentException> refusedNames = new HashMap<>();
    private final Map<ContentNode, PublicSources.Mapped> singles = new LinkedHashMap<>();
    private final Map<ContentNode, Correlation> correlations = new LinkedHashMap<>();
    private final Map<ContentNode, SigmaFilter> filters = new LinkedHashMap<>();
    private final Map<ContentNode, BaselineRule> baselines = new LinkedHashMap<>();
    private final Map<String, PublicSources.Mapped> byId = new HashMap<>();

    /**
     * What is there already.
     *
     * @param resolve from the id or name of a rule to its id; null when there is none
     */
    public record Known(Placeholders placeholders, PublicSources sources, Function<String, @Nullable String> resolve) {}

    private RuleDocuments(Known known, BiConsumer<ContentNode, ContentException> refused) {
        this.known = known;
        this.refused = refused;
    }

    /** @param refused takes each document that is none of these, with the reason */
    public static RuleDocuments read(
            List<ContentNode> documents, Known known, BiConsumer<ContentNode, ContentException> refused) {
        RuleDocuments read = new RuleDocuments(known, refused);
        List<ContentNode> joins = new ArrayList<>();
        for (ContentNode document : documents) {
            try {
                if (!document.isMapping() || KINDS.stream().noneMatch(document.entries()::containsKey)) {
                    throw document.wrong("no Sigma document: it has neither logsource nor detection nor correlation");
                }
                if (SigmaParser.isFilter(document)) {
                    read.filters.put(document, read.filter(document));
                } else if (CorrelationRule.isOne(document)) {
                    joins.add(document);
                } else if (Baselines.isOne(document)) {
                    read.baselines.put(document, baseline(document));
                } else {
                    read.single(document);
                }
            } catch (ContentException e) {
                read.refuse(document, e);
            }
        }
        read.join(joins);
        return read;
    }

    /**
     * The same document with an id. Sigma asks for none ("Use: optional"); what has none is told by title, name and
     * author, so that another text of it is another version and a page of it has an address.
     *
     * @throws ContentException when one of these is no text
     */
    public static ContentNode identified(ContentNode document) {
        if (!document.isMapping()
                || document.optional("id").isPresent()
                || document.optional("title").isEmpty()) {
            return document;
        }
        String told = Stream.of("title", "name", "author")
                .map(key -> Objects.requireNonNullElse(document.textOrNull(key), ""))
                .collect(Collectors.joining("\0"));
        return document.with(
                "id",
                UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8)).toString());
    }

    /** Whether the id was made of the title. */
    public static boolean isToldByTitle(ContentNode document) {
        String id = document.textOrNull("id");
        return id != null && id.equals(identified(document.without("id")).textOrNull("id"));
    }

    private void refuse(ContentNode document, ContentException problem) {
        if (document.isMapping()) {
            Map<String, ContentNode> entries = document.entries();
            NAMES.stream()
                    .map(entries::get)
                    .filter(Objects::nonNull)
                    .map(ContentNode::value)
                    .forEach(name -> refusedNames.put(String.valueOf(name), problem));
        }
        refused.accept(document, problem);
    }

    private static BaselineRule baseline(ContentNode document) {
        SigmaParser.checkHeader(document);
        label(document);
        if (Baselines.isRisk(document)) {
            throw document.wrong("when risk is worth a finding is told once, by what is shipped");
        }
        return BaselineRule.read(Rule.ofForeign(document, Rule.Kind.BASELINE), document);
    }

    private void single(ContentNode document) {
        PublicSources.Mapped rule = rule(document, known);
        singles.put(document, rule);
        byId.put(rule.rule().label(), rule);
    }

    /**
     * A rule over single activities, in our words or for a public log source.
     *
     * @throws ContentException with line and reason
     */
    static PublicSources.Mapped rule(ContentNode document, Known known) {
        SigmaRule rule = new SigmaParser(known.placeholders()).parse(document);
        TaintSource.read(rule.custom().get(TaintSource.KEY), rule.location());
        ContentNode source = document.required("logsource");
        if (!RuleSet.PRODUCT.equals(rule.logSource().product())) {
            return known.sources().map(rule, source);
        }
        String category = rule.logSource().category();
        if (category != null && !Envelope.KINDS.contains(category)) {
            throw source.wrong("unknown category '%.60s', expected a kind of activity".formatted(category));
        }
        Envelope.checkFields(document, rule.detection());
        return new PublicSources.Mapped(rule, rule.logSource(), false, Map.of());
    }

    /** The fields of a filter are those of the rules that it is for. */
    private SigmaFilter filter(ContentNode document) {
        label(document);
        return RuleDraft.filter(document, known);
    }

    /** What names a refused document is refused as well, so this goes on until nothing changes. */
    private void join(List<ContentNode> documents) {
        List<ContentNode> left = new ArrayList<>(documents);
        boolean changed = true;
        while (changed) {
            Map<String, String> names = names(left);
            correlations.clear();
            List<ContentNode> wrong = new ArrayList<>();
            for (ContentNode document : left) {
                try {
                    correlations.put(document, correlation(document, names));
                } catch (ContentException e) {
                    wrong.add(document);
                    refuse(document, e);
                }
            }
            Set<String> circular = Correlator.circular(correlations.values());
            correlations.entrySet().removeIf(each -> {
                if (circular.contains(each.getValue().id())) {
                    wrong.add(each.getKey());
                    refuse(each.getKey(), each.getKey().wrong("the correlation refers to itself"));
                    return true;
                }
                return false;
            });
            left.removeAll(wrong);
            changed = !wrong.isEmpty();
        }
    }

    private Correlation correlation(ContentNode document, Map<String, String> names) {
        SigmaParser.checkHeader(document);
        document.optional("level").ifPresent(level -> level.oneOf(Level.class));
        String id = label(document);
        checkGround(document, names);
        Correlation read = CorrelationRule.correlation(id, document, name -> resolved(name, names));
        return inOurWords(document, read);
    }

    /** What rests on a refused document is refused for the same reason. */
    private void checkGround(ContentNode document, Map<String, String> names) {
        for (ContentNode each : CorrelationRule.joined(document)) {
            String name = each.text();
            ContentException problem = resolved(name, names) == null ? refusedNames.get(name) : null;
            if (problem != null) {
                String reason = "it rests on '%.80s', which is refused".formatted(name);
                throw problem instanceof OutOfSightException
                        ? new OutOfSightException(each, reason)
                        : each.wrong(reason);
            }
        }
    }

    private @Nullable String resolved(String name, Map<String, String> names) {
        String here = names.get(name);
        return here == null ? known.resolve().apply(name) : here;
    }

    /** Groups and values are read by the names that the joined rules' log sources have for them. */
    private Correlation inOurWords(ContentNode document, Correlation correlation) {
        Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
        correlation.aliases().forEach((alias, fields) -> aliases.put(alias, new LinkedHashMap<>(fields)));
        for (String rule : correlation.rules()) {
            PublicSources.Mapped mapped = byId.get(rule);
            for (String group : correlation.groupBy()) {
                String field = correlation.fieldFor(group, rule);
                String ours = mapped == null ? field : mapped.field(field);
                checkField(document, ours);
                if (!ours.equals(group)) {
                    aliases.computeIfAbsent(group, unseen -> new LinkedHashMap<>())
                            .put(rule, ours);
                }
            }
        }
        List<String> values = correlation.fields().stream()
                .map(field -> correlation.rules().stream()
                        .map(byId::get)
                        .filter(Objects::nonNull)
                        .map(mapped -> mapped.field(field))
                        .findFirst()
                        .orElse(field))
                .toList();
        values.forEach(value -> checkField(document, value));
        return correlation.with(aliases, values);
    }

    private static void checkField(ContentNode document, String field) {
        if (!ActivityFields.knows(field)) {
            throw document.wrong("unknown field '%.60s', see docs/activity-event.md".formatted(field));
        }
    }

    private Map<String, String> names(List<ContentNode> joins) {
        Map<String, String> names = new HashMap<>();
        List<ContentNode> documents = new ArrayList<>(singles.keySet());
        documents.addAll(joins);
        for (ContentNode document : documents) {
            String label = labelOrTitle(document);
            names.put(label, label);
            document.optional("name").ifPresent(name -> names.put(name.text(), label));
            if (isToldByTitle(document)) {
                names.putIfAbsent(document.text("title"), label);
            }
        }
        return names;
    }

    /** The id, or the title of a document without one. */
    private static String label(ContentNode document) {
        document.optional("id").ifPresent(id -> {
            if (!ID.matcher(id.text()).matches()) {
                throw id.wrong("expected an id of at most 80 letters, digits, dots and dashes");
            }
        });
        return labelOrTitle(document);
    }

    private static String labelOrTitle(ContentNode document) {
        return document.optional("id")
                .orElseGet(() -> document.required("title"))
                .text();
    }

    /** Rules over single activities, in the order of the documents. */
    public Map<ContentNode, PublicSources.Mapped> singles() {
        return singles;
    }

    /** Correlations and sequences. */
    public Map<ContentNode, Correlation> correlations() {
        return correlations;
    }

    public Map<ContentNode, SigmaFilter> filters() {
        return filters;
    }

    public Map<ContentNode, BaselineRule> baselines() {
        return baselines;
    }

    /** What people see of a filter. */
    public static Rule filterView(ContentNode document) {
        return Rule.ofForeign(document, Rule.Kind.FILTER);
    }

    /** What people see of a correlation or sequence that others wrote, who owe us less than we do. */
    public static Rule view(ContentNode document) {
        return Rule.ofForeign(document, Rule.Kind.CORRELATION);
    }
}
