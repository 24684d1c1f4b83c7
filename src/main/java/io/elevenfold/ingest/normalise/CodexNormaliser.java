package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.OtlpOrigin;
import io.elevenfold.ingest.otlp.OtlpRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Codex: logs only. Its success flag is the tool's, not the command's; a command that a rule refuses shows only in a
 * result's text; in code mode each call has a record of its own and one of the script around it.
 */
final class CodexNormaliser implements AgentNormaliser {

    private static final DecodeLimits LIMITS = DecodeLimits.defaults();
    private static final String REJECTED = "rejected: ";
    private static final int MAX_REASON = 1000;

    @Override
    public void origin(OtlpOrigin origin, ActivityDraft draft) {
        draft.set(Field.DEPLOYMENT_ENVIRONMENT_NAME, draft.attributes().text("env"));
    }

    @Override
    public Verdict complete(OtlpRecord record, String event, String action, ActivityDraft draft, Batch batch) {
        switch (action) {
            case "session_start" -> modes(draft);
            case "@request" -> request(draft, "model_call", "started");
            case "@connect" -> request(draft, "other", null);
            case "@stream" -> {
                return stream(draft);
            }
            case "tool_decision" -> toolDecision(draft);
            case "@tool" -> toolResult(draft);
            default -> {}
        }
        return Verdict.KEEP;
    }

    private static void modes(ActivityDraft draft) {
        String sandbox = draft.attributes().text("sandbox_policy");
        String approval = draft.attributes().text("approval_policy");
        if (sandbox != null) {
            draft.set(Field.SANDBOX_MODE_NATIVE, sandbox);
            draft.set(Field.SANDBOX_MODE, Vocabulary.sandboxMode(Product.CODEX, sandbox));
        }
        draft.permissionMode(approval);
        // Never asking is one thing inside a sandbox, another without.
        if ("never".equals(approval) && "none".equals(draft.get(Field.SANDBOX_MODE))) {
            draft.set(Field.PERMISSION_MODE, "bypass");
        }
    }

    private static void request(ActivityDraft draft, String action, @Nullable String phase) {
        Long status = draft.attributes().number("http.response.status_code");
        boolean failed = draft.get(Field.ERROR_MESSAGE) != null
                || status != null && status >= 400
                || Boolean.FALSE.equals(draft.attributes().truth("success"));
        draft.set(Field.EVENT_OUTCOME, failed ? "failure" : "success");
        if (failed) {
            draft.action("error", null);
        } else {
            draft.action(action, phase);
        }
    }

    /** One record for each piece of the answer; only the end, with the tokens, and failures count. */
    private static Verdict stream(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        String error = attributes.text("error.message");
        Long input = attributes.number("input_token_count");
        if (error != null) {
            draft.action("error", null).set(Field.EVENT_OUTCOME, "failure").set(Field.ERROR_MESSAGE, error);
            return Verdict.KEEP;
        }
        if (input == null || !"response.completed".equals(attributes.text("event.kind"))) {
            return Verdict.INTERNAL;
        }
        draft.action("model_call", "completed")
                .set(Field.EVENT_OUTCOME, "success")
                .set(Field.GEN_AI_PROVIDER_NAME, "openai")
                .set(Field.GEN_AI_REQUEST_MODEL, attributes.text("model"))
                .set(Field.GEN_AI_USAGE_INPUT_TOKENS, input)
                .set(Field.GEN_AI_USAGE_OUTPUT_TOKENS, attributes.number("output_token_count"))
                .set(Field.GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS, attributes.number("cached_token_count"))
                .set(Field.GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS, attributes.number("cache_write_token_count"))
                .set(Field.GEN_AI_USAGE_REASONING_OUTPUT_TOKENS, attributes.number("reasoning_token_count"));
        return Verdict.KEEP;
    }

    private static ToolUse use(Attributes attributes) {
        String name = attributes.text("tool_name");
        String server = attributes.text("mcp_server");
        String namespace = attributes.text("tool_namespace");
        if (server == null && namespace != null && namespace.startsWith("mcp__")) {
            server = namespace.substring("mcp__".length());
        }
        String known = name == null ? "" : name;
        return server == null ? ToolUse.of(Product.CODEX, known) : ToolUse.ofMcp(known, server);
    }

    private static void toolDecision(ActivityDraft draft) {
        ToolUse use = use(draft.attributes());
        draft.tool(use, null);
        draft.decided(use.kind());
        container(draft, use);
        String word = draft.attributes().text("decision");
        String source = draft.attributes().text("source");
        if (word != null) {
            draft.decision(
                    Vocabulary.decision(Product.CODEX, word, source), source == null ? word : word + '/' + source);
        }
    }

    private static void container(ActivityDraft draft, ToolUse use) {
        if (use.name().equals("exec") && !use.isMcp()) {
            draft.set(Field.ACTIVITY_CONTAINER, true);
        }
    }

    private static void toolResult(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        ToolUse use = use(attributes);
        Object arguments = arguments(attributes.text("arguments"));
        draft.tool(use, arguments);
        draft.action(use.kind(), "completed");
        draft.gateTarget(use);
        container(draft, use);
        if (arguments instanceof Map<?, ?> map) {
            draft.set(Field.PROCESS_WORKING_DIRECTORY, Attributes.text(map.get("workdir")));
        }
        String output = attributes.text("output");
        if (output == null) {
            return;
        }
        if ("failure".equals(draft.get(Field.EVENT_OUTCOME)) && output.contains("Rejected(")) {
            draft.decided(use.kind());
            draft.decision(Decision.of("deny", "policy"), null);
            draft.set(Field.DECISION_REASON, reason(output));
        } else if (!use.isMcp()) {
            draft.exitCode(CommandText.codexExitCode(output));
        }
    }

    private static @Nullable Object arguments(@Nullable String text) {
        if (text == null || !text.startsWith("{")) {
            return text;
        }
        Object parsed = JsonText.parse(text, LIMITS);
        return parsed == null ? text : parsed;
    }

    /** The words after "rejected: ", up to the quote that ends them, which may be escaped. */
    private static @Nullable String reason(String output) {
        int start = output.indexOf(REJECTED);
        if (start < 0) {
            return null;
        }
        start += REJECTED.length();
        int end = output.indexOf('"', start);
        end = end < 0 ? output.length() : output.charAt(end - 1) == '\\' ? end - 1 : end;
        return output.substring(start, Math.min(end, start + MAX_REASON));
    }
}
