package io.elevenfold.pipeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The digests of the requests of the last day: clients repeat a request byte for byte when the answer was lost. */
final class RequestDigests {

    private RequestDigests() {}

    /** Remembers the batch's digests; returns those that were remembered before. */
    static Set<Digest> addAndFindRepeated(Connection connection, List<Waiting> batch, Instant now, Duration memory)
            throws SQLException {
        byte[][] digests = unique(batch);
        Set<Digest> repeated = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "select digest from request_digest where digest = any(?) and received_at >= ?");
                PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into request_digest (digest, received_at) select unnest(?::bytea[]), ?
                        on conflict (digest) do update set received_at = excluded.received_at
                        where request_digest.received_at < ?""")) {
            Timestamp oldest = Timestamp.from(now.minus(memory));
            select.setArray(1, connection.createArrayOf("bytea", digests));
            select.setTimestamp(2, oldest);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    repeated.add(new Digest(rows.getBytes(1)));
                }
            }
            insert.setArray(1, connection.createArrayOf("bytea", digests));
            insert.setTimestamp(2, Timestamp.from(now));
            insert.setTimestamp(3, oldest);
            insert.executeUpdate();
        }
        return repeated;
    }

    /** A byte array equals only itself, so {@code distinct} would let repetitions within the batch through. */
    private static byte[][] unique(List<Waiting> batch) {
        Set<Digest> unique = new HashSet<>();
        batch.forEach(waiting -> unique.add(new Digest(waiting.delivery().digest())));
        return unique.stream().map(Digest::bytes).toArray(byte[][]::new);
    }

    /** Forgets what is too old to matter. */
    static void forgetBefore(Connection connection, Instant oldest) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from request_digest where received_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(oldest));
            delete.executeUpdate();
        }
    }
}
