package io.elevenfold.forwarding;

import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.forwarding.transport.Answer;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** How far each destination is, what it refused, and who sends to it. */
@ApplicationScoped
class DeliveryLedger {

    private static final int LONGEST_REASON = 500;

    private final DataSource dataSource;
    private final Sql sql;
    private final Clock clock;
    private final DeliveryReceipts receipts;

    DeliveryLedger(DataSource dataSource, Sql sql, Clock clock, DeliveryReceipts receipts) {
        this.receipts = receipts;
        this.dataSource = dataSource;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * What a receiver acknowledged with one answer.
     *
     * @param worthAReceipt whether it was more than checkpoints and receipts
     */
    record Acknowledged(Answer answer, int records, boolean worthAReceipt) {}

    /** A record that was refused, with the reason. */
    record Refused(Placed placed, String reason) {}

    Place cursor(UUID destination, int stream) {
        return sql.first(
                        "select xact, position from destination_cursor where destination_id = ? and stream = ?",
                        row -> new Place(stream, row.getLong(1), row.getLong(2)),
                        List.of(destination, stream))
                .orElse(Place.before(stream));
    }

    /** The last place that was reached before somebody asked for a replay; before the first one when nobody did. */
    Place replayedUpTo(UUID destination, int stream) {
        return sql.first(
                        """
                        select replay_xact, replay_position from destination_cursor
                        where destination_id = ? and stream = ? and replay_position is not null""",
                        row -> new Place(stream, row.getLong(1), row.getLong(2)),
                        List.of(destination, stream))
                .orElse(Place.before(stream));
    }

    /**
     * Settles everything up to a place: in the same transaction refused records become dead letters, and answers wait for
     * their receipt.
     *
     * @param from where the sender believes the cursor to be
     * @return false when the cursor is elsewhere, since another sender or a replay moved it, or the destination is gone:
     *     nothing was changed
     */
    @Transactional
    boolean settle(UUID destination, Place from, Delivery.Settlement settlement) {
        Place to = settlement.to();
        List<Acknowledged> acknowledged = settlement.acknowledged();
        boolean moved = execute(
                        """
                        insert into destination_cursor (destination_id, stream, xact, position)
                        select id, ?, ?, ? from destination where id = ?
                        on conflict (destination_id, stream) do update set xact = excluded.xact, position = excluded.position
                        where destination_cursor.xact = ? and destination_cursor.position = ?""",
                        to.stream(),
                        to.xact(),
                        to.position(),
                        destination,
                        from.xact(),
                        from.position())
                == 1;
        if (!moved) {
            return false;
        }
        Instant now = clock.instant();
        for (Refused each : settlement.refused()) {
            bury(destination, each, now);
        }
        if (!acknowledged.isEmpty()) {
            acknowledged.forEach(each -> receipts.note(destination, from, to, each, now));
            execute(
                    """
                    update destination set delivered = delivered + ?, last_success_at = ?, last_answer = ?,
                        failing_since = null, last_failure = null where id = ?""",
                    acknowledged.stream().mapToLong(Acknowledged::records).sum(),
                    Timestamp.from(now),
                    bounded(acknowledged.get(acknowledged.size() - 1).answer().text()),
                    destination);
        }
        return true;
    }

    private void bury(UUID destination, Refused refused, Instant now) {
        Place place = refused.placed().place();
        execute(
                """
                insert into dead_letter (id, destination_id, stream, xact, position, event_id, at, attempts, reason)
                values (?, ?, ?, ?, ?, ?, ?, 1, ?)
                on conflict (destination_id, stream, xact, position)
                do update set at = excluded.at, attempts = dead_letter.attempts + 1, reason = excluded.reason""",
                Ids.at(now),
                destination,
                place.stream(),
                place.xact(),
                place.position(),
                refused.placed().record().id(),
                Timestamp.from(now),
                bounded(refused.reason()));
    }

    /** Where a destination begins that is not to get the past. */
    @Transactional
    void begin(UUID destination, Place place) {
        execute(
                "insert into destination_cursor (destination_id, stream, xact, position) values (?, ?, ?, ?)",
                destination,
                place.stream(),
                place.xact(),
                place.position());
    }

    /**
     * Moves a cursor back, never forward: what was not sent yet would be lost. What lies between the two is marked as
     * sent again.
     */
    @Transactional
    void replay(UUID destination, Place place) {
        execute(
                """
                update destination_cursor set xact = ?, position = ?,
                    replay_xact = case when (replay_xact, replay_position) > (xact, position) then replay_xact else xact end,
                    replay_position =
                        case when (replay_xact, replay_position) > (xact, position) then replay_position else position end
                where destination_id = ? and stream = ? and (xact, position) > (?, ?)""",
                place.xact(),
                place.position(),
                destination,
                place.stream(),
                place.xact(),
                place.position());
    }

    @Transactional
    void failed(UUID destination, String reason) {
        execute(
                "update destination set failing_since = coalesce(failing_since, ?), last_failure = ? where id = ?",
                Timestamp.from(clock.instant()),
                bounded(reason),
                destination);
    }

    @Transactional
    void disable(UUID destination, String reason) {
        failed(destination, reason);
        execute("update destination set state = 'disabled', epoch = epoch + 1 where id = ?", destination);
    }

    /** One sender at a time; false when another one is at it. */
    @Transactional
    boolean lease(UUID destination, UUID sender, Duration length) {
        Instant now = clock.instant();
        return execute(
                        "update destination set leased_by = ?, leased_until = ? where id = ? and (leased_by is null or leased_by = ? or leased_until < ?)",
                        sender,
                        Timestamp.from(now.plus(length)),
                        destination,
                        sender,
                        Timestamp.from(now))
                == 1;
    }

    @Transactional
    void release(UUID destination, UUID sender) {
        execute("update destination set leased_by = null where id = ? and leased_by = ?", destination, sender);
    }

    List<DeadLetter> deadLetters(UUID destination, int most) {
        return sql.list(
                "select id, stream, position, event_id, at, attempts, reason from dead_letter where destination_id = ? order by at desc, id desc limit ?",
                row -> new DeadLetter(
                        row.getObject(1, UUID.class),
                        Outgoing.streamName(row.getInt(2)),
                        row.getLong(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant(),
                        row.getInt(6),
                        row.getString(7)),
                List.of(destination, most));
    }

    /** Places of dead letters, oldest first. */
    List<Place> buried(UUID destination, int most) {
        return sql.list(
                "select stream, xact, position from dead_letter where destination_id = ? order by stream, xact, position limit ?",
                row -> new Place(row.getInt(1), row.getLong(2), row.getLong(3)),
                List.of(destination, most));
    }

    /** A dead letter was taken after all. */
    @Transactional
    void unbury(UUID destination, Place place, Acknowledged acknowledged) {
        unbury(destination, place);
        Place before = new Place(place.stream(), place.xact(), place.position() - 1);
        receipts.note(destination, before, place, acknowledged, clock.instant());
    }

    @Transactional
    void unbury(UUID destination, Place place) {
        execute(
                "delete from dead_letter where destination_id = ? and stream = ? and xact = ? and position = ?",
                destination,
                place.stream(),
                place.xact(),
                place.position());
    }

    @Transactional
    void buryAgain(UUID destination, Refused refused) {
        bury(destination, refused, clock.instant());
    }

    private int execute(String statement, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot note a delivery: " + e.getMessage(), e);
        }
    }

    static String bounded(String text) {
        String plain = text.replace('\u0000', ' ');
        return plain.length() > LONGEST_REASON ? plain.substring(0, LONGEST_REASON - 1) + "…" : plain;
    }
}
