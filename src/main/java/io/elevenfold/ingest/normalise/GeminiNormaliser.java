package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.OtlpOrigin;
import io.elevenfold.ingest.otlp.OtlpRecord;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gemini CLI: logs win. Its word for a decision says less than it seems ("accept" is also what a rule did), and only the
 * span {@code tool_call} knows the call's id; that span repeats the log, so it is marked as never to be counted.
 */
final class GeminiNormaliser implements AgentNormaliser {

    private static final DecodeLimits LIMITS = DecodeLimits.defaults();

    @Override
    public void origin(OtlpOrigin origin, ActivityDraft draft) {
        // service.version is the version of Node.js.
        draft.clear(Field.AGENT_VERSION);
        draft.set(Field.SESSION_ID, draft.attributes().text("session.id"));
        draft.set(Field.USER_NAME, draft.attributes().text("process.owner"));
    }

    @Override
    public Verdict complete(OtlpRecord record, String event, String action, ActivityDraft draft, Batch batch) {
        switch (action) {
            case "session_start" -> sandbox(draft);
            case "@tool" -> toolCall(draft);
            case "model_call" -> draft.set(Field.GEN_AI_PROVIDER_NAME, provider(draft));
            case "hook" -> hook(draft);
            case "tool_decision" -> verdict(draft);
            case "@call" -> callSpan(record, draft);
            case "@http" -> http(record, draft);
            default -> {}
        }
        return Verdict.KEEP;
    }

    private static void sandbox(ActivityDraft draft) {
        String enabled = draft.attributes().text("sandbox_enabled");
        if (enabled != null) {
            draft.set(Field.SANDBOX_MODE, enabled.equals("false") ? "none" : "unknown");
        }
    }

    private static String provider(ActivityDraft draft) {
        String auth = draft.attributes().text("auth_type");
        return auth != null && auth.contains("vertex") ? "gcp.vertex_ai" : "gcp.gen_ai";
    }

    private static void toolCall(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        String name = attributes.text("function_name");
        ToolUse use = "mcp".equals(attributes.text("tool_type"))
                ? ToolUse.ofMcp(name == null ? "" : name, attributes.text("mcp_server_name"))
                : ToolUse.of(Product.GEMINI_CLI, name == null ? "" : name);
        String json = attributes.text("function_args");
        Object arguments = json == null ? null : JsonText.parse(json, LIMITS);
        draft.tool(use, arguments != null ? arguments : json);
        draft.action(use.kind(), "completed");
        draft.gateTarget(use);
        decision(draft, use);
        if (use.kind().equals("shell_exec")) {
            draft.exitCode(exitCode(attributes.text("metadata")));
        }
    }

    private static void decision(ActivityDraft draft, ToolUse use) {
        String word = draft.attributes().text("decision");
        if (word == null) {
            if ("policy_violation".equals(draft.get(Field.ERROR_TYPE))) {
                draft.decided(use.kind());
                draft.decision(Vocabulary.decision(Product.GEMINI_CLI, "policy_violation"), "policy_violation");
            }
            return;
        }
        String meaning = word;
        if (word.equals("reject")) {
            boolean ran = "success".equals(draft.get(Field.EVENT_OUTCOME));
            meaning = ran ? "reject/ran" : "reject/stopped";
            if (!ran) {
                draft.decided(use.kind());
            }
        }
        draft.decision(Vocabulary.decision(Product.GEMINI_CLI, meaning), word);
    }

    private static @Nullable Long exitCode(@Nullable String metadata) {
        if (metadata != null
                && metadata.contains("exitCode")
                && JsonText.parse(metadata, LIMITS) instanceof Map<?, ?> map) {
            return Attributes.number(map.get("exitCode"));
        }
        return null;
    }

    private static void hook(ActivityDraft draft) {
        String output = draft.attributes().text("hook_output");
        boolean failed = "failure".equals(draft.get(Field.EVENT_OUTCOME));
        draft.set(Field.HOOK_OUTCOME, blocks(output) ? "blocked" : failed ? "failed" : "success");
    }

    private static boolean blocks(@Nullable String output) {
        if (output == null || !output.contains("\"deny\"") && !output.contains("\"block\"")) {
            return false;
        }
        return JsonText.parse(output, LIMITS) instanceof Map<?, ?> map
                && ("deny".equals(map.get("decision")) || "block".equals(map.get("decision")));
    }

    /** Conseca, a model that judges calls. */
    private static void verdict(ActivityDraft draft) {
        String word = draft.attributes().text("verdict");
        draft.decided("tool_call");
        if (word != null) {
            String meaning = "conseca/" + word.toLowerCase(Locale.ROOT);
            draft.decision(Vocabulary.decision(Product.GEMINI_CLI, meaning), word);
        }
    }

    private static void callSpan(OtlpRecord record, ActivityDraft draft) {
        String name = draft.attributes().text("gen_ai.tool.name");
        ToolUse use = ToolUse.of(Product.GEMINI_CLI, name == null ? "" : name);
        draft.tool(use, null);
        draft.action(use.kind(), "completed");
        GenAi.outcome(record, draft);
    }

    private static void http(OtlpRecord record, ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        String url = attributes.text("url.full", "http.url");
        if (url == null) {
            draft.action("other", null);
            return;
        }
        draft.action("network", "completed").url(url);
        GenAi.server(draft);
        draft.set(Field.HTTP_RESPONSE_STATUS_CODE, attributes.number("http.response.status_code"));
        GenAi.outcome(record, draft);
    }
}
