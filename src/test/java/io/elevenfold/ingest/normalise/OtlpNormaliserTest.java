package io.elevenfold.ingest.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.ingest.Samples;
import io.elevenfold.ingest.otlp.OtlpSignal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpNormaliserTest {

    @Test
    void everyRecordIsKeptOrCounted() {
        for (String sample : List.of(
                "claude-code/captured-logs.json",
                "claude-code/captured-traces.json",
                "codex/captured-logs-01.json",
                "codex/captured-traces-02.json",
                "gemini-cli/captured-logs.json",
                "gemini-cli/captured-traces.json",
                "copilot-cli/captured-traces.json",
                "copilot-cli/captured-metrics.json",
                "vscode-copilot/otlp-logs.constructed.json")) {
            var request = Samples.decode(sample);
            Normalised result = Samples.normalise(request);

            assertThat(result.activities().size() + result.duplicates() + result.internal() + result.metrics())
                    .as(sample)
                    .isEqualTo(request.records().size());
        }
    }

    @Test
    void metricsMakeNoActivities() {
        Normalised result = Samples.normalise("claude-code/otlp-metrics.constructed.json");

        assertThat(result.activities()).isEmpty();
        assertThat(result.metrics()).isPositive();
    }

    @Test
    void codexSpansAreInternal() {
        Normalised result = Samples.normalise("codex/captured-traces-02.json");

        assertThat(result.activities()).isEmpty();
        assertThat(result.duplicates()).isZero();
        assertThat(result.internal()).isPositive();
    }

    @Test
    void claudesSpansRepeatTheLogsButForRefusals() {
        Normalised result = Samples.normalise("claude-code/captured-traces.json");

        assertThat(result.activities()).singleElement().satisfies(refusal -> {
            assertThat(refusal.text(Field.PROCESS_COMMAND_LINE)).isEqualTo("git push origin main");
            assertThat(refusal.text(Field.DECISION_OUTCOME)).isEqualTo("deny");
            assertThat(refusal.text(Field.GEN_AI_TOOL_CALL_ID)).isEqualTo("toolu_call_t9_0");
        });
        assertThat(result.duplicates()).isGreaterThan(40);
    }

    @Test
    void aCallThatNobodyWasThereToApproveIsSeenInTheSpanAlone() {
        List<Activity> activities = traces(
                "com.anthropic.claude_code.tracing",
                """
                {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"00000000000000b1","parentSpanId":"00000000000000a1","name":"claude_code.tool.blocked_on_user",
                 "startTimeUnixNano":"1787216404145000000","endTimeUnixNano":"1787216404400000000","attributes":[%s,%s]},
                {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"00000000000000a1","name":"claude_code.tool","attributes":[%s,%s,%s]}
                """
                        .formatted(
                                attribute("decision", "reject"),
                                attribute("source", "unknown"),
                                attribute("tool_name", "Bash"),
                                attribute("tool_use_id", "toolu_7"),
                                attribute("full_command", "cat ~/.aws/credentials")));

        Activity decision = activities.get(0);
        assertThat(activities).hasSize(1);
        assertThat(decision.text(Field.EVENT_ACTION)).isEqualTo("tool_decision");
        assertThat(decision.text(Field.ACTIVITY_KIND)).isEqualTo("shell_exec");
        assertThat(decision.text(Field.DECISION_OUTCOME)).isEqualTo("deny");
        assertThat(decision.text(Field.DECISION_SOURCE)).isEqualTo("unknown");
        assertThat(decision.text(Field.GEN_AI_TOOL_CALL_ID)).isEqualTo("toolu_7");
        assertThat(decision.text(Field.PROCESS_COMMAND_LINE)).isEqualTo("cat ~/.aws/credentials");
        assertThat(decision.number(Field.EVENT_DURATION)).isEqualTo(255_000_000);
        assertThat(decision.has(Field.ACTIVITY_CONTAINER)).isFalse();
    }

    @Test
    void theTimeAPersonTookIsKeptButNotCountedTwice() {
        Normalised result = Samples.normalise("claude-code/otlp-traces.constructed.json");

        assertThat(result.activities()).singleElement().satisfies(waited -> {
            assertThat(waited.text(Field.DECISION_SOURCE)).isEqualTo("human");
            assertThat(waited.text(Field.GEN_AI_TOOL_CALL_ID)).isEqualTo("toolu_01EXAMPLE00000000000001");
            assertThat(waited.get(Field.ACTIVITY_CONTAINER)).isEqualTo(true);
            assertThat(waited.number(Field.DECISION_LATENCY_MS)).isEqualTo(255);
        });
    }

    @ParameterizedTest
    @CsvSource({"approved-for-session,4800", "denied-interactively-by-user,4800", "approved,", "denied-by-rules,"})
    void aPermissionSpanTellsHowLongAPersonTookAndOnlyOfAPerson(String result, @Nullable Long millis) {
        List<Activity> activities = traces(
                "github.copilot",
                """
                {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"00000000000000b1","name":"permission",
                 "startTimeUnixNano":"1787216400000000000","endTimeUnixNano":"1787216404800000000","attributes":[%s,%s]}
                """
                        .formatted(
                                attribute("github.copilot.permission.kind", "shell"),
                                attribute("github.copilot.permission.result", result)));

        assertThat(activities).singleElement().satisfies(permission -> assertThat(
                        permission.number(Field.DECISION_LATENCY_MS))
                .isEqualTo(millis));
    }

    @Test
    void geminisSpanKnowsTheCallIdAndIsNeverCounted() {
        Normalised result = Samples.normalise("gemini-cli/captured-traces.json");

        assertThat(result.activities()).hasSize(10).allSatisfy(call -> {
            assertThat(call.text(Field.GEN_AI_TOOL_CALL_ID)).contains("_call_t");
            assertThat(call.get(Field.ACTIVITY_CONTAINER)).isEqualTo(true);
            assertThat(call.text(Field.PARENT_SPAN_ID)).isNotEmpty();
        });
    }

    @Test
    void aPermissionSpanBelongsToTheCallAboveIt() {
        Activity permission = Samples.activities("copilot-cli/otlp-traces.constructed.json").stream()
                .filter(activity -> "permission".equals(activity.text(Field.TELEMETRY_NATIVE_NAME)))
                .findFirst()
                .orElseThrow();

        assertThat(permission.text(Field.GEN_AI_TOOL_CALL_ID)).isEqualTo("call_EXAMPLE000000000000005");
    }

    @Test
    void withContentOffARefusalIsStillARefusal() {
        List<Activity> refusals = Samples.activities("copilot-cli/captured-traces.default-redaction.json").stream()
                .filter(activity -> "denied".equals(activity.text(Field.DECISION_NATIVE)))
                .toList();

        assertThat(refusals).hasSize(2).allSatisfy(refusal -> {
            assertThat(refusal.text(Field.DECISION_OUTCOME)).isEqualTo("deny");
            assertThat(refusal.text(Field.DECISION_SOURCE)).isEqualTo("unknown");
            assertThat(refusal.texts(Field.TELEMETRY_GATED)).containsExactly("target");
        });
    }

    @Test
    void withContentOffAnMcpServerIsAHash() {
        Activity call = Samples.activities("copilot-cli/captured-traces.default-redaction.json").stream()
                .filter(activity -> "mcp_call".equals(activity.text(Field.EVENT_ACTION)))
                .findFirst()
                .orElseThrow();

        assertThat(call.text(Field.MCP_SERVER_NAME_HASH)).hasSize(64);
        assertThat(call.has(Field.MCP_SERVER_NAME)).isFalse();
        assertThat(call.texts(Field.TELEMETRY_GATED)).containsExactly("mcp.server.name");
        assertThat(call.text(Field.NETWORK_TRANSPORT)).isEqualTo("pipe");
    }

    @Test
    void ourHooksDenialIsNamedAsSuch() {
        Activity refusal = Samples.activities("copilot-cli/captured-traces.hook-denied.json").stream()
                .filter(activity -> activity.has(Field.DECISION_OUTCOME))
                .findFirst()
                .orElseThrow();

        assertThat(refusal.text(Field.DECISION_SOURCE)).isEqualTo("hook");
        assertThat(refusal.text(Field.DECISION_REASON)).contains("governance policy");
    }

    @Test
    void whatIsSwitchedOffIsNotReportedRatherThanNone() {
        List<Activity> activities = Samples.activities("claude-code/captured-logs.default-redaction.json");

        assertThat(activities)
                .filteredOn(activity -> "shell_exec".equals(activity.text(Field.EVENT_ACTION)))
                .isNotEmpty()
                .allSatisfy(activity ->
                        assertThat(activity.texts(Field.TELEMETRY_GATED)).containsExactly("target"));
        assertThat(activities)
                .filteredOn(activity -> "prompt".equals(activity.text(Field.EVENT_ACTION)))
                .singleElement()
                .satisfies(prompt ->
                        assertThat(prompt.texts(Field.TELEMETRY_GATED)).containsExactly("gen_ai.input.messages"));
    }

    @Test
    void oddRecordsBecomeActivitiesToo() {
        List<Activity> activities = Samples.activities("leniency/otlp-logs.edge-cases.constructed.json");

        assertThat(activities)
                .extracting(activity -> activity.text(Field.AGENT_PRODUCT) + " " + activity.text(Field.EVENT_ACTION))
                .containsExactly(
                        "claude-code shell_exec",
                        "claude-code shell_exec",
                        "claude-code prompt",
                        "claude-code prompt",
                        "claude-code prompt",
                        "claude-code prompt",
                        "claude-code prompt",
                        "claude-code prompt",
                        "claude-code tool_decision",
                        "claude-code shell_exec",
                        "codex tool_decision",
                        "cursor model_call",
                        "cursor model_call",
                        "other other");
        assertThat(activities.get(1).text(Field.EVENT_OUTCOME)).isEqualTo("success");
        assertThat(activities.get(1).number(Field.EVENT_DURATION)).isEqualTo(12_000_000);
        assertThat(activities.get(4).time(Field.TIMESTAMP)).isEqualTo(Instant.parse("2026-08-20T09:00:04Z"));
        assertThat(activities.get(8).text(Field.PROCESS_COMMAND_LINE))
                .contains("\u202e")
                .contains("=HYPERLINK");
        assertThat(activities.get(9).texts(Field.TELEMETRY_GATED)).containsExactly("target");
        assertThat(activities.get(10).text(Field.DECISION_SOURCE)).isEqualTo("human");
        assertThat(activities.get(11).text(Field.TELEMETRY_DEDUPE_KEY))
                .isEqualTo(activities.get(12).text(Field.TELEMETRY_DEDUPE_KEY));
    }

    @Test
    void oneRequestMayHoldSeveralPeople() {
        List<Activity> activities = Samples.activities("leniency/otlp-logs.collector-rebatched.constructed.json");

        assertThat(activities)
                .extracting(activity -> activity.text(Field.SESSION_ID) + " " + activity.text(Field.USER_EMAIL))
                .containsExactly("s-alice alice@example.com", "s-bob null", "s-alice null", "s-bob bob@example.com");
    }

    @Test
    void anAddressFromTheEnvironmentIsNoAccount() {
        Activity claimed = Samples.activities("claude-code/otlp-logs.bedrock-identity.constructed.json")
                .get(0);
        Activity account =
                Samples.activities("claude-code/otlp-logs.constructed.json").get(0);

        assertThat(claimed.text(Field.USER_IDENTITY_SOURCE)).isEqualTo("resource_attribute");
        assertThat(account.text(Field.USER_IDENTITY_SOURCE)).isEqualTo("agent_account");
    }

    @Test
    void aFleetsOwnAttributesKeepTheirNamesButCannotPoseAsOurs() {
        Activity activity = logs(
                        "com.anthropic.claude_code.events",
                        attribute("team", "payments") + "," + attribute("endpoint.id", "forged") + ","
                                + attribute("decision.outcome", "allow") + ","
                                + attribute(
                                        "vcs.repository.url.full", "https://bot:ghp_secret@github.com/acme/shop.git"),
                        attribute("event.name", "user_prompt"))
                .get(0);

        assertThat(activity.extras()).isEqualTo(Map.of("team", "payments"));
        assertThat(activity.has(Field.ENDPOINT_ID)).isFalse();
        assertThat(activity.has(Field.DECISION_OUTCOME)).isFalse();
        assertThat(activity.text(Field.VCS_REPOSITORY_URL_FULL)).isEqualTo("https://github.com/acme/shop.git");
        assertThat(activity.text(Field.VCS_OWNER_NAME)).isEqualTo("acme");
        assertThat(activity.text(Field.VCS_REPOSITORY_NAME)).isEqualTo("shop");
    }

    @Test
    void theScopeTellsTheAgentEvenIfTheServiceHasAnotherName() {
        Activity activity = logs(
                        "codex_otel.log_only",
                        attribute("service.name", "claude-code"),
                        attribute("event.name", "codex.user_prompt"))
                .get(0);

        assertThat(activity.text(Field.AGENT_PRODUCT)).isEqualTo("codex");
    }

    @Test
    void anImitatorIsKnownByItsService() {
        Activity activity = logs(
                        "opencode-plugin",
                        attribute("service.name", "opencode"),
                        attribute("event.name", "claude_code.tool_result"))
                .get(0);

        assertThat(activity.text(Field.AGENT_PRODUCT)).isEqualTo("opencode");
        assertThat(activity.text(Field.EVENT_ACTION)).isEqualTo("other");
        assertThat(activity.text(Field.TELEMETRY_NATIVE_NAME)).isEqualTo("claude_code.tool_result");
    }

    @Test
    void anUnknownEventIsKeptAsOtherWithAllItHad() {
        Activity activity = logs(
                        "com.anthropic.claude_code.events",
                        attribute("team", "payments"),
                        attribute("event.name", "teleport") + "," + attribute("session.id", "s") + ","
                                + attribute("to", "mars"))
                .get(0);

        assertThat(activity.text(Field.EVENT_ACTION)).isEqualTo("other");
        assertThat(activity.text(Field.TELEMETRY_NATIVE_NAME)).isEqualTo("claude_code.teleport");
        assertThat(activity.text(Field.SESSION_ID)).isEqualTo("s");
        assertThat(activity.get(Field.RAW))
                .isEqualTo(Map.of(
                        "resource", Map.of("team", "payments"),
                        "attributes", Map.of("event.name", "teleport", "session.id", "s", "to", "mars")));
    }

    @Test
    void codexDebugLinesAreInternal() {
        Normalised result = Samples.normalise(
                Samples.decode(
                        OtlpSignal.LOGS,
                        "{\"resourceLogs\":[{\"scopeLogs\":[{\"scope\":{\"name\":\"codex_otel::metrics::client\"},\"logRecords\":[{\"body\":{\"stringValue\":\"x\"}}]}]}]}"));

        assertThat(result.activities()).isEmpty();
        assertThat(result.internal()).isEqualTo(1);
    }

    @Test
    void neverAskingWithoutASandboxIsBypass() {
        String starts = attribute("event.name", "codex.conversation_starts") + ","
                + attribute("approval_policy", "never") + "," + attribute("sandbox_policy", "%s");

        assertThat(mode(starts.formatted("danger-full-access"))).isEqualTo("bypass none");
        assertThat(mode(starts.formatted("workspace-write"))).isEqualTo("dont_ask workspace_write");
        assertThat(mode(starts.formatted("quantum"))).isEqualTo("dont_ask unknown");
    }

    private static String mode(String attributes) {
        Activity activity = logs("codex_otel.log_only", "", attributes).get(0);
        return activity.text(Field.PERMISSION_MODE) + " " + activity.text(Field.SANDBOX_MODE);
    }

    @Test
    void anyAgentThatFollowsTheConventionsIsUnderstood() {
        List<Activity> activities = traces(
                "my.agent",
                """
                {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"00000000000000a1","name":"chat m","attributes":[%s,%s,{"key":"gen_ai.usage.input_tokens","value":{"intValue":"7"}}]},
                {"name":"tools/call create_issue","status":{"code":2,"message":"no"},"attributes":[%s,%s]},
                {"name":"execute_tool run","attributes":[%s,%s,%s]},
                {"name":"GET /","attributes":[]}
                """
                        .formatted(
                                attribute("gen_ai.operation.name", "chat"),
                                attribute("gen_ai.conversation.id", "c"),
                                attribute("mcp.method.name", "tools/call"),
                                attribute("gen_ai.tool.name", "create_issue"),
                                attribute("gen_ai.operation.name", "execute_tool"),
                                attribute("gen_ai.tool.name", "run"),
                                attribute("gen_ai.tool.call.arguments", "{\\\"a\\\":1}")));

        assertThat(activities)
                .extracting(activity -> activity.text(Field.EVENT_ACTION) + " " + activity.text(Field.EVENT_OUTCOME))
                .containsExactly("model_call success", "mcp_call failure", "tool_call success", "other null");
        assertThat(activities.get(0).text(Field.SESSION_ID)).isEqualTo("c");
        assertThat(activities.get(0).number(Field.GEN_AI_USAGE_INPUT_TOKENS)).isEqualTo(7);
        assertThat(activities.get(2).get(Field.GEN_AI_TOOL_CALL_ARGUMENTS)).isEqualTo(Map.of("a", 1L));
    }

    @Test
    void geminisAmbiguousWordsStayAmbiguous() {
        List<Activity> activities = Samples.activities("gemini-cli/otlp-logs.constructed.json");

        assertThat(activities)
                .filteredOn(activity -> "accept".equals(activity.text(Field.DECISION_NATIVE)))
                .isNotEmpty()
                .allSatisfy(activity -> {
                    assertThat(activity.text(Field.DECISION_SOURCE)).isEqualTo("unknown");
                    assertThat(activity.texts(Field.DECISION_SOURCE_CANDIDATES)).containsExactly("human", "policy");
                });
    }

    @Test
    void aConsentThatGeminiCallsRejectIsAConsent() {
        String call = attribute("event.name", "gemini_cli.tool_call") + "," + attribute("function_name", "replace")
                + "," + attribute("decision", "reject") + "," + attribute("success", "true");

        Activity activity = logs("gemini-cli", "", call).get(0);

        assertThat(activity.text(Field.EVENT_ACTION)).isEqualTo("file_write");
        assertThat(activity.text(Field.DECISION_OUTCOME)).isEqualTo("allow");
        assertThat(activity.text(Field.DECISION_SCOPE)).isEqualTo("permanent");
    }

    private static String attribute(String key, String value) {
        return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(key, value);
    }

    private static List<Activity> logs(String scope, String resource, String attributes) {
        return Samples.normalise(Samples.decode(
                        OtlpSignal.LOGS,
                        "{\"resourceLogs\":[{\"resource\":{\"attributes\":[%s]},\"scopeLogs\":[{\"scope\":{\"name\":\"%s\"},\"logRecords\":[{\"timeUnixNano\":\"1787216400000000000\",\"attributes\":[%s]}]}]}]}"
                                .formatted(resource, scope, attributes)))
                .activities();
    }

    private static List<Activity> traces(String scope, String spans) {
        return Samples.normalise(Samples.decode(
                        OtlpSignal.TRACES,
                        "{\"resourceSpans\":[{\"scopeSpans\":[{\"scope\":{\"name\":\"%s\"},\"spans\":[%s]}]}]}"
                                .formatted(scope, spans)))
                .activities();
    }
}
