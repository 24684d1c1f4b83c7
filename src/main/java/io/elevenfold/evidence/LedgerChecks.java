package io.elevenfold.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.finding.Evidence;
import io.elevenfold.finding.FindingKind;
import io.elevenfold.finding.FindingRecorder;
import io.elevenfold.finding.Severity;
import io.elevenfold.finding.Sighting;
import io.elevenfold.ledger.Checkpoint;
import io.elevenfold.ledger.Checkpoints;
import io.elevenfold.ledger.KeyRing;
import io.elevenfold.ledger.LedgerException;
import io.elevenfold.ledger.Recomputation;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks every night, and when asked, that the stored records still give the tree that was signed. What does not fit is
 * a critical finding that names log and position.
 */
@ApplicationScoped
public class LedgerChecks {

    private static final String SOURCE = "ledger.self-check";
    private static final int LAYER = 10;
    private static final int FETCH = 2000;
    private static final Duration CHECKED_WITHIN = Duration.ofDays(2);

    private final DataSource dataSource;
    private final Sql sql;
    private final Checkpoints checkpoints;
    private final KeyRing keys;
    private final StoredRecord.Reader records;
    private final ObjectMapper json;
    private final Clock clock;

    LedgerChecks(
            DataSource dataSource,
            Sql sql,
            Checkpoints checkpoints,
            KeyRing keys,
            StoredRecord.Reader records,
            ObjectMapper json,
            Clock clock) {
        this.dataSource = dataSource;
        this.sql = sql;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.records = records;
        this.json = json;
        this.clock = clock;
    }

    @Scheduled(cron = "{elevenfold.ledger.self-check-cron}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyNight() {
        check();
    }

    /** Checks every log; an answer for each. */
    public List<LedgerCheck> check() {
        List<LedgerCheck> checks = new ArrayList<>();
        for (int log : checkpoints.logs()) {
            LedgerCheck check = check(log);
            keep(check);
            checks.add(check);
        }
        return checks;
    }

    /** The last answer for each log, in their order; empty before the first check. */
    public List<LedgerCheck> latest() {
        return sql.list(
                """
                select distinct on (log) log, started_at, finished_at, size, checked, withdrawn, erased, faults
                from ledger_check order by log, finished_at desc""",
                row -> new LedgerCheck(
                        row.getInt(1),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant(),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        faults(row.getString(8))),
                List.of());
    }

    /**
     * What is to be told about a log before everything else.
     *
     * @param first where it does not match its records; null when it was only not checked for too long
     * @param faults how many there are
     * @param lastCheck null before the first
     */
    public record Alarm(int log, Recomputation.@Nullable Fault first, int faults, @Nullable Instant lastCheck) {}

    /** Logs that do not match their records, and logs that nobody checked for two days. */
    public List<Alarm> alarms() {
        Instant tooOld = clock.instant().minus(CHECKED_WITHIN);
        return sql
                .list(
                        """
                        select h.log, k.finished_at, k.faults,
                            (select signed_at from ledger_checkpoint c where c.log = h.log order by size limit 1)
                        from ledger_head h left join lateral (select finished_at, faults from ledger_check
                            where log = h.log order by finished_at desc limit 1) k on true
                        where h.size > 0 order by h.log""",
                        row -> {
                            Timestamp checked = row.getTimestamp(2);
                            Timestamp signed = row.getTimestamp(4);
                            List<Recomputation.Fault> faults = checked == null ? List.of() : faults(row.getString(3));
                            Timestamp known = checked == null ? signed : checked;
                            return faults.isEmpty()
                                            && (known == null
                                                    || known.toInstant().isAfter(tooOld))
                                    ? Optional.<Alarm>empty()
                                    : Optional.of(new Alarm(
                                            row.getInt(1),
                                            faults.isEmpty() ? null : faults.get(0),
                                            faults.size(),
                                            checked == null ? null : checked.toInstant()));
                        },
                        List.of())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private LedgerCheck check(int log) {
        Instant started = clock.instant();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                Set<Long> withdrawn = withdrawn(connection, log);
                Recomputation recomputation = Recomputation.of(connection, log, withdrawn::contains);
                long erased = recompute(connection, log, recomputation);
                recomputation.end();
                againstCheckpoint(log, recomputation);
                return new LedgerCheck(
                        log,
                        started,
                        clock.instant(),
                        recomputation.size(),
                        recomputation.checked(),
                        recomputation.withdrawn(),
                        erased,
                        recomputation.faults());
            } catch (LedgerException e) {
                Recomputation.Fault fault = new Recomputation.Fault(log, 0, String.valueOf(e.getMessage()));
                return new LedgerCheck(log, started, clock.instant(), 0, 0, 0, 0, List.of(fault));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        } catch (SQLException e) {
            throw new LedgerException("cannot check log " + log, e);
        }
    }

