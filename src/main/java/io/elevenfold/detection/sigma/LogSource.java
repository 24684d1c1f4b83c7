package io.elevenfold.detection.sigma;

import org.jspecify.annotations.Nullable;

/**
 * Which events a rule is meant for.
 *
 * @param product for our own rules {@code coding_agent}; null when the rule does not say
 * @param category for our own rules the value of {@code event.action}; null means every action
 * @param service for our own rules the value of {@code agent.product}; null means every agent
 */
public record LogSource(@Nullable String product, @Nullable String category, @Nullable String service) {}
