package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.correlation.Correlation;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule over several events, with examples: lists of events and whether the rule holds at the last.
 *
 * @param rule what people see of it
 * @param correlation what is compiled
 */
public record CorrelationRule(Rule rule, Correlation correlation, List<Example> examples) {

    private static final String CORRELATION = "correlation";
    private static final String SEQUENCE = "sequence";

    public CorrelationRule {
        examples = List.copyOf(examples);
    }

    /**
     * Events that happened one after another, and whether the rule holds for them.
     *
     * @param events in the order in which they happened
     */
    public record Example(String name, List<Activity> events, boolean expectMatch) {

        public Example {
            events = List.copyOf(events);
        }
    }

    /** Whether a document is one of these: Sigma's correlations and our sequences. */
    static boolean isOne(ContentNode document) {
        return document.entries().containsKey(CORRELATION) || document.entries().containsKey(SEQUENCE);
    }

    static List<CorrelationRule> read(List<ContentNode> documents, List<ShippedRule> shipped) {
        Map<String, String> ids = new HashMap<>();
        for (ShippedRule each : shipped) {
            ids.put(each.rule().id(), each.rule().id());
            String name = each.sigma().name();
            if (name != null) {
                ids.put(name, each.rule().id());
            }
        }
        for (ContentNode document : documents) {
            String id = document.text("id");
            ids.put(id, id);
            document.optional("name").ifPresent(name -> ids.put(name.text(), id));
        }
        List<CorrelationRule> rules = new ArrayList<>();
        for (ContentNode document : documents) {
            rules.add(read(document, ids));
        }
        return List.copyOf(rules);
    }

    private static CorrelationRule read(ContentNode document, Map<String, String> ids) {
        document.onlyKeys(
                "title",
                "id",
                "name",
                "status",
                "description",
                "references",
                "unmapped",
                "author",
                "date",
                "modified",
                "tags",
                SEQUENCE,
                CORRELATION,
                "median_of",
                "falsepositives",
                "level",
                "guide",
                "tests");
        Envelope.check(document);
        Rule rule = Rule.of(document, Rule.Kind.CORRELATION);
        Correlation correlation = correlation(rule.id(), document, ids::get);
        return new CorrelationRule(rule, correlation, examples(document.required("tests")));
    }

    /** The names of the rules that a document joins, in its order; of a sequence those too that must be absent. */
    static List<String> joinedBy(ContentNode document) {
        return joined(document).stream().map(ContentNode::text).distinct().toList();
    }

    /** Where a document names the rules that it joins. */
    static List<ContentNode> joined(ContentNode document) {
        ContentNode sequence = document.optional(SEQUENCE).orElse(null);
        if (sequence == null) {
            return itemsOf(document.required(CORRELATION).required("rules"));
        }
        return sequence.required("steps").items().stream()
                .flatMap(CorrelationRule::namesIn)
                .toList();
    }

    private static Stream<ContentNode> namesIn(ContentNode step) {
        return step.isMapping()
                ? Stream.of("of", "without")
                        .flatMap(key -> step.optional(key).stream())
                        .flatMap(each -> itemsOf(each).stream())
                : Stream.of(step);
    }

    private static List<ContentNode> itemsOf(ContentNode node) {
        return node.isList() ? node.items() : List.of(node);
    }

    /**
     * What is compiled of a document.
     *
     * @param resolve from the name or id of a rule to its id; null when there is none
     */
    static Correlation correlation(String id, ContentNode document, Function<String, @Nullable String> resolve) {
        return document.optional(SEQUENCE)
                .map(sequence -> Correlation.readSequence(id, document, resolve))
                .orElseGet(() -> Correlation.read(id, document, resolve));
    }

    private static List<Example> examples(ContentNode tests) {
        List<Example> examples = new ArrayList<>();
        for (ContentNode test : tests.items()) {
            test.onlyKeys("name", "events", "expect");
            List<Activity> events = test.required("events").items().stream()
                    .map(RuleTest::activity)
                    .toList();
            examples.add(
                    new Example(test.text("name"), events, test.text("expect").equals(RuleTest.MATCH)));
        }
        if (examples.stream().noneMatch(Example::expectMatch)
                || examples.stream().allMatch(Example::expectMatch)) {
            throw tests.wrong("expected at least one test that matches and one that does not");
        }
        return examples;
    }
}
