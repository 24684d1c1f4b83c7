package io.elevenfold.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.correlation.Contribution;
import io.elevenfold.detection.correlation.WindowStore;
import io.elevenfold.detection.correlation.WindowsInMemory;
import io.elevenfold.detection.taint.Fingerprints;
import io.elevenfold.detection.taint.Held;
import io.elevenfold.detection.taint.Listening;
import io.elevenfold.detection.taint.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples in the rule files, and what must be true of the set as a whole. */
class ShippedRulesTest {

    private static final RuleCatalog CATALOG = RuleCatalog.load();
    private static final Listening LISTENING = new Listening(new Fingerprints(new byte[32]));

    @TestFactory
    Stream<DynamicTest> everyRuleDecidesItsExamples() {
        return CATALOG.shipped().stream().flatMap(rule -> rule.tests().stream()
                .map(test ->
                        dynamicTest(rule.rule().title() + ": " + test.name(), () -> assertThat(holds(rule.rule(), test))
                                .isEqualTo(test.expectMatch()))));
    }

    @TestFactory
    Stream<DynamicTest> everyCorrelationDecidesItsExamples() {
        return CATALOG.correlations().stream().flatMap(rule -> rule.examples().stream()
                .map(example -> dynamicTest(
                        rule.rule().title() + ": " + example.name(),
                        () -> assertThat(holdsAtTheEnd(rule, example)).isEqualTo(example.expectMatch()))));
    }

    private static boolean holdsAtTheEnd(CorrelationRule rule, CorrelationRule.Example example) {
        WindowStore windows = new WindowsInMemory();
        boolean holds = false;
        int place = 0;
        for (Activity event : example.events()) {
            List<String> hits = CATALOG.ruleSet().evaluate(event).stream()
                    .map(match -> match.rule().id())
                    .toList();
            List<Contribution> contributions =
                    CATALOG.correlator().contributions(hits, "", field -> RuleSet.valueOf(event, field));
            Instant at = Objects.requireNonNull(event.time(Field.TIMESTAMP));
            holds =
                    CATALOG
                            .correlator()
                            .feed(windows, hits, contributions, at.toEpochMilli(), null, "" + place++)
                            .stream()
                            .anyMatch(outcome ->
                                    outcome.correlation().equals(rule.rule().id()));
        }
        return holds;
    }

    @TestFactory
    Stream<DynamicTest> everyContradictionDecidesItsExamples() {
        return CATALOG.contradictions().stream().flatMap(rule -> rule.tests().stream()
                .map(test -> dynamicTest(rule.rule().title() + ": " + test.name(), () -> assertThat(
                                rule.holds(test.event(), test.report()))
                        .isEqualTo(test.expectMatch()))));
    }

    @TestFactory
    Stream<DynamicTest> everySilenceDecidesItsExamples() {
        return CATALOG.silences().stream().flatMap(rule -> rule.tests().stream()
                .map(test -> dynamicTest(rule.rule().title() + ": " + test.name(), () -> assertThat(
                                agents(test.report()).stream().anyMatch(agent -> rule.isDeclared(test.report(), agent)))
                        .isEqualTo(test.expectMatch()))));
    }

    @Test
    void everyLayerIsWatched() {
        assertThat(CATALOG.rules().stream().map(Rule::layer).distinct().sorted())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 11).boxed().toList());
    }

    @Test
    void everyDeclarationCanBeComputedForItsExamples() {
        CATALOG.contradictions().forEach(rule -> {
            rule.tests().forEach(test -> rule.holds(test.event(), test.report()));

            assertThat(rule.errors()).as(rule.rule().title()).isZero();
        });
    }

    private static boolean holds(Rule rule, RuleTest test) {
        SessionState session = SessionState.unknown();
        List<Activity> events = new ArrayList<>(test.before());
        events.add(Objects.requireNonNull(test.event()));
        Set<String> held = Set.of();
        for (Activity event : events) {
            ActivityReading reading = ActivityReading.of(event);
            List<RuleMatch> matches = CATALOG.ruleSet().evaluate(reading);
            Instant at = Objects.requireNonNullElse(event.time(Field.TIMESTAMP), Instant.EPOCH);
            Stream<String> bySession = session
                    .tell(
                            new SessionState.Moment(at, at.toString(), at.toString()),
                            LISTENING.to(reading, matches, CATALOG.sessionRules()))
                    .stream()
                    .map(Held::rule);
            held = Stream.concat(matches.stream().map(match -> match.rule().id()), bySession)
                    .collect(Collectors.toSet());
        }
        return held.contains(rule.id());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> agents(Map<String, Object> report) {
        return (List<Map<String, Object>>) report.get("agents");
    }
}
