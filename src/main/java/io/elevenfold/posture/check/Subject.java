package io.elevenfold.posture.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a check is asked of: the report as a whole, or each thing of a kind in it. */
public enum Subject {
    REPORT("r", "", "", "the report"),
    AGENT("a", "agents", "agents", "agents"),
    MCP_SERVER("m", "mcp_servers", "mcp", "MCP servers"),
    EXTENSION("x", "extensions", "extensions", "extensions"),
    CREDENTIAL("c", "credentials", "credentials", "credentials"),
    REPO("repo", "repos", "repos", "repositories");

    private final String variable;
    private final String array;
    private final String area;
    private final String plural;

    Subject(String variable, String array, String area, String plural) {
        this.variable = variable;
        this.array = array;
        this.area = area;
        this.plural = plural;
    }

    /** Its name in expressions. */
    public String variable() {
        return variable;
    }

    /** The array of the report that holds such subjects; empty for the report itself. */
    String array() {
        return array;
    }

    /** What a collector calls the place where it looks for them; empty for the report itself. */
    String area() {
        return area;
    }

    /** In a sentence. */
    String plural() {
        return plural;
    }

    /** Stable from report to report as long as the thing stays what it is, and readable by people. */
    String key(Map<?, ?> value) {
        return switch (this) {
            case REPORT -> "";
            case AGENT -> agentKey(text(value, "key"));
            case MCP_SERVER -> text(value, "name") + clients(value);
            case EXTENSION -> text(value, "kind") + " " + text(value, "name") + clients(value);
            case CREDENTIAL -> text(value, "kind") + " at " + text(value, "location");
            case REPO -> CelValues.isNull(value.get("slug")) ? text(value, "key") : text(value, "slug");
        };
    }

    /** The first installation of a product goes by the product's name alone. */
    private static String agentKey(String key) {
        return key.endsWith("#0") ? key.substring(0, key.length() - 2) : key;
    }

    private static String clients(Map<?, ?> value) {
        List<String> clients = new ArrayList<>();
        if (value.get("agents") instanceof List<?> agents) {
            agents.forEach(agent -> clients.add(agentKey(String.valueOf(agent))));
        }
        return clients.isEmpty()
                ? ""
                : clients.stream().distinct().sorted().collect(Collectors.joining(", ", " (", ")"));
    }

    private static String text(Map<?, ?> value, String name) {
        @Nullable Object text = value.get(name);
        return CelValues.isNull(text) ? "?" : String.valueOf(text);
    }
}
