package io.elevenfold.detection.tuning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that somebody made about a rule.
 *
 * @param before JSON; null for the first change
 * @param after JSON
 */
public record RuleChange(Instant at, String by, String reason, @Nullable String before, String after) {}
