package io.elevenfold.ledger;

import io.elevenfold.platform.DataDirectory;
import io.elevenfold.platform.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Signs the heads of the logs, and answers for them. What was signed last is also kept outside the database: a log that
 * is shorter or other than that is not signed again, so a database that was put back to an old state is noticed.
 */
@ApplicationScoped
public class Checkpoints {

    private static final Logger LOG = Logger.getLogger(Checkpoints.class);

    private final DataSource dataSource;
    private final Sql sql;
    private final KeyRing keys;
    private final DataDirectory directory;
    private final Clock clock;

    Checkpoints(DataSource dataSource, Sql sql, KeyRing keys, DataDirectory directory, Clock clock) {
        this.dataSource = dataSource;
        this.sql = sql;
        this.keys = keys;
        this.directory = directory;
        this.clock = clock;
    }

    @Scheduled(every = "60s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void signAll() {
        for (int log : logs()) {
            try {
                sign(log);
            } catch (LedgerException e) {
                LOG.error("log %d is not signed: %s".formatted(log, e.getMessage()));
            }
        }
    }

    /**
     * After a handover of keys was committed: signs every log with both keys, and from then on with the new one alone.
     *
     * @throws LedgerException when a log denies what was signed before; both keys go on signing
     */
    public void turnKeys() {
        keys.turn();
        logs().forEach(this::sign);
        keys.retire();
    }

    /** The numbers of the logs that exist. */
    public List<Integer> logs() {
        return sql.list("select log from ledger_head order by log", row -> row.getInt(1), List.of());
    }

    /**
     * Signs the head as it stands; the checkpoint of this size when there is one already.
     *
     * @return empty when the log has no leaves, or does not exist
     * @throws LedgerException when the log denies what was signed before
     */
    public Optional<Checkpoint> sign(int log) {
        try (Connection connection = dataSource.getConnection()) {
            Optional<Log.Head> head = head(connection, log);
            if (head.isEmpty() || head.get().size() == 0) {
                return Optional.empty();
            }
            Optional<Checkpoint> last = latest(log);
            KeyRing.Signers signers = keys.signers();
            if (last.isPresent() && last.get().size() == head.get().size()) {
                refuseFork(last.get(), head.get().root());
                if (last.get().isSignedBy(signers.current().verifier())) {
                    return last;
                }
            }
            refuseFork(connection, log, head.get());
            Checkpoint checkpoint = Checkpoint.sign(signers.all(), log, head.get(), clock.instant());
            try (PreparedStatement insert = connection.prepareStatement(
                    """
                    insert into ledger_checkpoint (log, size, root, note, signed_at, key_number)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict do nothing""")) {
                insert.setInt(1, log);
                insert.setLong(2, checkpoint.size());
                insert.setBytes(3, checkpoint.root());
                insert.setString(4, checkpoint.note());
                insert.setTimestamp(5, Timestamp.from(checkpoint.signedAt()));
                insert.setInt(6, signers.number());
                insert.executeUpdate();
            }
            directory.remember(remembered(log), checkpoint.note());
            return Optional.of(checkpoint);
        } catch (SQLException e) {
            throw new LedgerException("cannot sign log " + log, e);
        }
    }

    private static void refuseFork(Checkpoint signed, byte[] root) {
        if (!java.util.Arrays.equals(signed.root(), root)) {
            throw new LedgerException(
                    "log %d has another root at size %d than was signed".formatted(signed.log(), signed.size()));
        }
    }

    /** Holds the log against what is remembered outside the database. */
    private void refuseFork(Connection connection, int log, Log.Head head) {
        String note = directory.recall(remembered(log)).orElse(null);
        if (note == null) {
            return;
        }
        String[] lines = note.split("\n");
        if (!lines[0].equals(head.origin())) {
            return; // another database: a new log with a name of its own
        }
        long size = Long.parseLong(lines[1]);
        if (size > head.size()) {
            throw new LedgerException("log %d has %d leaves, but %d were signed".formatted(log, head.size(), size));
        }
        byte[] root = tree(connection, log, head).rootAt(size);
        if (!Base64.getEncoder().encodeToString(root).equals(lines[2])) {
            throw new LedgerException("log %d has another root at size %d than was signed".formatted(log, size));
        }
    }

    private static String remembered(int log) {
        return "checkpoint-" + log;
    }

    /** The newest checkpoint of a log. */
    public Optional<Checkpoint> latest(int log) {
        return before(log, clock.instant());
    }

