package io.elevenfold.evidence;

import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.ledger.Checkpoints;
import io.elevenfold.ledger.KeyRing;
import io.elevenfold.ledger.LedgerKey;
import io.elevenfold.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes the key that signs checkpoints and packages. The change is an entry of log 0 and signed by both keys. */
@ApplicationScoped
public class KeyRotations {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 2000;

    private final KeyRing keys;
    private final Checkpoints checkpoints;
    private final AuditTrail trail;

    KeyRotations(KeyRing keys, Checkpoints checkpoints, AuditTrail trail) {
        this.keys = keys;
        this.checkpoints = checkpoints;
        this.trail = trail;
    }

    /** The names of configured keys that a rotation can go to. */
    public Set<String> candidates() {
        return keys.candidates();
    }

    /**
     * Lets a new key take the place of the current one, for good. Each log is signed once by both.
     *
     * @param to the name of a configured key; null or empty for a new one in the data directory
     * @throws ProblemException when the reason is missing, or there is no such key
     */
    public synchronized LedgerKey rotate(Actor by, @Nullable String to, @Nullable String reason) {
        String why = reason == null ? "" : reason.strip();
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            throw ProblemException.invalid(
                    "reason: %d to %d characters are expected".formatted(SHORTEST_REASON, LONGEST_REASON));
        }
        LedgerKey made;
        try {
            made = QuarkusTransaction.requiringNew()
                    .call(() -> handOver(by, to == null || to.isBlank() ? null : to.strip(), why));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(String.valueOf(e.getMessage()));
        }
        checkpoints.turnKeys();
        return made;
    }

    private LedgerKey handOver(Actor by, @Nullable String to, String reason) {
        LedgerKey made = keys.handOver(to, by.name(), reason);
        trail.keep(
                by,
                "ledger.key_rotated",
                AuditTrail.NOBODY,
                Map.of(
                        "key",
                        (long) made.number(),
                        "fingerprint",
                        made.key().fingerprint(),
                        "reason",
                        reason,
                        "statement",
                        Objects.requireNonNull(made.statement())));
        return made;
    }
}
