package io.elevenfold.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

    /** Null for all that the role allows. */
    String @Nullable [] scopes;

    @Nullable
    UUID endpointId;

    Instant createdAt;

    @Nullable
    Instant expiresAt;

    @Nullable
    Instant lastUsedAt;

    @Nullable
    Instant revokedAt;

    @Nullable
    UUID replacedBy;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Token() {}

    Token(
            UUID id,
            TokenKind kind,
            String name,
            byte[] hash,
            @Nullable Role role,
            String @Nullable [] scopes,
            @Nullable UUID endpointId,
            Instant createdAt,
            @Nullable Instant expiresAt) {
        this.id = id;
        this.kind = kind.word();
        this.name = name;
        this.hash = hash.clone();
        this.role = role == null ? null : role.word();
        this.scopes = scopes;
        this.endpointId = endpointId;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    boolean isValidAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** Repeating it changes nothing: the first revocation is the one that counts. */
    boolean revoke(Instant now) {
        if (revokedAt != null) {
            return false;
        }
        revokedAt = now;
        return true;
    }

    /** Ends no later than it would have ended without. */
    void replaceBy(UUID next, Instant end) {
        replacedBy = next;
        if (expiresAt == null || end.isBefore(expiresAt)) {
            expiresAt = end;
        }
    }

    TokenKind kind() {
        return TokenKind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    @Nullable
    Role role() {
        return role == null ? null : Role.of(role);
    }

    TokenView view() {
        return new TokenView(
                id,
                kind,
                name,
                role,
                scopes == null ? null : List.of(scopes),
                endpointId,
                createdAt,
                expiresAt,
                lastUsedAt,
                revokedAt,
                replacedBy);
    }
}