    /** The newest checkpoint that was signed at or before a time. */
    public Optional<Checkpoint> before(int log, Instant time) {
        return sql.first(
                """
                select c.log, h.origin, c.size, c.root, c.signed_at, c.note
                from ledger_checkpoint c join ledger_head h using (log)
                where c.log = ? and c.signed_at <= ? order by c.size desc, c.key_number desc limit 1""",
                Checkpoints::checkpoint,
                List.of(log, time));
    }

    /**
     * The first checkpoint that speaks of at least this many leaves; signed now when there is none yet.
     *
     * @throws LedgerException when the log is shorter, or denies what was signed before
     */
    public Checkpoint covering(int log, long size) {
        return sql.first(
                        """
                        select c.log, h.origin, c.size, c.root, c.signed_at, c.note
                        from ledger_checkpoint c join ledger_head h using (log)
                        where c.log = ? and c.size >= ? order by c.size, c.key_number desc limit 1""",
                        Checkpoints::checkpoint,
                        List.of(log, size))
                .or(() -> sign(log).filter(signed -> signed.size() >= size))
                .orElseThrow(() -> new LedgerException("log %d has no %d leaves to sign".formatted(log, size)));
    }

    private static Checkpoint checkpoint(ResultSet row) throws SQLException {
        return new Checkpoint(
                row.getInt(1),
                row.getString(2),
                row.getLong(3),
                row.getBytes(4),
                row.getTimestamp(5).toInstant(),
                row.getString(6));
    }

    /**
     * What has to be hashed with a leaf to come to the root of a size.
     *
     * @throws IllegalArgumentException when there is no such leaf or size
     */
    public List<byte[]> inclusion(int log, long index, long size) {
        return withTree(log, tree -> tree.inclusion(index, size));
    }

    /**
     * What shows that the log of the larger size begins with that of the smaller one.
     *
     * @throws IllegalArgumentException when the log never had these sizes
     */
    public List<byte[]> consistency(int log, long smaller, long larger) {
        return withTree(log, tree -> tree.consistency(smaller, larger));
    }

    /**
     * What has to be hashed with the leaves from one position to before another to come to the root of a size: on each
     * level what stands left of them, then what stands right.
     *
     * @throws IllegalArgumentException when there are no such leaves
     */
    public List<byte[]> span(int log, long from, long to, long size) {
        return withTree(log, tree -> tree.span(from, to, size));
    }

    /**
     * Hashes of a level of tiles, one behind the other.
     *
     * @param level 0 for the leaves
     * @throws IllegalArgumentException when the log does not have them yet
     */
    public byte[] hashes(int log, int level, long first, int count) {
        return withTree(log, tree -> tree.hashes(level, first, count));
    }

    /** The hash of a leaf, whether or not its record is still there. */
    public byte[] leafHash(int log, long position) {
        return withTree(log, tree -> tree.leafHash(position));
    }

    /** @throws IllegalArgumentException when the log never had this size */
    public byte[] rootAt(int log, long size) {
        return withTree(log, tree -> tree.rootAt(size));
    }

    private <T> T withTree(int log, java.util.function.Function<Tree, T> question) {
        try (Connection connection = dataSource.getConnection()) {
            Log.Head head =
                    head(connection, log).orElseThrow(() -> new IllegalArgumentException("there is no log " + log));
            return question.apply(tree(connection, log, head));
        } catch (SQLException e) {
            throw new LedgerException("cannot read log " + log, e);
        }
    }

    static Optional<Log.Head> head(Connection connection, int log) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select origin, edge from ledger_head where log = ?")) {
            select.setInt(1, log);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Log.Head(row.getString(1), MerkleEdge.fromBytes(row.getBytes(2))))
                        : Optional.empty();
            }
        }
    }

    static Tree tree(Connection connection, int log, Log.Head head) {
        return new Tree(head.edge(), (level, index) -> tile(connection, log, level, index));
    }

    private static byte[] tile(Connection connection, int log, int level, long index) {
        try (PreparedStatement select = connection.prepareStatement(
                "select hashes from ledger_tile where log = ? and level = ? and index = ?")) {
            select.setInt(1, log);
            select.setInt(2, level);
            select.setLong(3, index);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new LedgerException("tile %d/%d of log %d is missing".formatted(level, index, log));
                }
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new LedgerException("cannot read a tile of log " + log, e);
        }
    }
}
