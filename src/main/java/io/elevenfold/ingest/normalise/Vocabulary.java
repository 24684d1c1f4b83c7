package io.elevenfold.ingest.normalise;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agents' words for decisions and modes: {@code ingest/decisions.csv} and {@code ingest/modes.csv}. */
final class Vocabulary {

    private static final String UNKNOWN = "unknown";

    private static final Map<String, Decision> DECISIONS = decisions();
    private static final Map<String, String> MODES = modes();

    private Vocabulary() {}

    private static Map<String, Decision> decisions() {
        Map<String, Decision> decisions = new HashMap<>();
        for (Map<String, String> row : ResourceTable.read("/ingest/decisions.csv")) {
            String candidates = row.getOrDefault("candidates", "");
            decisions.put(
                    product(row).key() + ' ' + row.get("native"),
                    new Decision(
                            row.getOrDefault("outcome", ""),
                            row.getOrDefault("source", ""),
                            row.getOrDefault("scope", ""),
                            candidates.isEmpty() ? List.of() : List.of(candidates.split(" "))));
        }
        return decisions;
    }

    private static Map<String, String> modes() {
        Map<String, String> modes = new HashMap<>();
        for (Map<String, String> row : ResourceTable.read("/ingest/modes.csv")) {
            modes.put(
                    row.get("kind") + ' ' + product(row).key() + ' ' + row.get("native"),
                    row.getOrDefault("normal", UNKNOWN));
        }
        return modes;
    }

    static Product product(Map<String, String> row) {
        Product product = Product.named(row.getOrDefault("agent", ""));
        if (product == null) {
            throw new IllegalStateException("unknown agent in a table: " + row);
        }
        return product;
    }

    /** The meaning of one word; null when the table does not know it. */
    static @Nullable Decision decision(Product product, String word) {
        return DECISIONS.get(product.key() + ' ' + word);
    }

    /** The meaning of a decision and who made it; an unknown maker leaves the decision known. Null when both are unknown. */
    static @Nullable Decision decision(Product product, String word, @Nullable String maker) {
        String known = word.toLowerCase(Locale.ROOT);
        Decision exact = maker == null ? null : decision(product, known + '/' + maker.toLowerCase(Locale.ROOT));
        return exact != null ? exact : decision(product, known + "/*");
    }

    static String permissionMode(Product product, String word) {
        return MODES.getOrDefault("permission " + product.key() + ' ' + word, UNKNOWN);
    }

    static String sandboxMode(Product product, String word) {
        return MODES.getOrDefault("sandbox " + product.key() + ' ' + word, UNKNOWN);
    }

    /** The kind of action for which permission was asked. */
    static String askedKind(Product product, String word) {
        return MODES.getOrDefault("asked " + product.key() + ' ' + word, "tool_call");
    }
}
