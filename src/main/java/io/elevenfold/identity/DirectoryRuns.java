package io.elevenfold.identity;

import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the directory was asked, and what came of it. */
@ApplicationScoped
class DirectoryRuns {

    private static final int MOST_CHANGES = 100;
    private static final int LONGEST_ERROR = 500;

    private final Sql sql;
    private final EntityManager entities;

    DirectoryRuns(Sql sql, EntityManager entities) {
        this.sql = sql;
        this.entities = entities;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void add(UUID id, Instant startedAt, Instant endedAt, boolean whole, int read, @Nullable String error) {
        entities.createNativeQuery(
                        """
                        insert into directory_run (id, started_at, ended_at, whole, read, error)
                        values (:id, :started, :ended, :whole, :read, cast(:error as text))""")
                .setParameter("id", id)
                .setParameter("started", startedAt)
                .setParameter("ended", endedAt)
                .setParameter("whole", whole)
                .setParameter("read", read)
                .setParameter(
                        "error",
                        error == null || error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR))
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void addChange(UUID run, UUID person, String kind, String detail) {
        entities.createNativeQuery(
                        "insert into directory_change (run_id, person_id, kind, detail) values (:run, :person, :kind, :detail)")
                .setParameter("run", run)
                .setParameter("person", person)
                .setParameter("kind", kind)
                .setParameter("detail", detail)
                .executeUpdate();
    }

    /** When the last run began that went well; {@code whole} asks only for those that read everybody. */
    Optional<Instant> lastGood(boolean whole) {
        return sql.first(
                "select started_at from directory_run where error is null" + (whole ? " and whole" : "")
                        + " order by started_at desc limit 1",
                row -> row.getTimestamp(1).toInstant(),
                List.of());
    }

    List<DirectoryRun> newest(int count) {
        return sql.list(
                "select * from directory_run order by started_at desc, id desc limit ?",
                row -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new DirectoryRun(
                            id,
                            row.getTimestamp("started_at").toInstant(),
                            row.getTimestamp("ended_at").toInstant(),
                            row.getBoolean("whole"),
                            row.getInt("read"),
                            row.getString("error"),
                            changes(id));
                },
                List.of(count));
    }

    private List<DirectoryRun.Change> changes(UUID run) {
        return sql.list(
                """
                select c.person_id, p.email, c.kind, c.detail from directory_change c
                join person p on p.id = c.person_id where c.run_id = ? order by p.email limit ?""",
                row -> new DirectoryRun.Change(
                        row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4)),
                List.of(run, MOST_CHANGES));
    }
}
