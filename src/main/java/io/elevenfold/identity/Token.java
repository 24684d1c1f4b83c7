package io.elevenfold.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
class Token {

    @Id
    UUID id;

    String kind;

    String name;

    byte[] hash;

    @Nullable
    String role;

    @Nullable
    UUID endpointId;

    Instant createdAt;

    @Nullable
    Instant expiresAt;

    @Nullable
    Instant lastUsedAt;

    @Nullable
    Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Token() {}

    Token(
            UUID id,
            TokenKind kind,
            String name,
            byte[] hash,
            @Nullable Role role,
            @Nullable UUID endpointId,
            Instant createdAt,
            @Nullable Instant expiresAt) {
        this.id = id;
        this.kind = kind.word();
        this.name = name;
        this.hash = hash.clone();
        this.role = role == null ? null : role.word();
        this.endpointId = endpointId;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    boolean isValidAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** Repeating it changes nothing: the first revocation is the one that counts. */
    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    TokenView view() {
        return new TokenView(id, kind, name, role, endpointId, createdAt, expiresAt, lastUsedAt, revokedAt);
    }
}
