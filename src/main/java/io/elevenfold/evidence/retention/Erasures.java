package io.elevenfold.evidence.retention;

import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.identity.People;
import io.elevenfold.ledger.Governance;
import io.elevenfold.ledger.LedgerException;
import io.elevenfold.ledger.SubjectKeys;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Erases a person: the key that opens their records is destroyed and what the records held is taken away. Leaves, hashes
 * and proofs stay as they are, and the erasure is a record itself.
 */
@ApplicationScoped
public class Erasures {

    /** What of a person lies outside the ledger; the parameter is the person, once in each. */
    private static final List<String> STATEMENTS = List.of(
            "update endpoint set person_id = null where person_id = ?",
            "delete from session_secret where session_key in (select key from session where person_id = ?)",
            "delete from session_waiting where session_key in (select key from session where person_id = ?)",
            "update session set person_id = null, user_email = null where person_id = ?",
            """
            update finding_occurrence o set detail = '{"erased": true}'
            from finding f where f.id = o.finding_id and f.person_id = ?""",
            "update finding set subject = 'erased ' || id where person_id = ?",
            "delete from entity_risk where id = ?",
            "delete from risk_entry where entity_id = ?",
            """
            update risk_entry set person_id = null, detail = '{"erased": true}' where person_id = ?""",
            "delete from baseline_term where entity_id = ?",
            "delete from baseline_day where entity_id = ?",
            "delete from activity_hour where entity_id = ?",
            "delete from distinct_hour where entity_id = ?",
            "update person set manager_id = null where manager_id = ?",
            "delete from mail where person_id = ?",
            // Rows that auditors drew keep their hash. The leaf of an event says nothing about a person.
            """
            update engagement_item set content = '{"erased": true}'
            where position(cast(? as text) in content) > 0 and test_id in
                (select id from engagement_test where population <> 'activity')""",
            """
            update person set name = 'Erased person', email = 'erased-' || id || '@invalid', external_id = null,
                team_id = null, manager_id = null, zone = null, left_at = coalesce(left_at, now()) where id = ?""");

    private final DataSource dataSource;
    private final SubjectKeys keys;
    private final Governance governance;
    private final LegalHolds holds;
    private final People people;

    Erasures(DataSource dataSource, SubjectKeys keys, Governance governance, LegalHolds holds, People people) {
        this.dataSource = dataSource;
        this.keys = keys;
        this.governance = governance;
        this.holds = holds;
        this.people = people;
    }

    /**
     * Erases, for good.
     *
     * @param reason the request, or the law
     * @return the record of it
     * @throws ProblemException when there is no such person, they sign in here, or a legal hold is on them
     */
    @Transactional
    public Certificate erase(Actor by, UUID person, @Nullable String reason) {
        String why = LegalHolds.text(reason, "reason", 10);
        if (people.withId(person).isEmpty()) {
            throw ProblemException.notFound("No person has this id");
        }
        if (holds.isOn(person)) {
            throw new ProblemException(ProblemType.CONFLICT, "A legal hold is on this person");
        }
        try (Connection connection = dataSource.getConnection()) {
            if (has(connection, "select 1 from account where person_id = ?", person)) {
                throw new ProblemException(
                        ProblemType.CONFLICT, "This person has an account here; delete the account first");
            }
            Map<String, Object> detail = new TreeMap<>();
            detail.put("actor", by.name());
            detail.put("person", person.toString());
            detail.put("reason", why);
            keys.destroy(connection, person)
                    .ifPresent(hash -> detail.put("key_sha256", HexFormat.of().formatHex(hash)));
            try (PreparedStatement erase =
                    connection.prepareStatement("select events, entries from erase_subject(?)")) {
                erase.setObject(1, person);
                try (ResultSet row = erase.executeQuery()) {
                    row.next();
                    detail.put("events", row.getLong(1));
                    detail.put("entries", row.getLong(2));
                }
            }
            for (String statement : STATEMENTS) {
                try (PreparedStatement update = connection.prepareStatement(statement)) {
                    update.setObject(1, person);
                    update.executeUpdate();
                }
            }
            Governance.Entry entry = governance.append(connection, "privacy.erasure", AuditTrail.NOBODY, detail);
            return new Certificate(Governance.LOG, entry.position(), "privacy.erasure", detail);
        } catch (SQLException e) {
            throw new LedgerException("cannot erase person " + person, e);
        } finally {
            keys.forget(person);
        }
    }

    private static boolean has(Connection connection, String sql, UUID person) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, person);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
