package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.activity.Traits;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An example that travels with a rule: an event, and whether the rule must hold for it.
 *
 * @param report for a contradiction: the part of the posture report that counts; else empty
 * @param before what happened in the same session before; mostly nothing
 * @param event null for a rule about silence
 */
public record RuleTest(
        String name, Map<String, Object> report, List<Activity> before, @Nullable Activity event, boolean expectMatch) {

    public RuleTest {
        before = List.copyOf(before);
    }

    static final String MATCH = "match";
    private static final String NO_MATCH = "no_match";

    /** Reads {@code tests:}; one must match, one must not. */
    static List<RuleTest> in(ContentNode document, boolean withReport, boolean withEvent) {
        List<RuleTest> tests = document.required("tests").items().stream()
                .map(node -> read(node, withReport, withEvent))
                .toList();
        if (tests.stream().noneMatch(RuleTest::expectMatch) || tests.stream().allMatch(RuleTest::expectMatch)) {
            throw document.required("tests").wrong("expected at least one test that matches and one that does not");
        }
        return tests;
    }

    private static RuleTest read(ContentNode node, boolean withReport, boolean withEvent) {
        node.onlyKeys(
                "name",
                withReport ? "report" : "name",
                withEvent ? "before" : "name",
                withEvent ? "event" : "name",
                "expect");
        String expect = node.text("expect");
        if (!expect.equals(MATCH) && !expect.equals(NO_MATCH)) {
            throw node.required("expect").wrong("expected %s or %s, found '%s'".formatted(MATCH, NO_MATCH, expect));
        }
        return new RuleTest(
                node.text("name"),
                withReport ? map(node.required("report")) : Map.of(),
                node.optional("before").stream()
                        .flatMap(before -> before.items().stream())
                        .map(RuleTest::activity)
                        .toList(),
                withEvent ? activity(node.required("event")) : null,
                expect.equals(MATCH));
    }

    private static Map<String, Object> map(ContentNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.entries().forEach((key, value) -> {
            Object plain = value.value();
            if (plain != null) {
                map.put(key, plain);
            }
        });
        return map;
    }

    static Activity activity(ContentNode node) {
        Activity.Builder event = Activity.builder();
        node.entries().forEach((key, value) -> {
            if (!ActivityFields.knows(key)) {
                throw value.wrong("unknown field '%s', see docs/activity-event.md".formatted(key));
            }
            Field field = Field.named(key).orElse(null);
            event.set(key, field != null && field.type() == Field.Type.TIME ? time(value) : value.value());
        });
        if (event.get(Field.EVENT_ACTION) == null) {
            throw node.wrong("an event needs event.action");
        }
        return event.setIfAbsent(Field.ACTIVITY_TRAITS, Traits.of(event.build()))
                .build();
    }

    private static Instant time(ContentNode node) {
        try {
            return Instant.parse(node.text());
        } catch (DateTimeParseException e) {
            throw new ContentException(node.location(), "expected a time like 2026-11-23T10:15:30Z", e);
        }
    }
}
