package io.elevenfold.posture;

import io.elevenfold.finding.Evidence;
import io.elevenfold.finding.FindingKind;
import io.elevenfold.finding.FindingRecorder;
import io.elevenfold.finding.Sighting;
import io.elevenfold.identity.Sender;
import io.elevenfold.ledger.Governance;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.posture.check.Check;
import io.elevenfold.posture.check.CheckCatalog;
import io.elevenfold.posture.check.CheckEvaluator;
import io.elevenfold.posture.check.CheckResult;
import io.elevenfold.posture.check.OrgPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Records what endpoints declare: judges the report's checks, turns changes of state into intervals, raises and
 * resolves findings, and appends the report's digest to the ledger, all in one transaction.
 */
@ApplicationScoped
public class PostureReports {

    private final DataSource dataSource;
    private final Clock clock;
    private final Governance governance;
    private final CheckCatalog catalog;
    private final CheckEvaluator evaluator;
    private final Event<DeclaredPosture> declared;

    PostureReports(
            DataSource dataSource,
            Clock clock,
            Governance governance,
            CheckCatalog catalog,
            Event<DeclaredPosture> declared) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.governance = governance;
        this.catalog = catalog;
        this.evaluator = new CheckEvaluator(catalog);
        this.declared = declared;
    }

    /**
     * Judges and records a report.
     *
     * @param sender an endpoint; what it sends is about itself, whatever the report claims
     * @return what was found; the same again for a report that was recorded before
     * @throws ProblemException when a later report of the same collector is already recorded
     */
    @Transactional
    public Recorded record(Sender sender, PostureReport report) {
        return record(sender, report, null);
    }

    /**
     * As above for an endpoint of the sample organisation, as if it had been learned earlier: reports, results and
     * findings are dated back, so that there is a history to look at. The ledger is not: its entry has the time at
     * which it is appended, and says for which time it speaks.
     *
     * @throws IllegalStateException when the endpoint is no sample: what is real is recorded when it is learned
     */
    @Transactional
    public Recorded recordSample(Sender sender, PostureReport report, Instant learned) {
        return record(sender, report, learned);
    }

    private Recorded record(Sender sender, PostureReport report, @Nullable Instant learned) {
        UUID endpoint = sender.endpointId();
        if (endpoint == null) {
            throw new ProblemException(ProblemType.FORBIDDEN, "A posture report needs the token of an endpoint");
        }
        List<CheckResult> results = evaluator.evaluate(report, OrgPolicy.shipped());
        try (Connection connection = dataSource.getConnection()) {
            Recorded recorded = record(connection, sender, endpoint, report, results, learned);
            declared.fire(new DeclaredPosture(endpoint));
            return recorded;
        } catch (SQLException e) {
            throw new IllegalStateException("the posture report could not be recorded", e);
        }
    }

    private Recorded record(
            Connection connection,
            Sender sender,
            UUID endpoint,
            PostureReport report,
            List<CheckResult> results,
            @Nullable Instant learned)
            throws SQLException {
        boolean sample = lockEndpoint(connection, endpoint);
        if (learned != null && !sample) {
            throw new IllegalStateException("only what is marked as a sample may be dated back");
        }
        Optional<UUID> before = recordedBefore(connection, endpoint, report);
        if (before.isPresent()) {
            return Recorded.of(before.get(), true, results);
        }
        Instant now = learned == null ? clock.instant() : learned;
        UUID id = Ids.at(now);
        insertReport(connection, id, endpoint, report, now);
        ResultIntervals intervals = new ResultIntervals(connection, endpoint, id, report.collectedAt(), now, catalog);
        intervals.replaceWith(results);
        FindingRecorder.record(connection, sightings(sender, endpoint, id, report, results, sample), now);
        FindingRecorder.resolve(connection, FindingKind.CHECK, intervals.noLongerFailing(), now);
        governance.append(
                connection,
                "posture.report",
                sender.personId() == null ? endpoint : sender.personId(),
                entry(endpoint, id, report, learned));
        return Recorded.of(id, false, results);
    }

    private static Map<String, Object> entry(UUID endpoint, UUID id, PostureReport report, @Nullable Instant learned) {
        Map<String, Object> entry = new TreeMap<>(Map.of(
                "endpoint", endpoint.toString(),
                "report", id.toString(),
                "sha256", report.digest(),
                "sequence", report.sequence(),
                "collected_at", report.collectedAt()));
        if (learned != null) {
            entry.put("sample", true);
            entry.put("recorded_at", learned);
        }
        return entry;
    }

    /** One report of an endpoint after the other. Tells whether it belongs to the sample organisation. */
    private static boolean lockEndpoint(Connection connection, UUID endpoint) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select sample from endpoint where id = ? for update")) {
            select.setObject(1, endpoint);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static Optional<UUID> recordedBefore(Connection connection, UUID endpoint, PostureReport report)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                """
                select id, report_id, sequence, encode(digest, 'hex') from posture_report
                where endpoint_id = ? and collector = ? and (report_id = ? or sequence >= ?)
                order by report_id = ? desc, sequence desc limit 1""")) {
            select.setObject(1, endpoint);
            select.setString(2, report.endpointId());
            select.setObject(3, report.reportId());
            select.setLong(4, report.sequence());
            select.setObject(5, report.reportId());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (row.getString(4).equals(report.digest())) {
                    return Optional.of(row.getObject(1, UUID.class));
                }
                throw new ProblemException(
                        ProblemType.STALE_REPORT,
                        "Report %s with sequence %d is already recorded; a new report needs a new id and a higher sequence than %d"
                                .formatted(row.getObject(2, UUID.class), row.getLong(3), row.getLong(3)));
            }
        }
    }

    private static void insertReport(Connection connection, UUID id, UUID endpoint, PostureReport report, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into posture_report
                            (id, endpoint_id, report_id, collector, sequence, collected_at, recorded_at, digest, body)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""");
                PreparedStatement update =
                        connection.prepareStatement("update endpoint set last_report_at = ? where id = ?")) {
            insert.setObject(1, id);
            insert.setObject(2, endpoint);
            insert.setObject(3, report.reportId());
            insert.setString(4, report.endpointId());
            insert.setLong(5, report.sequence());
            insert.setTimestamp(6, Timestamp.from(report.collectedAt()));
            insert.setTimestamp(7, Timestamp.from(now));
            insert.setBytes(8, HexFormat.of().parseHex(report.digest()));
            insert.setString(9, report.json().toString());
            insert.executeUpdate();
            update.setTimestamp(1, Timestamp.from(now));
            update.setObject(2, endpoint);
            update.executeUpdate();
        }
    }

    private List<Sighting> sightings(
            Sender sender,
            UUID endpoint,
            UUID reportId,
            PostureReport report,
            List<CheckResult> results,
            boolean sample) {
        List<Sighting> sightings = new ArrayList<>();
        for (CheckResult result : results) {
            if (result.state() != ResultState.FAIL) {
                continue;
            }
            Check check = catalog.find(result.checkId()).orElseThrow();
            sightings.add(new Sighting(
                    FindingKind.CHECK,
                    check.id(),
                    subject(endpoint, result.subjectKey()),
                    check.title(),
                    check.severity(),
                    check.layer(),
                    check.controls(),
                    endpoint,
                    sender.personId(),
                    null,
                    result.subjectKey().isEmpty() ? null : result.subjectKey(),
                    new Evidence("posture_report", reportId.toString(), report.collectedAt(), null, detail(result)),
                    sample));
        }
        return sightings;
    }

    private static Map<String, Object> detail(CheckResult result) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("expected", result.expected());
        detail.put("observed", new TreeMap<>(result.observed()));
        detail.put("source", result.source());
        return detail;
    }

    static String subject(UUID endpoint, String subjectKey) {
        return subjectKey.isEmpty() ? endpoint.toString() : endpoint + "/" + subjectKey;
    }

    /**
     * The answer to a report.
     *
     * @param repeated true when this very report was recorded before
     * @param results how many results there are in each state
     */
    public record Recorded(UUID id, boolean repeated, Map<String, Integer> results) {

        static Recorded of(UUID id, boolean repeated, List<CheckResult> results) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (ResultState state : ResultState.values()) {
                counts.put(state.word(), 0);
            }
            results.forEach(result -> counts.merge(result.state().word(), 1, Integer::sum));
            return new Recorded(id, repeated, counts);
        }
    }

    /** Told when an endpoint has declared itself anew. */
    public record DeclaredPosture(UUID endpoint) {}
}
