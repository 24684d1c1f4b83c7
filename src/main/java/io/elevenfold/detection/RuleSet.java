package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.sigma.FieldTable;
import io.elevenfold.detection.sigma.Predicate;
import io.elevenfold.detection.sigma.PredicateIndex;
import io.elevenfold.detection.sigma.Reading;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rules compiled to be asked about activities. Their log source decides which events they see: the category is the
 * {@code event.action}, the service the {@code agent.product}. Immutable; may be asked by several threads at once.
 */
public final class RuleSet {

    /** The product in the log source of every rule over activity. */
    public static final String PRODUCT = "coding_agent";

    private static final int MAX_MATCHED_FIELDS = 16;

    private final ActivityFields fields;
    private final List<Compiled> rules;
    private final Map<String, OfKind> byKind;
    private final Candidates ofOtherKinds;

    private RuleSet(ActivityFields fields, List<Compiled> rules) {
        this.fields = fields;
        this.rules = rules;
        List<Compiled> ofAnyKind =
                rules.stream().filter(rule -> rule.action() == null).toList();
        this.ofOtherKinds = Candidates.of(
                ofAnyKind, ofAnyKind.stream().map(Compiled::predicate).toList(), fields);
        this.byKind = new HashMap<>();
        Envelope.KINDS.forEach(kind -> byKind.put(kind, new OfKind(kind)));
        rules.stream()
                .map(Compiled::action)
                .filter(Objects::nonNull)
                .forEach(kind -> byKind.computeIfAbsent(kind, OfKind::new));
    }

    /** @throws ContentException when a rule's log source is not {@code product: coding_agent} */
    public static RuleSet compile(List<SigmaRule> rules) {
        FieldTable table = new FieldTable();
        List<Compiled> compiled =
                rules.stream().map(rule -> compile(rule, table)).toList();
        return new RuleSet(ActivityFields.of(table), compiled);
    }

    private static Compiled compile(SigmaRule rule, FieldTable table) {
        if (!PRODUCT.equals(rule.logSource().product())) {
            throw new ContentException(
                    rule.location(),
                    "expected 'product: %s' in the log source, found '%s'"
                            .formatted(PRODUCT, rule.logSource().product()));
        }
        return new Compiled(
                Rule.of(rule),
                rule.logSource().category(),
                rule.logSource().service(),
                rule.detection().compile(table));
    }

    /** Everything that holds for this activity, in the order of the rules; mostly nothing. */
    public List<RuleMatch> evaluate(Activity activity) {
        return evaluate(ActivityReading.of(activity));
    }

    /** As {@link #evaluate(Activity)}, for one who reads on. */
    public List<RuleMatch> evaluate(ActivityReading event) {
        Activity activity = event.activity();
        Candidates candidates = candidates(activity);
        if (candidates.rules().isEmpty()) {
            return List.of();
        }
        Reading reading = candidates.fields().read(event);
        List<RuleMatch> matches = null;
        BitSet worthAsking = candidates.index().candidates(reading);
        for (int i = worthAsking.nextSetBit(0); i >= 0; i = worthAsking.nextSetBit(i + 1)) {
            Compiled candidate = candidates.rules().get(i);
            if (candidate.concerns(activity) && candidates.predicates()[i].test(reading)) {
                matches = matches == null ? new ArrayList<>() : matches;
                matches.add(new RuleMatch(candidate.rule(), () -> candidate.witness(fields.read(event))));
            }
        }
        return matches == null ? List.of() : List.copyOf(matches);
    }

    /** The value of a field of the model, a derived field or an extra; null when the event has none. */
    public static @Nullable Object valueOf(Activity activity, String field) {
        return ActivityFields.valueOf(activity, field);
    }

    /** How many rules there are. */
    public int size() {
        return rules.size();
    }

    private Candidates candidates(Activity activity) {
        String action = activity.text(Field.EVENT_ACTION);
        OfKind ofKind = action == null ? null : byKind.get(action);
        return ofKind == null ? ofOtherKinds : ofKind.candidates();
    }

    /** What is left of the rules for one kind of activity; worked out when the first of that kind comes. */
    private final class OfKind {

        private final String kind;
        private volatile @Nullable Candidates candidates;

        OfKind(String kind) {
            this.kind = kind;
        }

        Candidates candidates() {
            Candidates known = candidates;
            if (known == null) {
                known = workedOut();
                candidates = known;
            }
            return known;
        }

        private Candidates workedOut() {
            Reading reading =
                    fields.read(Activity.builder().set(Field.EVENT_ACTION, kind).build());
            int slot = fields.slotOf(Field.EVENT_ACTION.key());
            List<Compiled> concerned = new ArrayList<>();
            List<Predicate> left = new ArrayList<>();
            for (Compiled rule : rules) {
                Predicate asked = rule.predicate().given(reading, slot);
                if ((rule.action() == null || rule.action().equals(kind)) && asked != Predicate.Constant.FALSE) {
                    concerned.add(rule);
                    left.add(asked);
                }
            }
            return Candidates.of(concerned, left, fields.only(left));
        }
    }

    /**
     * The rules for one kind of activity.
     *
     * @param predicates what is left to ask of each
     * @param fields how such an activity is read
     */
    private record Candidates(
            List<Compiled> rules, Predicate[] predicates, PredicateIndex index, ActivityFields fields) {

        static Candidates of(List<Compiled> rules, List<Predicate> left, ActivityFields fields) {
            return new Candidates(rules, left.toArray(Predicate[]::new), PredicateIndex.of(left), fields);
        }
    }

    private record Compiled(Rule rule, @Nullable String action, @Nullable String service, Predicate predicate) {

        boolean concerns(Activity activity) {
            return service == null || service.equals(activity.text(Field.AGENT_PRODUCT));
        }

        /** Of the whole rule, also of what its action had answered already. */
        Map<String, String> witness(Reading reading) {
            Map<String, String> matched = new LinkedHashMap<>();
            predicate.explain(reading, matched);
            if (matched.size() > MAX_MATCHED_FIELDS) {
                matched.keySet()
                        .retainAll(matched.keySet().stream()
                                .limit(MAX_MATCHED_FIELDS)
                                .toList());
            }
            return matched;
        }
    }
}
