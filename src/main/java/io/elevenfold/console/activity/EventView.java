package io.elevenfold.console.activity;

import io.elevenfold.activity.RecordedActivity;
import io.elevenfold.finding.SessionFinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One activity, ready to be shown.
 *
 * @param anchor where a link to this very activity leads
 * @param target command, path, address or server; null when it was not reported
 * @param decision allow, deny, ask …; null when nothing was decided
 * @param gated what the agent withheld by its own switches; empty when nothing
 * @param records how many records it was put together from
 * @param findings what rules said about it
 */
public record EventView(
        String anchor,
        @Nullable String session,
        Instant at,
        String kind,
        String icon,
        String product,
        @Nullable String phase,
        @Nullable String tool,
        @Nullable String target,
        @Nullable String decision,
        @Nullable String decisionSource,
        @Nullable String outcome,
        @Nullable Long exitCode,
        List<String> traits,
        String gated,
        int records,
        List<SessionFinding> findings,
        Map<String, String> details) {

    private static final String[] TARGETS = {
        "process.command_line",
        "file.path",
        "url.full",
        "url.domain",
        "mcp.server.name",
        "package.name",
        "gen_ai.request.model",
        "hook.event",
        "event.reason"
    };
    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("shell_exec", "ti-terminal-2"),
            Map.entry("file_read", "ti-file-text"),
            Map.entry("file_write", "ti-file-pencil"),
            Map.entry("file_search", "ti-file-search"),
            Map.entry("network", "ti-world"),
            Map.entry("mcp_call", "ti-plug"),
            Map.entry("mcp_connection", "ti-plug-connected"),
            Map.entry("tool_call", "ti-tool"),
            Map.entry("tool_decision", "ti-hand-stop"),
            Map.entry("prompt", "ti-message"),
            Map.entry("response", "ti-message-reply"),
            Map.entry("model_call", "ti-cpu"),
            Map.entry("session_start", "ti-player-play"),
            Map.entry("session_end", "ti-player-stop"),
            Map.entry("mode_change", "ti-switch-horizontal"),
            Map.entry("config_change", "ti-settings"),
            Map.entry("extension_install", "ti-puzzle"),
            Map.entry("inventory", "ti-list-details"),
            Map.entry("skill", "ti-wand"),
            Map.entry("subagent", "ti-users"),
            Map.entry("hook", "ti-git-commit"),
            Map.entry("auth", "ti-login"),
            Map.entry("error", "ti-exclamation-circle"));

    static EventView of(RecordedActivity activity, List<SessionFinding> findings) {
        String kind = String.valueOf(activity.text("event.action"));
        return new EventView(
                anchor(activity.lane(), activity.position()),
                activity.sessionKey() == null ? null : activity.sessionKey().toString(),
                activity.at(),
                kind,
                ICONS.getOrDefault(kind, "ti-circle-dot"),
                String.valueOf(activity.text("agent.product")),
                activity.text("activity.phase"),
                activity.text("gen_ai.tool.name"),
                target(activity),
                activity.text("decision.outcome"),
                activity.text("decision.source"),
                activity.text("event.outcome"),
                activity.event().get("process.exit_code") instanceof Number code ? (Long) code.longValue() : null,
                texts(activity, "activity.traits"),
                String.join(", ", texts(activity, "telemetry.gated")),
                activity.records().size(),
                findings,
                details(activity));
    }

    /** The fragment that leads to an activity of a session's page. */
    static String anchor(int lane, long position) {
        return "e-" + lane + "-" + position;
    }

    private static @Nullable String target(RecordedActivity activity) {
        for (String name : TARGETS) {
            String text = activity.text(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static List<String> texts(RecordedActivity activity, String name) {
        List<String> texts = new ArrayList<>();
        if (activity.event().get(name) instanceof List<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }

    private static Map<String, String> details(RecordedActivity activity) {
        Map<String, String> details = new TreeMap<>();
        activity.flat().forEach((name, value) -> details.put(name, String.valueOf(value)));
        return details;
    }
}
