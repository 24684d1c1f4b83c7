package io.elevenfold.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A local account; the embedded default until an identity provider takes over. */
@Entity
class Account {

    @Id
    UUID id;

    String username;

    String passwordHash;

    String role;

    Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Account() {}

    Account(UUID id, String username, String passwordHash, Role role, Instant createdAt) {
        this.id = id;
        this.username = username;
        this.passwordHash = passwordHash;
        this.role = role.word();
        this.createdAt = createdAt;
    }
}
