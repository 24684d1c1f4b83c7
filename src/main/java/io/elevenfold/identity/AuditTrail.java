package io.elevenfold.identity;

import io.elevenfold.ledger.Governance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Who did what: each act is an entry of the ledger, committed with the change that it tells of. */
@ApplicationScoped
public class AuditTrail {

    private final Governance governance;

    AuditTrail(Governance governance) {
        this.governance = governance;
    }

    /**
     * Keeps one act.
     *
     * @param type what happened, for example {@code token.revoked}
     * @param subject whom or what it was done to; the key of this subject salts the entry
     * @param detail what happened in full, without secrets
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Actor actor, String type, UUID subject, Map<String, Object> detail) {
        Map<String, Object> entry = new TreeMap<>(detail);
        entry.put("actor", actor.name());
        governance.append(type, subject, entry);
    }
}
