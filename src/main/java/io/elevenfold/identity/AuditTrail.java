package io.elevenfold.identity;

import io.elevenfold.ledger.Governance;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did what: each act is an entry of the ledger, committed with the change that it tells of. */
@ApplicationScoped
public class AuditTrail {

    /** The subject of what concerns nobody in particular. */
    public static final UUID NOBODY = new UUID(0, 0);

    private final Governance governance;
    private final AuditEntries entries;

    AuditTrail(Governance governance, AuditEntries entries) {
        this.entries = entries;
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
        if (actor.personId() != null) {
            entry.put("actor_person", actor.personId().toString());
        }
        governance.append(type, subject, entry);
    }

    /** As {@link #keep}, where nothing else changes: a sign-in, a look at somebody's data, an export. */
    @Transactional
    public void note(Actor actor, String type, UUID subject, Map<String, Object> detail) {
        keep(actor, type, subject, detail);
    }

    /** Newest first. */
    public Page<AuditEntry> newest(AuditFilter filter, int limit, @Nullable String after) {
        return entries.newest(filter, Cursor.limit(limit), after);
    }
}
