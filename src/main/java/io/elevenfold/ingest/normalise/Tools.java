package io.elevenfold.ingest.normalise;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of tools, {@code ingest/tools.csv}. */
final class Tools {

    /** What no table knows: shown, not guessed. */
    static final Tool UNKNOWN = Tool.of("tool_call", "", "");

    static final Tool MCP = Tool.of("mcp_call", "", "");

    private static final Map<Product, Map<String, Tool>> TABLE = load();

    private Tools() {}

    private static Map<Product, Map<String, Tool>> load() {
        Map<Product, Map<String, Tool>> table = new EnumMap<>(Product.class);
        for (Map<String, String> row : ResourceTable.read("/ingest/tools.csv")) {
            Product product = Vocabulary.product(row);
            table.computeIfAbsent(product, any -> new HashMap<>())
                    .put(
                            row.getOrDefault("tool", ""),
                            Tool.of(
                                    row.getOrDefault("kind", ""),
                                    row.getOrDefault("target", ""),
                                    row.getOrDefault("argument", "")));
        }
        return table;
    }

    /** The tool of this native name; null when the table does not know it. */
    static @Nullable Tool find(Product product, String name) {
        Map<String, Tool> tools = TABLE.get(product);
        return tools == null ? null : tools.get(name);
    }
}
