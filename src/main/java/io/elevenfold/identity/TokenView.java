package io.elevenfold.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token without its secret.
 *
 * @param kind endpoint, ingest or api
 * @param role only for an API token
 * @param expiresAt null when it does not expire
 */
public record TokenView(
        UUID id,
        String kind,
        String name,
        @Nullable String role,
        @Nullable UUID endpointId,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
