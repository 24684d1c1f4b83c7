package io.elevenfold.forwarding;

import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.forwarding.transport.TransportKind;
import io.elevenfold.ledger.Governance;
import io.elevenfold.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * That something was delivered is evidence too: what receivers answered becomes an entry of the log of governance, one
 * a minute and destination at most. A receiver that does not answer leaves none.
 */
@ApplicationScoped
class DeliveryReceipts {

    static final String TYPE = "delivery.receipt";

    private final Governance governance;
    private final Sql sql;

    DeliveryReceipts(Governance governance, Sql sql) {
        this.governance = governance;
        this.sql = sql;
    }

    static boolean isOne(Outgoing record) {
        return record.kind() == Outgoing.Kind.AUDIT && TYPE.equals(record.text("event.action"));
    }

    /** Whether a receipt should tell of a record. Those that receipts themselves bring about would never end. */
    static boolean deserves(Outgoing record) {
        return record.kind() != Outgoing.Kind.CHECKPOINT && !isOne(record);
    }

    /** Keeps an answer until the next receipt, in the transaction that moves the cursor. */
    @Transactional(Transactional.TxType.MANDATORY)
    void note(UUID destination, Place from, Place to, DeliveryLedger.Acknowledged acknowledged, Instant now) {
        String sha256 = acknowledged.answer().sha256();
        if (sha256 == null) {
            return;
        }
        String answer = DeliveryLedger.bounded(acknowledged.answer().text());
        sql.update(
                """
                insert into delivery_unreceipted as u (destination_id, stream, from_position, to_position, records, answers,
                    first_answer, last_answer, answers_sha256, worth_a_receipt, since, until)
                values (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)
                on conflict (destination_id, stream) do update set
                    from_position = least(u.from_position, excluded.from_position),
                    to_position = greatest(u.to_position, excluded.to_position),
                    records = u.records + excluded.records,
                    answers = u.answers + 1,
                    last_answer = excluded.last_answer,
                    answers_sha256 = sha256(u.answers_sha256 || excluded.answers_sha256),
                    worth_a_receipt = u.worth_a_receipt or excluded.worth_a_receipt,
                    until = excluded.until""",
                List.of(
                        destination,
                        to.stream(),
                        from.position() + 1,
                        to.position(),
                        (long) acknowledged.records(),
                        answer,
                        answer,
                        HexFormat.of().parseHex(sha256),
                        acknowledged.worthAReceipt(),
                        now,
                        now));
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        sql.list(
                        "select distinct destination_id from delivery_unreceipted where worth_a_receipt",
                        row -> row.getObject(1, UUID.class),
                        List.of())
                .forEach(destination -> QuarkusTransaction.requiringNew().run(() -> write(destination)));
    }

    /** One entry over everything that a destination acknowledged since the last one. */
    @Transactional(Transactional.TxType.MANDATORY)
    void write(UUID destination) {
        List<Map<String, Object>> ranges = sql.list(
                "delete from delivery_unreceipted where destination_id = ? returning *",
                DeliveryReceipts::range,
                List.of(destination));
        if (ranges.isEmpty()) {
            return;
        }
        Map<String, Object> detail = sql.list(
                        "select name, kind, address, options from destination where id = ?",
                        DeliveryReceipts::destination,
                        List.of(destination))
                .get(0);
        detail.put("ranges", ranges);
        governance.append(TYPE, destination, detail);
    }

    private static Map<String, Object> destination(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return new TreeMap<>(Map.of(
                "name",
                row.getString("name"),
                "kind",
                kind,
                "address",
                row.getString("address"),
                "acknowledgement",
                TransportKind.valueOf(kind.toUpperCase(Locale.ROOT))
                        .acknowledgement(Options.read(row.getString("options")))
                        .word()));
    }

    private static Map<String, Object> range(ResultSet row) throws SQLException {
        Map<String, Object> range = new TreeMap<>();
        range.put("log", Outgoing.streamName(row.getInt("stream")));
        range.put("from_position", row.getLong("from_position"));
        range.put("to_position", row.getLong("to_position"));
        range.put("records", row.getLong("records"));
        range.put("answers", row.getLong("answers"));
        range.put("first_answer", row.getString("first_answer"));
        range.put("last_answer", row.getString("last_answer"));
        range.put("answers_sha256", HexFormat.of().formatHex(row.getBytes("answers_sha256")));
        range.put("since", row.getTimestamp("since").toInstant());
        range.put("until", row.getTimestamp("until").toInstant());
        return range;
    }

    /** The newest first. */
    List<DeliveryReceipt> newest(UUID destination, int most) {
        return sql.list(
                """
                select position, recorded_at, detail from ledger_entry
                where type = 'delivery.receipt' and subject = ? and log = 0 and detail is not null
                order by position desc limit ?""",
                DeliveryReceipts::receipt,
                List.of(destination, most));
    }

    private static DeliveryReceipt receipt(ResultSet row) throws SQLException {
        Map<String, Object> detail = RecordBuilder.json(row.getString("detail"));
        List<DeliveryReceipt.Range> ranges = new ArrayList<>();
        for (Object each : (List<?>) detail.getOrDefault("ranges", List.of())) {
            Map<?, ?> range = (Map<?, ?>) each;
            ranges.add(new DeliveryReceipt.Range(
                    String.valueOf(range.get("log")),
                    number(range, "from_position"),
                    number(range, "to_position"),
                    number(range, "records"),
                    number(range, "answers"),
                    String.valueOf(range.get("last_answer")),
                    String.valueOf(range.get("answers_sha256"))));
        }
        return new DeliveryReceipt(
                row.getLong("position"), row.getTimestamp("recorded_at").toInstant(), ranges);
    }

    private static long number(Map<?, ?> range, String name) {
        return range.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
