package io.elevenfold.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom we let in.
 *
 * @param name as pages and the audit trail show it
 * @param personId null for an account that belongs to nobody we know
 * @param proof null where none is at hand
 */
record SignedIn(String name, Role role, @Nullable UUID personId, Sight sight, @Nullable Proof proof) {

    SignedIn(String name, Role role, @Nullable UUID personId, Sight sight) {
        this(name, role, personId, sight, null);
    }

    SignedIn by(Proof newProof) {
        return new SignedIn(name, role, personId, sight, newProof);
    }

    Actor actor() {
        return new Actor(name, personId);
    }

    /** What annotations and pages ask. */
    SecurityIdentity identity() {
        return onto(QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name)));
    }

    /** The same, on an identity that the provider vouched for. */
    SecurityIdentity onto(QuarkusSecurityIdentity.Builder identity) {
        identity.addRoles(sight.everything() ? role.words() : role.wordsInPart())
                .addAttribute(CurrentSight.SIGHT, sight);
        if (proof != null) {
            identity.addAttribute(CurrentActor.PROOF, proof);
        }
        if (personId != null) {
            identity.addAttribute(CurrentActor.PERSON, personId);
        }
        return identity.build();
    }
}
