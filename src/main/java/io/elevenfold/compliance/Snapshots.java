package io.elevenfold.compliance;

import io.elevenfold.finding.FindingKind;
import io.elevenfold.finding.FindingState;
import io.elevenfold.finding.Severity;
import io.elevenfold.platform.Sql;
import io.elevenfold.policy.SignatureCounts;
import io.elevenfold.policy.Signatures;
import io.elevenfold.posture.Endpoints;
import io.elevenfold.posture.ResultState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what was known at a moment. The present is read from tallies, the past from intervals and histories. */
@ApplicationScoped
class Snapshots {

    /** Columns in the order of the index finding_open, so that the present is counted without sorting or hashing. */
    private static final String GROUPS = "source, kind, layer, severity, state, controls, count(*)";

    private final Sql sql;
    private final Endpoints endpoints;
    private final Signatures signatures;
    private final ComplianceConfig config;

    Snapshots(Sql sql, Endpoints endpoints, Signatures signatures, ComplianceConfig config) {
        this.sql = sql;
        this.endpoints = endpoints;
        this.signatures = signatures;
        this.config = config;
    }

    /** @param now the present moment */
    Snapshot present(Instant now) {
        Map<String, ResultCounts> results = counts("select check_id, state, results from check_tally", List.of());
        List<SignatureCounts> policies = addPolicies(results, now);
        List<Snapshot.FindingGroup> findings = sql.list(
                "select " + GROUPS + " from finding where state <> 'resolved' group by 1, 2, 3, 4, 5, 6",
                Snapshots::group,
                List.of());
        return new Snapshot(now, results, tests(policies), findings, coverage(now), hasActivity(now));
    }

    Snapshot past(Instant at) {
        Map<String, ResultCounts> results = checks(at);
        List<SignatureCounts> policies = addPolicies(results, at);
        return new Snapshot(at, results, tests(policies), findings(at), coverage(at), hasActivity(at));
    }

    /** Check or policy to its results as they were known at a moment that has passed. */
    Map<String, ResultCounts> results(Instant at) {
        Map<String, ResultCounts> results = checks(at);
        addPolicies(results, at);
        return results;
    }

    private List<SignatureCounts> addPolicies(Map<String, ResultCounts> results, Instant at) {
        List<SignatureCounts> policies = signatures.at(at);
        for (SignatureCounts policy : policies) {
            results.put(
                    ControlTest.of(policy).id(),
                    ResultCounts.of(ResultState.PASS, policy.signed())
                            .plus(ResultCounts.of(ResultState.FAIL, policy.overdue()))
                            .plus(ResultCounts.of(ResultState.PENDING, policy.open())));
        }
        return policies;
    }

    private static List<ControlTest> tests(List<SignatureCounts> policies) {
        return policies.stream().map(ControlTest::of).toList();
    }

    private Map<String, ResultCounts> checks(Instant at) {
        return counts(
                """
                select check_id, state, count(*) from check_result
                where recorded_at <= ? and (superseded_at is null or superseded_at > ?)
                group by check_id, state""",
                List.of(at, at));
    }

    /** A finding stood where its first later change found it; without one, where it stands now. */
    private List<Snapshot.FindingGroup> findings(Instant at) {
        return sql.list(
                "select " + GROUPS
                        + """
                         from (
                            select f.source, f.kind, f.layer, f.severity, f.controls,
                                coalesce(later.from_state, f.state) as state
                            from finding f left join (
                                select distinct on (finding_id) finding_id, from_state from finding_change
                                where at > ? order by finding_id, id) as later on later.finding_id = f.id
                            where f.recorded_at <= ?) as known
                        where state <> 'resolved' group by 1, 2, 3, 4, 5, 6""",
                Snapshots::group,
                List.of(at, at));
    }

    private Coverage coverage(Instant at) {
        Endpoints.Population population = endpoints.population(at.minus(config.reportMaxAge()), at);
        return new Coverage(population.expected(), population.reporting());
    }

    private boolean hasActivity(Instant at) {
        return sql.first("select 1 from activity_rollup where hour <= ? limit 1", row -> true, List.of(at))
                .isPresent();
    }

    private Map<String, ResultCounts> counts(String query, List<Instant> parameters) {
        Map<String, ResultCounts> counts = new HashMap<>();
        for (Tally tally : sql.list(query, Snapshots::tally, parameters)) {
            counts.merge(tally.check(), ResultCounts.of(tally.state(), tally.results()), ResultCounts::plus);
        }
        return counts;
    }

    private static Tally tally(ResultSet row) throws SQLException {
        return new Tally(
                row.getString(1), ResultState.valueOf(row.getString(2).toUpperCase(Locale.ROOT)), row.getLong(3));
    }

    private static Snapshot.FindingGroup group(ResultSet row) throws SQLException {
        return new Snapshot.FindingGroup(
                row.getString(2).equals(FindingKind.CHECK.word()),
                row.getString(1),
                row.getInt(3),
                Severity.of(row.getString(4)),
                FindingState.of(row.getString(5)),
                Arrays.asList((String[]) row.getArray(6).getArray()),
                row.getLong(7));
    }

    private record Tally(String check, ResultState state, long results) {}
}
