package io.elevenfold.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.correlation.Contribution;
import io.elevenfold.detection.correlation.Correlation;
import io.elevenfold.detection.correlation.Correlator;
import io.elevenfold.platform.content.ContentNode;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class RuleOverSeveralEventsTest {

    private static final String QUICK_YES = "quick_yes";
    private static final String ANSWER_WITH_CARE = "answer_with_care";
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Inject
    DataSource dataSource;

    @Inject
    RuleCatalog catalog;

    @Test
    void twentyQuickApprovalsRaiseOneFinding() {
        Enrolled endpoint = Enrolled.endpoint();
        Instant start = Instant.now().minusSeconds(600);
        for (int request = 0; request < 4; request++) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 6; i++) {
                lines.append(
                        """
                        {"@timestamp":"%s","session.id":"stamps","event.action":"tool_decision","agent.product":"claude-code","decision.outcome":"allow","decision.latency_ms":300}
                        """
                                .formatted(start.plusSeconds(request * 60L + i)));
            }
            endpoint.sends(lines.toString());
        }

        List<Map<String, Object>> findings = Recorded.findingsOf(endpoint.endpointId());

        assertThat(findings)
                .filteredOn(finding -> "Approvals given without reading".equals(finding.get("title")))
                .singleElement()
                .satisfies(finding -> assertThat(((Number) finding.get("occurrences")).intValue())
                        .isEqualTo(5));
        assertThat(findings)
                .noneMatch(finding -> String.valueOf(finding.get("title")).contains("part of other rules"));
    }

    @Test
    void aRestartInTheMiddleOfAWindowChangesNothing() throws SQLException {
        List<Integer> throughout = holdsAt(quick(24), 24);
        List<Integer> restarted = holdsAt(quick(24), 1);

        assertThat(throughout).containsExactly(19, 20, 21, 22, 23);
        assertThat(restarted).isEqualTo(throughout);
    }

    @Test
    void anAnswerWithCareEndsARowAlsoAcrossARestart() throws SQLException {
        List<String> answers = new ArrayList<>(quick(15));
        answers.add(ANSWER_WITH_CARE);
        answers.addAll(quick(21));

        List<Integer> throughout = holdsAt(answers, answers.size());
        List<Integer> restarted = holdsAt(answers, 1);

        assertThat(throughout).containsExactly(35, 36);
        assertThat(restarted).isEqualTo(throughout);
    }

    @Test
    void whatIsLeftOfOlderHitsIsThereAfterARestart() throws SQLException {
        Correlation many = Correlation.read(
                "many " + UUID.randomUUID(),
                ContentNode.parse(
                                "test",
                                "correlation: {type: event_count, rules: [a], timespan: 1h, condition: {gte: 1500}}")
                        .get(0),
                name -> name);

        assertThat(holdsAt(new Correlator(List.of(many)), Collections.nCopies(1_502, "a"), 400))
                .containsExactly(1499, 1500, 1501);
    }

    private static List<String> quick(int times) {
        return Collections.nCopies(times, QUICK_YES);
    }

    @Test
    void windowsThatCanNoLongerHoldAreForgotten() throws SQLException {
        holdsAt(quick(3), 3);

        try (Connection connection = dataSource.getConnection()) {
            WindowTable.forget(connection, NOW.plus(Duration.ofHours(1)));

            assertThat(WindowTable.forget(connection, NOW.plus(Duration.ofHours(3))))
                    .isPositive();
        }
    }

    /** Feeds hits of rules, with a new connection and nothing remembered after every few; tells where one held. */
    private List<Integer> holdsAt(List<String> names, int perTransaction) throws SQLException {
        return holdsAt(catalog.correlator(), names.stream().map(this::idOf).toList(), perTransaction);
    }

    private List<Integer> holdsAt(Correlator correlator, List<String> rules, int perTransaction) throws SQLException {
        String session = UUID.randomUUID().toString();
        Function<String, @Nullable Object> field = name -> session;
        List<Integer> holds = new ArrayList<>();
        for (int from = 0; from < rules.size(); from += perTransaction) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                WindowTable windows = new WindowTable(connection, NOW);
                for (int i = from; i < Math.min(rules.size(), from + perTransaction); i++) {
                    String rule = rules.get(i);
                    List<Contribution> contributions = correlator.contributions(List.of(rule), "endpoint", field);
                    long at = NOW.plusSeconds(i).toEpochMilli();
                    if (!correlator
                            .feed(windows, List.of(rule), contributions, at, null, "1/" + i)
                            .isEmpty()) {
                        holds.add(i);
                    }
                }
                windows.write();
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
        return holds;
    }

    private String idOf(String name) {
        return catalog.shipped().stream()
                .filter(each -> name.equals(each.sigma().name()))
                .findFirst()
                .orElseThrow()
                .rule()
                .id();
    }
}
