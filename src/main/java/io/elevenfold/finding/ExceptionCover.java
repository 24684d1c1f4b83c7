package io.elevenfold.finding;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** Keeps findings in step with the exceptions in force, with the caller's connection. */
public final class ExceptionCover {

    /** With the alias {@code e} and the moment as its parameter. */
    public static final String IN_FORCE = "e.decision = 'approved' and e.ended_at is null and e.expires_at > ?";

    /** With the aliases {@code e} and {@code f}. */
    private static final String COVERS =
            """
            f.kind = e.kind and f.source = e.source
                and (e.endpoint_id is null or f.endpoint_id = e.endpoint_id)
                and (e.subject is null or f.subject = e.subject)""";

    private static final String COVER =
            """
            with covered as (
                select distinct on (f.id) f.id, f.state, e.id as exception, e.decided_by
                from risk_exception e join finding f on %s
                where %s and f.state in ('open', 'acknowledged', 'in_progress', 'reopened')
                order by f.id, e.expires_at desc),
            after as (
                update finding f set state = 'excepted', changed_at = ? from covered c where f.id = c.id)
            insert into finding_change (finding_id, at, by, from_state, to_state, note)
            select id, ?, decided_by, state, 'excepted', 'exception ' || exception from covered"""
                    .formatted(COVERS, IN_FORCE);

    private static final String UNCOVER =
            """
            with bare as (
                select f.id from finding f where f.state = 'excepted'
                    and not exists (select 1 from risk_exception e where %s and %s)
                for update),
            after as (
                update finding f set state = 'reopened', changed_at = ? from bare b where f.id = b.id)
            insert into finding_change (finding_id, at, by, from_state, to_state, note)
            select id, ?, 'Elevenfold', 'excepted', 'reopened', 'its exception is over' from bare"""
                    .formatted(COVERS, IN_FORCE);

    private ExceptionCover() {}

    /**
     * Marks what an exception covers, and opens again what none covers any more.
     *
     * @return how many findings it changed
     */
    public static int apply(Connection connection, Instant now) throws SQLException {
        return run(connection, UNCOVER, now) + cover(connection, now);
    }

    /** Marks what an exception covers. */
    static int cover(Connection connection, Instant now) throws SQLException {
        return run(connection, COVER, now);
    }

    private static int run(Connection connection, String sql, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= 3; i++) {
                statement.setTimestamp(i, Timestamp.from(now));
            }
            return statement.executeUpdate();
        }
    }
}
