package io.elevenfold.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as others see them.
 *
 * @param team the team's name; null when the person belongs to none
 * @param sample true for people of the sample organisation
 */
public record PersonView(
        UUID id, String email, String name, @Nullable UUID teamId, @Nullable String team, boolean sample) {}
