package io.elevenfold.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A local account; the embedded default until an identity provider takes over. */
@Entity
class Account {

    @Id
    UUID id;

    String username;

    String passwordHash;

    String role;

    /** Whose account it is; null for one that belongs to nobody we know, as the first administrator's. */
    @Nullable
    UUID personId;

    Instant createdAt;

    /** From then on nobody signs in with it; null for no end. */
    @Nullable
    Instant roleUntil;

    @Nullable
    Instant disabledAt;

    /** Sealed; null when no authenticator was ever shown it. */
    byte @Nullable [] totpSecret;

    /** Since when a code is asked for; null while the secret is only proposed. */
    @Nullable
    Instant totpSince;

    long totpStep;

    /** Hashes of those that are not used up. */
    byte[][] recoveryCodes;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Account() {}

    Account(UUID id, String username, String passwordHash, Role role, @Nullable UUID personId, Instant createdAt) {
        this.id = id;
        this.username = username;
        this.passwordHash = passwordHash;
        this.role = role.word();
        this.personId = personId;
        this.createdAt = createdAt;
        this.recoveryCodes = new byte[0][];
    }

    boolean isUsableAt(Instant now) {
        return disabledAt == null && (roleUntil == null || now.isBefore(roleUntil));
    }

    AccountView view() {
        return new AccountView(
                id, username, Role.of(role), personId, createdAt, roleUntil, disabledAt, totpSince != null);
    }
}
