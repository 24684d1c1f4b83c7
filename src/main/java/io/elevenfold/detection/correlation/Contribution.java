package io.elevenfold.detection.correlation;

import org.jspecify.annotations.Nullable;

/**
 * What an event adds to a correlation, if the rule is hit.
 *
 * @param correlation which one
 * @param rule the rule or correlation whose hit counts
 * @param group the values that the hits of one window share; bounded
 * @param value of the correlation's field; null when it counts events
 */
public record Contribution(String correlation, String rule, String group, @Nullable String value) {}
