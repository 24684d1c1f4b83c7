package io.elevenfold.identity;

import java.util.UUID;

/**
 * A team as others see it.
 *
 * @param people how many belong to it and are with us
 * @param sample true for a team of the sample organisation
 */
public record TeamView(UUID id, String name, long people, boolean sample) {}
