package io.elevenfold.detection.correlation;

import io.elevenfold.platform.content.ContentNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A correlation, read and checked.
 *
 * @param id as in its document; the name or title of one without
 * @param rules ids of what it joins, rules or other correlations, in order
 * @param groupBy fields whose values must be the same; none is one group for all
 * @param timespan how long a window is: (t − span, t]
 * @param bounds of the figure; of temporal ones, how many different rules must be hit
 * @param presence which rules must be hit and which must not; null when only their number counts
 * @param fields whose values together are counted, or the one that is summed; of a count of events the one whose median
 *     is told with it, our {@code median_of}, if any
 * @param percentile 0 to 100, of {@code value_percentile}; Sigma names no place for it, pySigma's is taken, and 50
 *     without one
 * @param aliases for each alias used in {@code group-by} the field that a rule has for it
 * @param generate whether the joined rules also raise findings of their own
 * @param steps of a sequence; null for Sigma's types
 */
public record Correlation(
        String id,
        CorrelationType type,
        List<String> rules,
        List<String> groupBy,
        Duration timespan,
        Bounds bounds,
        @Nullable Predicate<Set<String>> presence,
        List<String> fields,
        double percentile,
        Map<String, Map<String, String>> aliases,
        boolean generate,
        @Nullable Steps steps) {

    /** A window keeps no more hits than this one by one; more values than this cannot be told apart. */
    static final int MOST_HITS = 1000;

    private static final double MEDIAN = 50;

    public Correlation {
        rules = List.copyOf(rules);
        groupBy = List.copyOf(groupBy);
        fields = List.copyOf(fields);
        aliases = Map.copyOf(aliases);
    }

    /**
     * Reads a correlation. {@code generate} may stand within its block, as pySigma has it, or beside it, as the schema.
     *
     * @param resolve from the name or id of a rule to its id; null when there is none
     * @throws io.elevenfold.platform.content.ContentException with file, line and reason
     */
    public static Correlation read(String id, ContentNode document, Function<String, @Nullable String> resolve) {
        ContentNode node = document.required("correlation");
        node.onlyKeys(
                "type", "rules", "group-by", "timespan", "timeframe", "condition", "aliases", "generate", "ordered");
        CorrelationType type = typeOf(node.required("type"));
        if (flag(node, "ordered") && type == CorrelationType.TEMPORAL) {
            type = CorrelationType.TEMPORAL_ORDERED; // as it was written before there was a type for it
        }
        Set<String> rules = new LinkedHashSet<>();
        ContentNode listed = node.required("rules");
        for (ContentNode rule : listed.isList() ? listed.items() : List.of(listed)) {
            rules.add(resolved(rule, rule.text(), resolve));
        }
        if (rules.isEmpty()) {
            throw listed.wrong("expected at least one rule");
        }
        if (type == CorrelationType.TEMPORAL_ORDERED
                && listed.isList()
                && rules.size() < listed.items().size()) {
            throw listed.wrong("a rule is named twice in an order: a sequence can ask for it");
        }
        ContentNode condition = node.optional("condition").orElse(null);
        if (condition == null && !type.isTemporal()) {
            throw node.wrong("'%s' needs a condition".formatted(type.name().toLowerCase(Locale.ROOT)));
        }
        boolean asText = condition != null && !condition.isMapping();
        if (asText && !type.isTemporal()) {
            throw node.required("condition").wrong("expected a comparison such as 'gte: 3'");
        }
        Bounds bounds =
                condition == null || asText ? Bounds.atLeast(asText ? 0 : rules.size()) : Bounds.read(condition);
        if (type == CorrelationType.VALUE_COUNT && bounds.largest() > MOST_HITS) {
            throw node.required("condition").wrong("a window tells %d values apart at most".formatted(MOST_HITS));
        }
        return new Correlation(
                id,
                type,
                List.copyOf(rules),
                node.optional("group-by")
                        .map(by -> by.isList() ? by.texts() : List.of(by.text()))
                        .orElse(List.of()),
                Timespan.read(node.optional("timespan")
                        .or(() -> node.optional("timeframe"))
                        .orElseThrow(() -> node.wrong("'timespan' is missing"))),
                bounds,
                condition == null || !asText
                        ? null
                        : Presence.read(condition, name -> listed(condition, name, rules, resolve)),
                type == CorrelationType.EVENT_COUNT ? told(document) : fields(type, condition),
                percentile(type, condition),
                aliases(node, resolve),
                flag(document, "generate") || flag(node, "generate"),
                null);
    }

    /**
     * Reads the part of a document that stands under {@code sequence}: ordered steps with the same values of {@code
     * by}, all within {@code maxspan}.
     *
     * @param resolve from the name or id of a rule to its id; null when there is none
     * @throws io.elevenfold.platform.content.ContentException with file, line and reason
     */
    public static Correlation readSequence(
            String id, ContentNode document, Function<String, @Nullable String> resolve) {
        ContentNode node = document.required("sequence");
        node.onlyKeys("by", "maxspan", "steps", "generate");
        ContentNode by = node.required("by");
        Steps steps = Steps.read(node.required("steps"), (place, name) -> resolved(place, name, resolve));
        return new Correlation(
                id,
                CorrelationType.SEQUENCE,
                steps.rules(),
                by.isList() ? by.texts() : List.of(by.text()),
                Timespan.read(node.required("maxspan")),
                Bounds.atLeast(0),
                null,
                told(document),
                MEDIAN,
                Map.of(),
                flag(node, "generate"),
                steps);
    }

    private static CorrelationType typeOf(ContentNode node) {
        for (CorrelationType type : CorrelationType.values()) {
            if (type != CorrelationType.SEQUENCE
                    && type.name().toLowerCase(Locale.ROOT).equals(node.text())) {
                return type;
            }
        }
        throw node.wrong("unknown type of correlation '%.40s'".formatted(node.text()));
    }

    private static String resolved(ContentNode place, String name, Function<String, @Nullable String> resolve) {
        String id = resolve.apply(name);
        if (id == null) {
            throw place.wrong("there is no rule '%.80s'".formatted(name));
        }
        return id;
    }

    /** A condition speaks of the joined rules: of another one no hit would ever be heard of. */
    private static String listed(
            ContentNode place, String name, Set<String> rules, Function<String, @Nullable String> resolve) {
        String id = resolved(place, name, resolve);
        if (!rules.contains(id)) {
            throw place.wrong("the condition names '%.80s', which is not among the rules".formatted(name));
        }
        return id;
    }

    private static List<String> fields(CorrelationType type, @Nullable ContentNode condition) {
        if (!type.needsField() || condition == null) {
            return List.of();
        }
        ContentNode field = condition.required("field");
        if (field.isList() && type != CorrelationType.VALUE_COUNT) {
            throw field.wrong("only value_count takes several fields");
        }
        return field.isList() ? field.texts() : List.of(field.text());
    }

    private static List<String> told(ContentNode document) {
        return document.optional("median_of")
                .map(ContentNode::text)
                .map(List::of)
                .orElse(List.of());
    }

    private static double percentile(CorrelationType type, @Nullable ContentNode condition) {
        ContentNode node = type != CorrelationType.VALUE_PERCENTILE || condition == null
                ? null
                : condition.optional("percentile").orElse(null);
        if (node == null) {
            return MEDIAN;
        }
        if (!(node.value() instanceof Number number) || number.doubleValue() < 0 || number.doubleValue() > 100) {
            throw node.wrong("a percentile is between 0 and 100");
        }
        return number.doubleValue();
    }

    private static boolean flag(ContentNode node, String key) {
        ContentNode flag = node.optional(key).orElse(null);
        if (flag == null) {
            return false;
        }
        if (!(flag.value() instanceof Boolean value)) {
            throw flag.wrong("'%s' is true or false".formatted(key));
        }
        return value;
    }

    private static Map<String, Map<String, String>> aliases(
            ContentNode node, Function<String, @Nullable String> resolve) {
        Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
        node.optional("aliases").ifPresent(all -> all.entries().forEach((alias, fields) -> {
            Map<String, String> byRule = new LinkedHashMap<>();
            fields.entries().forEach((rule, field) -> byRule.put(resolved(field, rule, resolve), field.text()));
            aliases.put(alias, Map.copyOf(byRule));
        }));
        return aliases;
    }

    /** The field that stands for a group's name in events of a rule. */
    public String fieldFor(String group, String rule) {
        Map<String, String> byRule = aliases.get(group);
        return byRule == null ? group : byRule.getOrDefault(rule, group);
    }

    /** The same, reading other fields. */
    public Correlation with(Map<String, Map<String, String>> otherAliases, List<String> otherFields) {
        return new Correlation(
                id,
                type,
                rules,
                groupBy,
                timespan,
                bounds,
                presence,
                otherFields,
                percentile,
                otherAliases,
                generate,
                steps);
    }
}
