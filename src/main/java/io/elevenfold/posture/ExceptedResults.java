package io.elevenfold.posture;

import io.elevenfold.finding.ExceptionCover;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Results of checks under the exceptions in force: what fails and is covered counts as excepted, in an interval of its
 * own, so that every question about the past finds it.
 */
public final class ExceptedResults {

    /** With the aliases {@code e} and {@code r}. */
    private static final String COVERS =
            """
            e.kind = 'check' and e.source = r.check_id and (e.endpoint_id is null or e.endpoint_id = r.endpoint_id)
                and (e.subject is null or e.subject =
                    r.endpoint_id::text || case when r.subject = '' then '' else '/' || r.subject end)""";

    private static final String TURN =
            """
            with turned as (
                update check_result r set valid_to = ?, superseded_at = ?
                where r.superseded_at is null and r.state = '%1$s'
                    and %2$s (select 1 from risk_exception e where %3$s and %4$s)
                returning r.*),
            one_less as (
                insert into check_tally (check_id, state, results)
                select check_id, '%1$s', -count(*) from turned group by check_id order by check_id
                on conflict (check_id, state) do update set results = check_tally.results + excluded.results),
            one_more as (
                insert into check_tally (check_id, state, results)
                select check_id, '%5$s', count(*) from turned group by check_id order by check_id
                on conflict (check_id, state) do update set results = check_tally.results + excluded.results)
            insert into check_result (endpoint_id, check_id, subject, layer, state, expected, observed, source, reason,
                report, valid_from, recorded_at)
            select endpoint_id, check_id, subject, layer, '%5$s', expected, observed, source, reason, report, ?, ?
            from turned""";

    private ExceptedResults() {}

    /** Brings the current results in step with the exceptions in force. */
    public static void apply(Connection connection, Instant now) throws SQLException {
        lockEndpoints(connection);
        turn(connection, "excepted", "not exists", "fail", now);
        turn(connection, "fail", "exists", "excepted", now);
    }

    /** As a report does, so that none comes in between; in one order, so that two never wait for each other. */
    private static void lockEndpoints(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                """
                select 1 from endpoint where id in (
                    select r.endpoint_id from check_result r where r.superseded_at is null and (r.state = 'excepted'
                        or r.state = 'fail' and exists (
                            select 1 from risk_exception e where e.kind = 'check' and e.source = r.check_id
                                and e.decision = 'approved' and e.ended_at is null)))
                order by id for update""")) {
            lock.execute();
        }
    }

    private static void turn(Connection connection, String from, String whether, String to, Instant now)
            throws SQLException {
        String sql = TURN.formatted(from, whether, COVERS, ExceptionCover.IN_FORCE, to);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= 5; i++) {
                statement.setTimestamp(i, Timestamp.from(now));
            }
            statement.executeUpdate();
        }
    }

    /** What is covered on one endpoint. */
    static List<Covered> of(Connection connection, UUID endpoint, Instant now) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select e.source, e.subject from risk_exception e where e.kind = 'check'"
                        + " and (e.endpoint_id is null or e.endpoint_id = ?) and " + ExceptionCover.IN_FORCE)) {
            select.setObject(1, endpoint);
            select.setTimestamp(2, Timestamp.from(now));
            List<Covered> covered = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    covered.add(new Covered(row.getString(1), row.getString(2)));
                }
            }
            return covered;
        }
    }

    /** @param subject of the one finding that is covered; null for all of the check */
    record Covered(String check, @Nullable String subject) {

        boolean covers(String checkId, String findingSubject) {
            return check.equals(checkId) && (subject == null || subject.equals(findingSubject));
        }
    }
}
