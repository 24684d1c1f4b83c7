package io.elevenfold.ingest.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.ingest.Samples;
import io.elevenfold.ingest.otlp.DecodeLimits;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hook payloads as the real programs posted them. */
class CapturedHooksTest {

    private final HookNormaliser hooks = new HookNormaliser(DecodeLimits.defaults());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    claude-code | PostToolUse-Bash | shell_exec completed Bash `ls -la` success -
                    claude-code | PostToolUse-Edit | file_write completed Edit /home/dev/acme-shop/src/cart.mjs success -
                    claude-code | PostToolUse-Read | file_read completed Read /home/dev/acme-shop/src/cart.mjs success -
                    claude-code | PostToolUse-Write | file_write completed Write /home/dev/acme-shop/CHANGELOG.md success -
                    claude-code | PostToolUse-mcp__demo__lookup_ticket | mcp_call completed lookup_ticket mcp:demo success -
                    claude-code | PostToolUseFailure-Bash | shell_exec completed Bash `node -e 'process.exit(3)'` failure 3
                    claude-code | PostToolUseFailure-WebFetch | network completed WebFetch http://127.0.0.1:8099/site/docs failure -
                    claude-code | PreToolUse-Bash | shell_exec requested Bash `ls -la` - -
                    claude-code | PreToolUse-WebFetch | network requested WebFetch http://127.0.0.1:8099/site/docs - -
                    claude-code | PreToolUse-mcp__demo__lookup_ticket | mcp_call requested lookup_ticket mcp:demo - -
                    claude-code | SessionStart | session_start - - - - -
                    claude-code | SessionEnd | session_end - - - - -
                    claude-code | Stop | turn_end - - - - -
                    claude-code | UserPromptSubmit | prompt - - - - -
                    codex | PostToolUse-Bash | shell_exec completed Bash `ls -la` unknown -
                    codex | PostToolUse-apply_patch | file_write completed apply_patch src/cart.mjs unknown 0
                    codex | PostToolUse-mcp__demo__lookup_ticket | mcp_call completed lookup_ticket mcp:demo unknown -
                    codex | PreToolUse-Bash | shell_exec requested Bash `ls -la` - -
                    codex | PreToolUse-apply_patch | file_write requested apply_patch src/cart.mjs - -
                    codex | PreToolUse-mcp__demo__lookup_ticket | mcp_call requested lookup_ticket mcp:demo - -
                    codex | SessionStart | session_start - - - - -
                    codex | SessionEnd | session_end - - - - -
                    codex | Stop | turn_end - - - - -
                    codex | UserPromptSubmit | prompt - - - - -
                    gemini-cli | AfterTool-grep_search | file_search completed grep_search - success -
                    gemini-cli | AfterTool-mcp_demo_lookup_ticket | mcp_call completed lookup_ticket mcp:demo success -
                    gemini-cli | AfterTool-read_file | file_read completed read_file /home/dev/acme-shop/src/cart.mjs success -
                    gemini-cli | AfterTool-replace | file_write completed replace /home/dev/acme-shop/src/cart.mjs success -
                    gemini-cli | AfterTool-run_shell_command | shell_exec completed run_shell_command `ls -la` success -
                    gemini-cli | AfterTool-web_fetch | network completed web_fetch http://127.0.0.1:8099/site/docs failure -
                    gemini-cli | AfterTool-write_file | file_write completed write_file /home/dev/acme-shop/CHANGELOG.md success -
                    gemini-cli | BeforeTool-mcp_demo_lookup_ticket | mcp_call requested lookup_ticket mcp:demo - -
                    gemini-cli | BeforeTool-run_shell_command | shell_exec requested run_shell_command `ls -la` - -
                    gemini-cli | BeforeAgent | prompt - - - - -
                    gemini-cli | AfterAgent | turn_end - - - - -
                    gemini-cli | BeforeModel | model_call requested - - - -
                    gemini-cli | AfterModel | model_call completed - - - -
                    gemini-cli | PreCompress | compaction requested - - - -
                    gemini-cli | SessionStart | session_start - - - - -
                    gemini-cli | SessionEnd | session_end - - - - -
                    copilot-cli | sessionStart | session_start - - - - -
                    copilot-cli | sessionEnd | session_end - - - - -
                    copilot-cli | userPromptSubmitted | prompt - - - - -
                    copilot-cli | agentStop | turn_end - - - - -
                    copilot-cli | Notification | other - - - - -
                    copilot-cli | preToolUse-bash | shell_exec requested bash `ls -la` - -
                    copilot-cli | preToolUse-create | file_write requested create /home/dev/acme-shop/CHANGELOG.md - -
                    copilot-cli | preToolUse-demo-lookup_ticket | mcp_call requested lookup_ticket mcp:demo - -
                    copilot-cli | preToolUse-grep | file_search requested grep - - -
                    copilot-cli | preToolUse-view | file_read requested view /home/dev/acme-shop/src/cart.mjs - -
                    copilot-cli | postToolUse-bash | shell_exec completed bash `ls -la` success 0
                    copilot-cli | postToolUse-edit | file_write completed edit /home/dev/acme-shop/src/cart.mjs success -
                    copilot-cli | postToolUse-demo-lookup_ticket | mcp_call completed lookup_ticket mcp:demo success -
                    copilot-cli | permissionRequest-bash | ask:shell_exec requested bash `ls -la` - -
                    copilot-cli | permissionRequest-demo_lookup_ticket | ask:mcp_call requested lookup_ticket mcp:demo - -
                    copilot-cli | permissionRequest-edit | ask:file_write requested edit /home/dev/acme-shop/src/cart.mjs - -
                    """)
    void aCommandHookTellsWhatHappened(String agent, String event, String expected) {
        assertThat(described(agent, event, "captured-hook-command-" + event + ".json"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PostToolUse-Bash | shell_exec completed Bash `ls -la` success 0
                    PostToolUse-Edit | file_write completed Edit /home/dev/acme-shop/src/cart.mjs success -
                    PostToolUse-Grep | file_search completed Grep - success -
                    PostToolUse-Read | file_read completed Read /home/dev/acme-shop/src/cart.mjs success -
                    PostToolUse-Write | file_write completed Write /home/dev/acme-shop/CHANGELOG.md success -
                    PostToolUse-demo-lookup_ticket | mcp_call completed lookup_ticket mcp:demo success -
                    PreToolUse-Bash | shell_exec requested Bash `ls -la` - -
                    PreToolUse-Read | file_read requested Read /home/dev/acme-shop/src/cart.mjs - -
                    PreToolUse-demo-lookup_ticket | mcp_call requested lookup_ticket mcp:demo - -
                    SessionStart | session_start - - - - -
                    SessionEnd | session_end - - - - -
                    Stop | turn_end - - - - -
                    UserPromptSubmit | prompt - - - - -
                    Notification | other - - - - -
                    permissionRequest-bash | ask:shell_exec requested bash `ls -la` - -
                    """)
    void copilotsOtherDialectTellsTheSame(String event, String expected) {
        assertThat(described("copilot", event, "captured-hook-http-" + event + ".json"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"claude-code, PostToolBatch", "gemini-cli, BeforeToolSelection"})
    void whatRepeatsIsNotTwice(String agent, String event) {
        byte[] body = Samples.bytes(agent + "/captured-hook-command-" + event + ".json");

        assertThat(hooks.normalise(agent, null, body)).isEmpty();
    }

    private String described(String agent, String event, String file) {
        String folder = agent.equals("copilot") ? "copilot-cli" : agent;
        String fromUrl = event.contains("-") ? event.substring(0, event.indexOf('-')) : event;
        List<Activity> activities = hooks.normalise(agent, fromUrl, Samples.bytes(folder + "/" + file));
        assertThat(activities).hasSize(1);
        Activity activity = activities.get(0);
        assertThat(activity.text(Field.AGENT_PRODUCT)).isEqualTo(folder);
        assertThat(activity.text(Field.SESSION_ID)).isNotEmpty();
        assertThat(activity.text(Field.TELEMETRY_NATIVE_NAME)).isEqualTo(fromUrl);
        assertThat(activity.text(Field.TELEMETRY_TRUST)).isEqualTo("hook_observed");
        assertThat(activity.text(Field.PROCESS_WORKING_DIRECTORY)).isEqualTo("/home/dev/acme-shop");
        assertThat(activity.get(Field.RAW)).isNotNull();
        return String.join(
                " ",
                action(activity),
                or(activity.text(Field.ACTIVITY_PHASE)),
                or(activity.text(Field.GEN_AI_TOOL_NAME)),
                target(activity),
                or(activity.text(Field.EVENT_OUTCOME)),
                or(activity.text(Field.PROCESS_EXIT_CODE)));
    }

    private static String action(Activity activity) {
        String action = Objects.requireNonNull(activity.text(Field.EVENT_ACTION));
        if (!action.equals("tool_decision")) {
            return action;
        }
        return activity.text(Field.DECISION_OUTCOME) + ":" + activity.text(Field.ACTIVITY_KIND);
    }

    private static String target(Activity activity) {
        if (activity.has(Field.PROCESS_COMMAND_LINE)) {
            return "`" + activity.text(Field.PROCESS_COMMAND_LINE) + "`";
        }
        String server = activity.text(Field.MCP_SERVER_NAME);
        String target = activity.has(Field.FILE_PATH) ? activity.text(Field.FILE_PATH) : activity.text(Field.URL_FULL);
        return target != null ? target : server == null ? "-" : "mcp:" + server;
    }

    private static String or(String text) {
        return text == null ? "-" : text;
    }
}
