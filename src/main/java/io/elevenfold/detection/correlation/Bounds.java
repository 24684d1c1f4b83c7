package io.elevenfold.detection.correlation;

import io.elevenfold.platform.content.ContentNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure must be; several comparisons hold together, so that a range can be told. */
record Bounds(Map<String, Double> comparisons) {

    Bounds {
        comparisons = Map.copyOf(comparisons);
    }

    static Bounds atLeast(double value) {
        return new Bounds(Map.of("gte", value));
    }

    static Bounds read(ContentNode condition) {
        Map<String, Double> comparisons = new LinkedHashMap<>();
        condition.entries().forEach((key, node) -> {
            switch (key) {
                case "gt", "gte", "lt", "lte", "eq", "neq" -> {
                    if (!(node.value() instanceof Number number)) {
                        throw node.wrong("'%s' takes a number".formatted(key));
                    }
                    comparisons.put(key, number.doubleValue());
                }
                case "field", "percentile" -> {}
                default -> throw node.wrong("unknown key '%s' in a condition".formatted(key));
            }
        });
        if (comparisons.isEmpty()) {
            throw condition.wrong("expected one of gt, gte, lt, lte, eq, neq");
        }
        return new Bounds(comparisons);
    }

    boolean hold(double value) {
        return comparisons.entrySet().stream().allMatch(each -> holds(value, each.getKey(), each.getValue()));
    }

    private static boolean holds(double value, String comparison, double bound) {
        return switch (comparison) {
            case "gt" -> value > bound;
            case "gte" -> value >= bound;
            case "lt" -> value < bound;
            case "lte" -> value <= bound;
            case "eq" -> value == bound;
            default -> value != bound;
        };
    }

    double largest() {
        return comparisons.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }
}
