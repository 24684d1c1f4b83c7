package io.elevenfold.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token without its secret.
 *
 * @param kind endpoint, ingest or api
 * @param role only for an API token
 * @param scopes null when it may do all that its role allows
 * @param replacedBy the token that took its place; null when none did
 * @param expiresAt null when it does not expire
 */
public record TokenView(
        UUID id,
        String kind,
        String name,
        @Nullable String role,
        @Nullable List<String> scopes,
        @Nullable UUID endpointId,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable UUID replacedBy) {}
