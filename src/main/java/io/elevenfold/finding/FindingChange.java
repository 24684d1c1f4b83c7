package io.elevenfold.finding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step in a finding's life.
 *
 * @param by who did it; {@code Elevenfold} when a check or rule did
 * @param from null for the first step
 */
public record FindingChange(Instant at, String by, @Nullable String from, String to, @Nullable String note) {}
