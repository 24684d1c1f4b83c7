package io.elevenfold.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as others see them.
 *
 * @param team the team's name; null when the person belongs to none
 * @param managerId null when nobody is known to lead them
 * @param role what they may do when they sign in
 * @param leftAt null while they are with us
 * @param sample true for people of the sample organisation
 */
public record PersonView(
        UUID id,
        String email,
        String name,
        @Nullable UUID teamId,
        @Nullable String team,
        @Nullable UUID managerId,
        Role role,
        @Nullable Instant leftAt,
        boolean sample) {}
