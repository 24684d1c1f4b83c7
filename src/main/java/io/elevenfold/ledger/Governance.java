package io.elevenfold.ledger;

import io.elevenfold.platform.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.sql.DataSource;

/**
 * The log of everything that matters and is not activity: posture reports, decisions, administrators' acts. An entry
 * is committed with the caller's transaction.
 */
@ApplicationScoped
public class Governance {

    /** The number of this log; lanes of activity begin at 1. */
    public static final int LOG = 0;

    private final DataSource dataSource;
    private final Clock clock;
    private final SubjectKeys keys;
    private final Log log = new Log(LOG);

    Governance(DataSource dataSource, Clock clock, SubjectKeys keys) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.keys = keys;
    }

    /**
     * Appends one entry.
     *
     * @param type what happened, for example {@code finding.decision}
     * @param subject whose key salts the commitment to the detail
     * @param detail what happened in full; the leaf itself holds only a commitment to it
     * @return where it stands
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Entry append(String type, UUID subject, Map<String, Object> detail) {
        try (Connection connection = dataSource.getConnection()) {
            return append(connection, type, subject, detail);
        } catch (SQLException e) {
            throw new LedgerException("cannot append " + type + " to the log of governance", e);
        }
    }

    /** As above, within the transaction of a connection of the caller's. */
    public Entry append(Connection connection, String type, UUID subject, Map<String, Object> detail)
            throws SQLException {
        Instant now = clock.instant();
        Mac salt = Commitments.macOf(keys.keyOf(subject));
        Log.Head head = log.lock(connection, now);
        UUID id = io.elevenfold.platform.Ids.at(now);
        byte[] content = CanonicalJson.bytes(detail);
        Map<String, Object> leaf = new TreeMap<>(Map.of(
                "v",
                1L,
                "log",
                head.origin(),
                "id",
                id.toString(),
                "time",
                Commitments.micros(now),
                "type",
                type,
                "subject",
                subject.toString(),
                "cm",
                Map.of("content", Commitments.commit(salt, id, "content", content))));
        byte[] bytes = CanonicalJson.bytes(leaf);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_entry (log, position, leaf, detail, recorded_at, type, subject) values (?, ?, ?, ?::jsonb, ?, ?, ?)")) {
            insert.setInt(1, LOG);
            insert.setLong(2, head.size());
            insert.setBytes(3, bytes);
            insert.setString(4, new String(content, StandardCharsets.UTF_8));
            insert.setTimestamp(5, Timestamp.from(now));
            insert.setString(6, type);
            insert.setObject(7, subject);
            insert.executeUpdate();
        }
        log.append(connection, head, List.of(Hashes.leaf(bytes)), now);
        return new Entry(id, head.size());
    }

    /**
     * An entry of this log.
     *
     * @param id as the leaf tells it; the salt of the commitment comes from it and the subject's key
     */
    public record Entry(UUID id, long position) {}
}
