package io.elevenfold.forwarding;

import io.elevenfold.finding.Severity;
import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.platform.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log of governance: attestations, and everything else as the audit trail. */
final class GovernanceSource extends LogSource {

    private static final String ATTESTED = "policy.attested";

    private final Sql sql;

    GovernanceSource(Sql sql) {
        super(sql);
        this.sql = sql;
    }

    @Override
    String lastBefore() {
        return "select max(position) from ledger_entry where recorded_at < ? and log = ? having count(*) > 0";
    }

    @Override
    public List<Placed> after(Place place, int most) {
        return sql.list(
                "select position, leaf, detail, recorded_at from ledger_entry where log = ? and position > ? order by position limit ?",
                row -> record(place.stream(), row),
                List.of(place.stream(), place.position(), most));
    }

    private static Placed record(int log, ResultSet row) throws SQLException {
        byte[] leaf = row.getBytes("leaf");
        Map<String, Object> told = RecordBuilder.json(new String(leaf, StandardCharsets.UTF_8));
        String type = String.valueOf(told.get("type"));
        Instant at = row.getTimestamp("recorded_at").toInstant();
        boolean attestation = type.equals(ATTESTED);
        RecordBuilder record = new RecordBuilder(
                        attestation ? Outgoing.Kind.ATTESTATION : Outgoing.Kind.AUDIT,
                        new Place(log, 0, row.getLong("position")),
                        String.valueOf(told.get("id")),
                        at)
                .leaf(leaf)
                .put("event.action", type)
                .severity(type.equals("sign_in.failed") ? Severity.LOW : Severity.INFO);
        // An erasure takes the detail away; that it happened stays.
        String text = row.getString("detail");
        Map<String, Object> detail = text == null ? Map.of() : RecordBuilder.json(text);
        if (attestation) {
            attestation(record, told.get("subject"), detail);
        } else {
            record.put("audit.subject", told.get("subject"))
                    .put("audit.detail", detail.isEmpty() ? null : detail)
                    .put("audit.actor", detail.containsKey("actor") ? detail.get("actor") : detail.get("by"));
        }
        return record.placed(false);
    }

    private static void attestation(RecordBuilder record, @Nullable Object person, Map<String, Object> detail) {
        Map<?, ?> signer = members(detail, "person");
        Map<?, ?> policy = members(detail, "policy");
        Map<?, ?> quiz = members(detail, "quiz");
        record.put("user.id", person)
                .put("user.email", signer.get("email"))
                .put("user.name", signer.get("name"))
                .put("attestation.policy_id", policy.get("id"))
                .put("attestation.policy", policy.get("title"))
                .put("attestation.version", policy.get("version"))
                .put("attestation.language", policy.get("language"))
                .put("attestation.sha256", policy.get("sha256"))
                .put("attestation.statement", detail.get("statement"))
                .put("attestation.method", members(detail, "authentication").get("method"))
                .put("attestation.quiz", quiz.get("id"))
                .put("attestation.score", quiz.get("score"))
                .put("attestation.questions", quiz.get("questions"));
    }

    private static Map<?, ?> members(Map<String, Object> detail, String name) {
        return detail.get(name) instanceof Map<?, ?> members ? members : Map.of();
    }
}
