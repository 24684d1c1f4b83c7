package io.elevenfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the real programs sent gives exactly the rows of the summaries. */
class CapturedSamplesTest {

    private static final List<String> COLUMNS = List.of(
            "telemetry.native_name",
            "event.action",
            "activity.phase",
            "activity.kind",
            "gen_ai.tool.name",
            "target",
            "process.exit_code",
            "event.outcome",
            "error.type",
            "decision.outcome",
            "decision.source",
            "decision.native",
            "hook.event",
            "hook.outcome",
            "telemetry.gated");

    /** Rows of the summaries that we hold to be wrong, and what they should be. */
    private static final Map<String, String> WRONG_EXPECTATIONS = Map.of(
            // The model's mapping says "completed", as for every other agent's model calls.
            "claude_code.api_request,model_call,,,,,,success,,,,,,,",
            "claude_code.api_request,model_call,completed,,,,,success,,,,,,,",
            // With content on, the event names the server; the summary's maker read only the hash.
            "github.copilot.mcp.server.lifecycle,mcp_connection,,,,,,,,,,,,,",
            "github.copilot.mcp.server.lifecycle,mcp_connection,,,,mcp:demo,,,,,,,,,",
            // "total" is the pattern that was searched for, and no path.
            "gemini_cli.tool_call,file_search,completed,,grep_search,total,,success,,allow,unknown,accept,,,",
            "gemini_cli.tool_call,file_search,completed,,grep_search,,,success,,allow,unknown,accept,,,");

    @Test
    void claudeCode() {
        assertRows(
                "claude-code/captured-logs",
                Samples.activities("claude-code/captured-logs.json"),
                CapturedSamplesTest::isNoRoutineHook);
    }

    @Test
    void claudeCodeWithAHookThatDenies() {
        assertRows(
                "claude-code/captured-logs.hook-denied",
                Samples.activities("claude-code/captured-logs.hook-denied.json"),
                CapturedSamplesTest::isNoRoutineHook);
    }

    @Test
    void codex() {
        assertRows(
                "codex/captured-logs",
                Samples.activities(
                        "codex/captured-logs-01.json", "codex/captured-logs-02.json", "codex/captured-logs-03.json"),
                CapturedSamplesTest::isNoStartup);
    }

    @Test
    void codexInCodeMode() {
        assertRows(
                "codex/captured-logs.code-mode",
                Samples.activities(
                        "codex/captured-logs-01.code-mode.json",
                        "codex/captured-logs-02.code-mode.json",
                        "codex/captured-logs-03.code-mode.json"),
                activity -> isNoStartup(activity)
                        && !List.of("model_call", "other").contains(activity.text(Field.EVENT_ACTION)));
    }

    @Test
    void geminiCli() {
        assertRows(
                "gemini-cli/captured-logs",
                Samples.activities("gemini-cli/captured-logs.json"),
                activity -> !"other".equals(activity.text(Field.EVENT_ACTION))
                        && !"gemini_cli.web_fetch_fallback_attempt".equals(activity.text(Field.TELEMETRY_NATIVE_NAME)));
    }

    @Test
    void copilotCli() {
        assertRows("copilot-cli/captured-traces", Samples.activities("copilot-cli/captured-traces.json"), any -> true);
    }

    private static boolean isNoRoutineHook(Activity activity) {
        boolean hook = "hook".equals(activity.text(Field.EVENT_ACTION));
        return !"inventory".equals(activity.text(Field.EVENT_ACTION))
                && (!hook || "blocked".equals(activity.text(Field.HOOK_OUTCOME)));
    }

    private static boolean isNoStartup(Activity activity) {
        return !"codex.startup_phase".equals(activity.text(Field.TELEMETRY_NATIVE_NAME));
    }

    private static void assertRows(String sample, List<Activity> activities, Predicate<Activity> inSummary) {
        List<String> expected = new ArrayList<>(Samples.lines("expected/" + sample + ".summary.csv"));
        expected.remove(0);
        expected.replaceAll(row -> WRONG_EXPECTATIONS.getOrDefault(row, row));

        List<String> rows = activities.stream()
                .filter(inSummary)
                .map(CapturedSamplesTest::row)
                .toList();

        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.min(rows.size(), expected.size()); i++) {
            if (!rows.get(i).equals(expected.get(i))) {
                differences.add("%d%nexpected %s%nbut was  %s".formatted(i, expected.get(i), rows.get(i)));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(rows).hasSameSizeAs(expected);
    }

    private static String row(Activity activity) {
        List<String> cells = new ArrayList<>();
        for (String column : COLUMNS) {
            cells.add(column.equals("target") ? target(activity) : cell(activity.get(column)));
        }
        return String.join(",", cells);
    }

    private static String target(Activity activity) {
        for (Field field : List.of(Field.PROCESS_COMMAND_LINE, Field.FILE_PATH, Field.URL_FULL)) {
            if (activity.has(field)) {
                return cell(activity.get(field));
            }
        }
        String server = activity.text(Field.MCP_SERVER_NAME);
        return server == null ? "" : "mcp:" + server;
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> "'" + item + "'").toList().toString();
        }
        String text = value.toString();
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
