package io.elevenfold.ingest.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.ingest.Samples;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.MalformedPayloadException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookNormaliserTest {

    private final HookNormaliser hooks = new HookNormaliser(DecodeLimits.defaults());

    @Test
    void aByteOrderMarkIsSkipped() {
        byte[] body = Samples.bytes("cursor/hook.before-shell.bom.constructed.json");

        Activity activity = hooks.normalise("cursor", null, body).get(0);

        assertThat(body[0]).isEqualTo((byte) 0xEF);
        assertThat(activity.text(Field.PROCESS_COMMAND_LINE)).isEqualTo("git status");
        assertThat(activity.text(Field.PROCESS_EXECUTABLE_NAME)).isEqualTo("git");
        assertThat(activity.text(Field.USER_IDENTITY_SOURCE)).isEqualTo("agent_account");
    }

    @Test
    void copilotsCamelCaseFormTakesItsEventFromTheUrl() {
        List<String> actions = new ArrayList<>();
        for (JsonNode line : Samples.jsonLines("copilot-cli/hooks.camelcase.constructed.jsonl")) {
            byte[] body = line.get("payload").toString().getBytes(StandardCharsets.UTF_8);
            Activity activity = hooks.normalise(
                            "github-copilot-cli", line.get("_hook_event").asText(), body)
                    .get(0);
            actions.add(activity.text(Field.EVENT_ACTION));
            assertThat(activity.text(Field.TRACE_ID)).isEqualTo("0123456789abcdef0123456789abcdef");
            assertThat(activity.text(Field.PARENT_SPAN_ID)).isEqualTo("a000000000000000");
            assertThat(activity.time(Field.TIMESTAMP))
                    .isBetween(Instant.parse("2026-08-20T09:00:00Z"), Instant.parse("2026-08-20T09:00:09Z"));
        }

        assertThat(actions)
                .containsExactly(
                        "session_start",
                        "prompt",
                        "shell_exec",
                        "shell_exec",
                        "file_read",
                        "subagent",
                        "error",
                        "compaction",
                        "turn_end",
                        "session_end");
    }

    @ParameterizedTest
    @CsvSource({
        "claude, claude-code",
        "Claude_Code, claude-code",
        "copilot, copilot-cli",
        "github-copilot-cli, copilot-cli",
        "gemini, gemini-cli",
        "vscode, vscode-copilot",
        "cascade, windsurf",
        "goose, other"
    })
    void agentsHaveSeveralNames(String name, String product) {
        Activity activity =
                hooks.normalise(name, null, bytes("{\"session_id\":\"s\"}")).get(0);

        assertThat(activity.text(Field.AGENT_PRODUCT)).isEqualTo(product);
        assertThat(activity.text(Field.EVENT_ACTION)).isEqualTo("other");
    }

    @Test
    void aShellThatFailsIsAFailureThoughCopilotSaysSuccess() {
        Activity activity = hooks.normalise(
                        "copilot",
                        "postToolUse",
                        bytes(
                                """
                                {"sessionId":"s","toolName":"bash","toolArgs":"{\\"command\\":\\"false\\"}",
                                "toolResult":{"resultType":"success","textResultForLlm":"\\n<shellId: 3 completed with exit code 3>"}}
                                """))
                .get(0);

        assertThat(activity.number(Field.PROCESS_EXIT_CODE)).isEqualTo(3);
        assertThat(activity.text(Field.EVENT_OUTCOME)).isEqualTo("failure");
        assertThat(activity.text(Field.PROCESS_COMMAND_LINE)).isEqualTo("false");
    }

    @Test
    void aDeniedToolIsADecisionAndHasNoOutcome() {
        Activity activity = hooks.normalise(
                        "copilot",
                        "postToolUse",
                        bytes(
                                "{\"toolName\":\"bash\",\"toolArgs\":{\"command\":\"rm x\"},\"toolResult\":{\"resultType\":\"denied\"}}"))
                .get(0);

        assertThat(activity.text(Field.EVENT_ACTION)).isEqualTo("tool_decision");
        assertThat(activity.text(Field.ACTIVITY_KIND)).isEqualTo("shell_exec");
        assertThat(activity.text(Field.DECISION_OUTCOME)).isEqualTo("deny");
        assertThat(activity.has(Field.EVENT_OUTCOME)).isFalse();
    }

    @Test
    void aCommandCannotFakeCodexExitCode() {
        Activity activity = hooks.normalise(
                        "codex",
                        null,
                        bytes(
                                """
                                {"hook_event_name":"PostToolUse","tool_name":"Bash","tool_input":{"command":"echo x"},"tool_response":"Exit code: 0\\nOutput:\\n"}
                                """))
                .get(0);

        assertThat(activity.has(Field.PROCESS_EXIT_CODE)).isFalse();
        assertThat(activity.text(Field.EVENT_OUTCOME)).isEqualTo("unknown");
    }

    @Test
    void aFileThatIsAboutToBeReadIsHashedAndNotKept() {
        Activity activity = hooks.normalise(
                        "cursor",
                        null,
                        bytes("{\"hook_event_name\":\"beforeReadFile\",\"file_path\":\"/p/.env\",\"content\":\"abc\"}"))
                .get(0);

        // FIPS 180-2, appendix B.1
        assertThat(activity.text(Field.FILE_HASH_SHA256))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(activity.get(Field.RAW))
                .isEqualTo(Map.of("attributes", Map.of("hook_event_name", "beforeReadFile", "file_path", "/p/.env")));
    }

    @Test
    void geminisQuestionNamesWhatItIsAbout() {
        Activity activity = hooks.normalise(
                        "gemini",
                        null,
                        Samples.lines("gemini-cli/hooks.constructed.jsonl")
                                .get(5)
                                .getBytes(StandardCharsets.UTF_8))
                .get(0);

        assertThat(activity.text(Field.ACTIVITY_KIND)).isEqualTo("shell_exec");
        assertThat(activity.text(Field.PROCESS_COMMAND_LINE)).isEqualTo("npm install left-pad");
    }

    @Test
    void tooMuchIsCutAndNamed() {
        HookNormaliser small = new HookNormaliser(new DecodeLimits(4, 10, 2, 5, 1));

        Activity activity = small.normalise(
                        "claude",
                        "PreToolUse",
                        bytes(
                                """
                                {"tool_name":"Bash","tool_input":{"command":"0123456789abc"},"deep":[[[[1]]]],"wide":[1,2,3,4,5,6],"one":1,"two":2}
                                """))
                .get(0);

        assertThat(activity.text(Field.PROCESS_COMMAND_LINE)).isEqualTo("0123456789");
        assertThat(activity.texts(Field.ACTIVITY_TRUNCATED))
                .containsExactly("tool_input", "deep", "wide", "attributes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = "[]\n\"text\"\n{\n7\nnull\n{\"a\":}")
    void whatIsNoObjectIsRefused(String body) {
        assertThatThrownBy(() -> hooks.normalise("claude", null, bytes(body)))
                .isInstanceOf(MalformedPayloadException.class);
    }

    @Test
    void emptyAndDeepBodiesAreRefused() {
        assertThatThrownBy(() -> hooks.normalise("claude", null, new byte[0]))
                .isInstanceOf(MalformedPayloadException.class);
        assertThatThrownBy(() -> hooks.normalise("claude", null, bytes("{\"a\":" + "[".repeat(500_000))))
                .isInstanceOf(MalformedPayloadException.class);
    }

    @Test
    void wrongTypesCostOnlyTheValue() {
        Activity activity = hooks.normalise(
                        "claude",
                        null,
                        bytes(
                                """
                                {"hook_event_name":"PostToolUse","session_id":{"a":1},"tool_name":["Bash"],"tool_input":7,"duration_ms":"soon","timestamp":-5,"cwd":true}
                                """))
                .get(0);

        assertThat(activity.text(Field.EVENT_ACTION)).isEqualTo("tool_call");
        assertThat(activity.has(Field.SESSION_ID)).isFalse();
        assertThat(activity.has(Field.EVENT_DURATION)).isFalse();
        assertThat(activity.has(Field.TIMESTAMP)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    claude | PreToolUse | {}
                    claude-code | PermissionRequest | {}
                    codex | PreToolUse | {}
                    gemini | BeforeTool | {}
                    copilot | preToolUse | {}
                    copilot-cli | permissionRequest | {}
                    vscode | PreToolUse | {}
                    cursor | beforeShellExecution | {}
                    cursor | beforeSubmitPrompt | {"continue":true}
                    other | anything | {}
                    """)
    void noObjectionNeverApproves(String agent, String event, String body) {
        HookAnswer answer = HookAnswers.noObjection(agent, event);

        assertThat(answer).isEqualTo(new HookAnswer("application/json", body));
        assertThat(answer.body()).doesNotContain("allow").doesNotContain("approve");
    }

    @Test
    void windsurfIsAnsweredWithSilence() {
        assertThat(HookAnswers.noObjection("windsurf", "pre_run_command")).isEqualTo(new HookAnswer("text/plain", ""));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
