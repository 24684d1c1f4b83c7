package io.elevenfold.detection;

import java.util.List;
import java.util.Map;

/** Which agents of a posture report an event's {@code agent.product} may be: the two vocabularies differ. */
final class AgentNames {

    private static final Map<String, List<String>> IN_REPORTS = Map.of(
            "codex", List.of("codex-cli"),
            "copilot-cli", List.of("github-copilot-cli"),
            "vscode-copilot", List.of("github-copilot-vscode"),
            "cursor", List.of("cursor", "cursor-cli"));

    private AgentNames() {}

    /** Ids to look for, the likeliest first. */
    static List<String> inReports(String product) {
        return IN_REPORTS.getOrDefault(product, List.of(product));
    }

    /** The product name of a report's agent in events. */
    static String inEvents(String id) {
        return IN_REPORTS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id);
    }
}
