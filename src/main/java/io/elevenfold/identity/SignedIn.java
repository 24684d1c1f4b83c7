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
 */
record SignedIn(String name, Role role, @Nullable UUID personId) {

    static SignedIn of(Account account) {
        return new SignedIn(account.username, Role.of(account.role), account.personId);
    }

    /** What annotations and pages ask. */
    SecurityIdentity identity() {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRole(role.word());
        if (personId != null) {
            identity.addAttribute(CurrentActor.PERSON, personId);
        }
        return identity.build();
    }
}
