package io.elevenfold.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A local account as others see it.
 *
 * @param personId whose account it is; null when it belongs to nobody we know
 * @param roleUntil null for no end
 * @param disabledAt null while it may be used
 * @param twoSteps whether a code of an authenticator is asked for
 */
public record AccountView(
        UUID id,
        String username,
        Role role,
        @Nullable UUID personId,
        Instant createdAt,
        @Nullable Instant roleUntil,
        @Nullable Instant disabledAt,
        boolean twoSteps) {}
