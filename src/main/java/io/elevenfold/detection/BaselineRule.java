package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.correlation.Timespan;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is worth knowing as usual, so that the unusual shows ({@code docs/rules.md}). It adds risk and raises no finding
 * by itself.
 *
 * @param category the {@code event.action} that it looks at; null for all
 * @param terms for those over terms: each a field, or several fields whose values belong together
 * @param points what it adds, by circle; those for hours have only {@link Circle#PERSON}
 * @param history how far back it looks
 * @param decay after this time what was seen counts half; null when all of history counts alike
 * @param measure for {@link Type#RATE}: what is counted
 * @param floor for those over figures: less than this (in an hour, at once, in a session; hours without activity) is never
 *     worth a word
 */
public record BaselineRule(
        Rule rule,
        Type type,
        @Nullable String category,
        List<List<FieldReader>> terms,
        Map<Circle, Integer> points,
        Duration history,
        @Nullable Duration decay,
        @Nullable Measure measure,
        int floor,
        List<Example> examples) {

    private static final int MOST_TERMS = 20;
    private static final int LONGEST_TERM = 300;
    private static final int MOST_TOGETHER = 4;
    private static final int MOST_POINTS = 100;
    private static final Duration DAY = Duration.ofDays(1);
    /** What is older is not kept. */
    private static final Duration LONGEST_HISTORY = Duration.ofDays(90);

    /** Stands between fields, and between values, that are taken together. */
    public static final String TOGETHER = " · ";

    /** How the usual is told from the unusual. */
    public enum Type {
        /** What was never there before. */
        NEW_TERMS,
        /** More in an hour than usual. */
        RATE,
        /** More different values in an hour than usual. */
        DISTINCT,
        /** Work at hours at which there never is any. */
        QUIET_HOURS,
        /** An hour whose figures together are like no other. */
        SHAPE,
        /** What was there before, but hardly ever in the team. */
        RARITY,
        /** More sessions at once than usual. */
        PARALLEL_SESSIONS,
        /** Sessions on more endpoints at once than usual. */
        PARALLEL_ENDPOINTS,
        /** A session with more tool calls than those of the team. */
        SESSION_TOTAL,
        /** An endpoint that reports its posture and has been without activity for longer than ever. */
        SILENCE,
        /** A session that begins, and nothing more is heard of it. */
        LONE_START;

        /** Whether it looks at values of events. */
        public boolean isOverTerms() {
            return this == NEW_TERMS || this == RARITY || this == DISTINCT;
        }

        /** Whether figures below a floor are never worth a word. */
        boolean hasFloor() {
            return this != NEW_TERMS && this != RARITY;
        }

        /** Whether what was seen can count less the older it is. */
        boolean canFade() {
            return switch (this) {
                case NEW_TERMS, RARITY, RATE, DISTINCT, QUIET_HOURS, SHAPE -> true;
                case PARALLEL_SESSIONS, PARALLEL_ENDPOINTS, SESSION_TOTAL, SILENCE, LONE_START -> false;
            };
        }
    }

    /** For whom something is usual, from the narrowest. */
    public enum Circle {
        PERSON,
        REPOSITORY,
        TEAM,
        ORGANISATION
    }

    /** What is counted of a person's hour. */
    public enum Measure {
        EVENTS,
        COMMANDS,
        WRITES,
        REFUSALS,
        FAILURES,
        OUTPUT_TOKENS,
        COST_USD,
        SESSIONS
    }

    /**
     * Events after which another is new, or not.
     *
     * @param known what was there before
     */
    public record Example(String name, List<Activity> known, Activity event, boolean expectMatch) {

        public Example {
            known = List.copyOf(known);
        }
    }

    public BaselineRule {
        terms = terms.stream().map(List::copyOf).toList();
        points = Map.copyOf(points);
        examples = List.copyOf(examples);
    }

    static BaselineRule read(Rule rule, ContentNode document) {
        ContentNode node = document.required("baseline");
        Type type = node.required("type").oneOf(Type.class);
        boolean overTerms = type.isOverTerms();
        List<String> keys = new ArrayList<>(List.of("type", "history", "risk"));
        if (overTerms) {
            keys.add("terms");
        }
        if (type == Type.RATE) {
            keys.add("measure");
        }
        if (type.hasFloor()) {
            keys.add("floor");
        }
        if (type.canFade()) {
            keys.add("decay");
        }
        node.onlyKeys(keys.toArray(String[]::new));
        return new BaselineRule(
                rule,
                type,
                category(document, overTerms),
                overTerms ? terms(node.required("terms")) : List.of(),
                points(node.required("risk"), type == Type.NEW_TERMS),
                Timespan.read(node.required("history"), DAY, LONGEST_HISTORY),
                node.optional("decay")
                        .map(decay -> Timespan.read(decay, DAY, LONGEST_HISTORY))
                        .orElse(null),
                type == Type.RATE ? node.required("measure").oneOf(Measure.class) : null,
                type.hasFloor() ? within(node.required("floor"), Integer.MAX_VALUE) : 0,
                overTerms
                        ? document.optional("tests").map(BaselineRule::examples).orElse(List.of())
                        : List.of());
    }

    private static @Nullable String category(ContentNode document, boolean overTerms) {
        ContentNode source = document.optional("logsource").orElse(null);
        if (source == null) {
            return null;
        }
        if (!overTerms) {
            throw source.wrong("figures of hours are not told apart by log source");
        }
        source.onlyKeys("product", "category");
        if (!RuleSet.PRODUCT.equals(source.text("product"))) {
            throw source.wrong("expected 'product: %s'".formatted(RuleSet.PRODUCT));
        }
        ContentNode category = source.required("category");
        if (!Envelope.KINDS.contains(category.text())) {
            throw category.wrong("no activity is of the kind '%.40s'".formatted(category.text()));
        }
        return category.text();
    }

    private static List<List<FieldReader>> terms(ContentNode list) {
        List<List<FieldReader>> terms = new ArrayList<>();
        for (ContentNode item : list.items()) {
            List<FieldReader> together = new ArrayList<>();
            for (ContentNode field : item.isList() ? item.items() : List.of(item)) {
                FieldReader reader = FieldReader.named(field.text());
                if (!reader.isKnown()) {
                    throw new ContentException(
                            field.location(), "unknown field '%s', see docs/activity-event.md".formatted(field.text()));
                }
                together.add(reader);
            }
            terms.add(together);
        }
        if (terms.isEmpty() || terms.stream().anyMatch(each -> each.isEmpty() || each.size() > MOST_TOGETHER)) {
            throw list.wrong("expected fields, or lists of at most %d fields".formatted(MOST_TOGETHER));
        }
        return terms;
    }

    private static int within(ContentNode node, int most) {
        int number = node.number();
        if (number < 1 || number > most) {
            throw node.wrong("expected a number from 1 to %d".formatted(most));
        }
        return number;
    }

    private static Map<Circle, Integer> points(ContentNode risk, boolean byCircle) {
        Map<Circle, Integer> points = new EnumMap<>(Circle.class);
        if (!byCircle) {
            points.put(Circle.PERSON, within(risk, MOST_POINTS));
            return points;
        }
        risk.onlyKeys("person", "repository", "team", "organisation");
        for (Circle circle : Circle.values()) {
            risk.optional(circle.name().toLowerCase(java.util.Locale.ROOT))
                    .ifPresent(value -> points.put(circle, within(value, MOST_POINTS)));
        }
        if (points.isEmpty()) {
            throw risk.wrong("expected the risk for person, repository, team or organisation");
        }
        return points;
    }

    private static List<Example> examples(ContentNode tests) {
        List<Example> examples = new ArrayList<>();
        for (ContentNode test : tests.items()) {
            test.onlyKeys("name", "known", "event", "expect");
            examples.add(new Example(
                    test.text("name"),
                    test.required("known").items().stream()
                            .map(RuleTest::activity)
                            .toList(),
                    RuleTest.activity(test.required("event")),
                    test.text("expect").equals(RuleTest.MATCH)));
        }
        return examples;
    }

    /** What something counts at a moment that was there at another, up to 1. */
    public double weight(Instant then, Instant now) {
        return decay == null
                ? 1
                : Math.pow(2, -Math.max(0, Duration.between(then, now).toSeconds()) / (double) decay.toSeconds());
    }

    /** Whether it looks at events of this kind. */
    public boolean concerns(@Nullable String action) {
        return category == null || category.equals(action);
    }

    /** What an event shows of it; bounded in number and length. */
    public Set<String> termsOf(ActivityReading event) {
        Set<String> found = null;
        for (List<FieldReader> together : terms) {
            for (String value : values(event, together)) {
                found = found == null ? new LinkedHashSet<>() : found;
                if (found.size() < MOST_TERMS) {
                    found.add(value.length() <= LONGEST_TERM ? value : value.substring(0, LONGEST_TERM));
                }
            }
        }
        return found == null ? Set.of() : found;
    }

    private static List<String> values(ActivityReading event, List<FieldReader> together) {
        List<String> values = texts(together.get(0).read(event));
        for (int i = 1; i < together.size() && !values.isEmpty(); i++) {
            List<String> next = texts(together.get(i).read(event));
            values = values.stream()
                    .flatMap(first -> next.stream().map(second -> first + TOGETHER + second))
                    .limit(MOST_TERMS)
                    .toList();
        }
        return values;
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof String text) {
            return text.isBlank() ? List.of() : List.of(text);
        }
        if (value == null || value instanceof Collection<?> none && none.isEmpty()) {
            return List.of();
        }
        Collection<?> several = value instanceof Collection<?> collection ? collection : List.of(value);
        return several.stream()
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .toList();
    }
}
