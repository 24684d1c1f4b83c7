package io.elevenfold.detection.sigma;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events a rule is meant for.
 *
 * @param product for our own rules {@code coding_agent}; null when the rule does not say
 * @param category for our own rules the value of {@code event.action}; null means every action
 * @param service for our own rules the value of {@code agent.product}; null means every agent
 */
public record LogSource(@Nullable String product, @Nullable String category, @Nullable String service) {

    /** Whether the other has every part that this one has; it may say more. */
    public boolean covers(LogSource other) {
        return (product == null || product.equals(other.product))
                && (category == null || category.equals(other.category))
                && (service == null || service.equals(other.service));
    }

    /** For people: {@code linux/process_creation}. */
    public String describe() {
        return Stream.of(product, category, service).filter(Objects::nonNull).collect(Collectors.joining("/"));
    }
}
