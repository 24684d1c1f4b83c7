package io.elevenfold.pipeline;

import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.SilenceRule;
import io.elevenfold.detection.tuning.LiveRules;
import io.elevenfold.finding.Evidence;
import io.elevenfold.finding.FindingKind;
import io.elevenfold.finding.FindingRecorder;
import io.elevenfold.finding.Sighting;
import io.elevenfold.platform.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks after endpoints that declare telemetry and send none: what a switched-off agent does is seen by nobody, so its
 * silence is the finding. Once the endpoint speaks again, the finding is resolved.
 */
@ApplicationScoped
public class SilenceWatch {

    private final RuleCatalog catalog;
    private final LiveRules live;
    private final DeclaredStates declared;
    private final Sql sql;
    private final DataSource dataSource;
    private final Clock clock;

    SilenceWatch(
            RuleCatalog catalog, LiveRules live, DeclaredStates declared, Sql sql, DataSource dataSource, Clock clock) {
        this.live = live;
        this.catalog = catalog;
        this.declared = declared;
        this.sql = sql;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Looks at every endpoint that ever reported its posture. */
    @Scheduled(every = "15m", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void look() {
        look(clock.instant());
    }

    void look(Instant now) {
        List<Sighting> silent = new ArrayList<>();
        List<FindingRecorder.Subject> speaking = new ArrayList<>();
        for (Listened endpoint : reportingEndpoints()) {
            declared.of(endpoint.id()).ifPresent(report -> {
                for (SilenceRule rule : catalog.silences()) {
                    look(rule, endpoint, report, now, silent, speaking);
                }
            });
        }
        write(silent, speaking, now);
    }

    private void look(
            SilenceRule rule,
            Listened endpoint,
            Map<String, Object> report,
            Instant now,
            List<Sighting> silent,
            List<FindingRecorder.Subject> speaking) {
        if (!(report.get("agents") instanceof List<?> agents)) {
            return;
        }
        for (Object entry : agents) {
            @SuppressWarnings("unchecked")
            Map<String, Object> agent = (Map<String, Object>) entry;
            if (!rule.isDeclared(report, agent)) {
                continue;
            }
            String product = SilenceRule.productOf(agent);
            Instant heard = lastHeard(endpoint.id(), product);
            // Since it declared itself there must have been time to speak.
            Instant since = heard == null || heard.isBefore(endpoint.firstReport()) ? endpoint.firstReport() : heard;
            String subject = endpoint.id() + "/" + product;
            if (Duration.between(since, now).compareTo(rule.after()) < 0) {
                speaking.add(new FindingRecorder.Subject(rule.rule().id(), subject));
            } else {
                live.running(rule.rule())
                        .ifPresent(
                                running -> silent.add(sighting(running, rule, endpoint, product, subject, heard, now)));
            }
        }
    }

    private static Sighting sighting(
            Rule running,
            SilenceRule rule,
            Listened endpoint,
            String product,
            String subject,
            @Nullable Instant heard,
            Instant now) {
        Verdict verdict = RuleJudge.verdict(running, Map.of());
        Map<String, Object> detail = Map.of(
                "expected",
                "telemetry at least every " + rule.after(),
                "observed",
                heard == null ? "never heard" : "last heard " + heard);
        return new Sighting(
                verdict.kind(),
                verdict.rule(),
                subject,
                verdict.title(),
                verdict.severity(),
                verdict.layer(),
                verdict.controls(),
                endpoint.id(),
                endpoint.person(),
                null,
                product,
                new Evidence("silence", endpoint.id().toString(), now, null, detail),
                endpoint.sample());
    }

    private List<Listened> reportingEndpoints() {
        return sql.list(
                """
                select e.id, e.person_id, e.sample, min(r.recorded_at) from endpoint e
                join posture_report r on r.endpoint_id = e.id
                where e.removed_at is null group by 1, 2, 3""",
                row -> new Listened(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getBoolean(3),
                        row.getTimestamp(4).toInstant()),
                List.of());
    }

    private @Nullable Instant lastHeard(UUID endpoint, String product) {
        return sql.list(
                        "select max(last_seen_at) from session where endpoint_id = ? and product = ?",
                        row -> {
                            Timestamp heard = row.getTimestamp(1);
                            return java.util.Optional.ofNullable(heard == null ? null : heard.toInstant());
                        },
                        List.of(endpoint, product))
                .get(0)
                .orElse(null);
    }

    private void write(List<Sighting> silent, List<FindingRecorder.Subject> speaking, Instant now) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                FindingRecorder.record(connection, silent, now);
                FindingRecorder.resolve(connection, FindingKind.CONTRADICTION, speaking, now);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the silence of endpoints could not be recorded", e);
        }
    }

    private record Listened(UUID id, @Nullable UUID person, boolean sample, Instant firstReport) {}
}