    private static Set<Long> withdrawn(Connection connection, int log) throws SQLException {
        Ranges certified = certified(connection, log);
        Set<Long> positions = new HashSet<>();
        // Whoever can delete a record can also enter it here: only an entry of log 0, which is proven, counts.
        try (PreparedStatement select = connection.prepareStatement(
                """
                select position, reason from ledger_withdrawn where log = ?
                    and (reason <> 'sample.removed'
                        or exists (select from ledger_entry where log = 0 and type = 'sample.removed'))""")) {
            select.setInt(1, log);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long position = row.getLong(1);
                    if (!row.getString(2).equals("retention") || certified.contains(position)) {
                        positions.add(position);
                    }
                }
            }
        }
        return positions;
    }

    /** The positions that deletion certificates name. */
    private static Ranges certified(Connection connection, int log) throws SQLException {
        Ranges ranges = new Ranges();
        try (PreparedStatement select = connection.prepareStatement(
                """
                select (r ->> 'first')::bigint, (r ->> 'last')::bigint
                from ledger_entry cross join lateral jsonb_array_elements(detail -> 'ranges') r
                where log = 0 and type = 'retention.deleted' and (r ->> 'log')::int = ?""")) {
            select.setInt(1, log);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ranges.add(row.getLong(1), row.getLong(2));
                }
            }
        }
        return ranges;
    }

    private long recompute(Connection connection, int log, Recomputation recomputation) throws SQLException {
        long erased = 0;
        String source = log == 0
                ? "select position, leaf, detail::text, null from ledger_entry where log = ? order by position"
                : "select position, leaf, null, event::text from activity where lane = ? order by position";
        try (PreparedStatement select = connection.prepareStatement(source)) {
            select.setInt(1, log);
            select.setFetchSize(FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long position = row.getLong(1);
                    byte[] leaf = row.getBytes(2);
                    recomputation.record(position, leaf);
                    StoredRecord.Answer answer =
                            records.check(leaf, recomputation.origin(), row.getString(3), row.getString(4));
                    erased += answer == StoredRecord.Answer.ERASED ? 1 : 0;
                    if (answer.fault() != null) {
                        recomputation.fault(position, answer.fault());
                    }
                }
            }
        }
        return erased;
    }

    private void againstCheckpoint(int log, Recomputation recomputation) {
        String brokenHistory = keys.brokenAt();
        if (brokenHistory != null) {
            recomputation.fault(recomputation.size(), brokenHistory);
        }
        Checkpoint signed = checkpoints.latest(log).orElse(null);
        if (signed == null) {
            return;
        }
        if (!signed.isSignedBy(keys.current())) {
            recomputation.fault(signed.size(), "the last checkpoint does not carry this service's signature");
        } else if (signed.size() > recomputation.size()) {
            recomputation.fault(signed.size(), "the log is shorter than its last checkpoint");
        } else if (!Arrays.equals(checkpoints.rootAt(log, signed.size()), signed.root())) {
            recomputation.fault(signed.size(), "the log is not the one that the last checkpoint speaks of");
        }
    }

    private void keep(LedgerCheck check) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    """
                    insert into ledger_check (id, log, started_at, finished_at, size, checked, withdrawn, erased, faults)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""")) {
                UUID id = Ids.at(check.finishedAt());
                insert.setObject(1, id);
                insert.setInt(2, check.log());
                insert.setTimestamp(3, Timestamp.from(check.startedAt()));
                insert.setTimestamp(4, Timestamp.from(check.finishedAt()));
                insert.setLong(5, check.size());
                insert.setLong(6, check.checked());
                insert.setLong(7, check.withdrawn());
                insert.setLong(8, check.erased());
                insert.setString(9, text(check.faults()));
                insert.executeUpdate();
                if (!check.faults().isEmpty()) {
                    FindingRecorder.record(connection, List.of(sighting(check)), check.finishedAt());
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new LedgerException("cannot keep the check of log " + check.log(), e);
        }
    }

    private static Sighting sighting(LedgerCheck check) {
        Recomputation.Fault first = check.faults().get(0);
        return new Sighting(
                FindingKind.PLATFORM,
                SOURCE,
                "log " + check.log(),
                "Ledger does not match its records",
                Severity.CRITICAL,
                LAYER,
                List.of("L10-03"),
                null,
                null,
                null,
                null,
                new Evidence(
                        "ledger",
                        check.log() + "/" + first.position(),
                        check.finishedAt(),
                        null,
                        Map.of(
                                "observed",
                                first.what(),
                                "faults",
                                check.faults().size(),
                                "size",
                                check.size())),
                false);
    }

    private String text(List<Recomputation.Fault> faults) {
        try {
            return json.writeValueAsString(faults);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("faults are plain data", e);
        }
    }

    private List<Recomputation.Fault> faults(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new LedgerException("a stored check is damaged", e);
        }
    }
}
