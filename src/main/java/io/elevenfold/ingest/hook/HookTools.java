package io.elevenfold.ingest.hook;

import io.elevenfold.activity.Field;
import io.elevenfold.ingest.normalise.ActivityDraft;
import io.elevenfold.ingest.normalise.Attributes;
import io.elevenfold.ingest.normalise.CommandText;
import io.elevenfold.ingest.normalise.Decision;
import io.elevenfold.ingest.normalise.JsonText;
import io.elevenfold.ingest.normalise.Product;
import io.elevenfold.ingest.normalise.ToolUse;
import io.elevenfold.ingest.otlp.DecodeLimits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hooks around a tool: which tool, on what, and with which result. Members are spelled by five agents in as many ways. */
final class HookTools {

    private static final DecodeLimits LIMITS = DecodeLimits.defaults();

    private HookTools() {}

    static void call(ActivityDraft draft, String phase) {
        ToolUse use = use(draft);
        draft.tool(use, arguments(draft.attributes()));
        draft.action(use.kind(), phase);
        if (phase.equals("completed")) {
            result(draft, use);
        }
    }

    /** A question put to a person, a rule or a hook: nothing has run. */
    static void asked(ActivityDraft draft) {
        ToolUse use = use(draft);
        draft.tool(use, arguments(draft.attributes()));
        draft.action("tool_decision", "requested")
                .set(Field.ACTIVITY_KIND, use.kind())
                .set(Field.DECISION_OUTCOME, "ask");
    }

    /** A refusal; who refused, the table says. */
    static void refused(ActivityDraft draft) {
        ToolUse use = use(draft);
        draft.tool(use, arguments(draft.attributes()));
        draft.decided(use.kind()).set(Field.DECISION_OUTCOME, "deny");
    }

    /** Hooks of Cursor and Windsurf that are about MCP only. */
    static void mcp(ActivityDraft draft, String phase) {
        Attributes attributes = draft.attributes();
        String name = attributes.text("tool_name", "tool_info.mcp_tool_name");
        String server = attributes.text("mcp_server_name", "tool_info.mcp_server_name");
        Object given = attributes.get("tool_info.mcp_tool_arguments");
        draft.tool(ToolUse.ofMcp(name == null ? "" : name, server), given != null ? given : arguments(attributes));
        draft.action("mcp_call", phase);
        draft.url(attributes.text("url"));
        Object result = attributes.get("result_json");
        draft.set(Field.GEN_AI_TOOL_CALL_RESULT, result != null ? result : attributes.get("tool_info.mcp_result"));
    }

    private static ToolUse use(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        String server = attributes.text("mcp_context.server_name");
        String tool = attributes.text("mcp_context.tool_name");
        if (server != null && tool != null) {
            return ToolUse.ofMcp(tool, server);
        }
        String name = attributes.text("tool_name", "toolName");
        return ToolUse.of(draft.product(), name == null ? "" : name);
    }

    /** The arguments, which some agents send as a text of JSON. */
    private static @Nullable Object arguments(Attributes attributes) {
        for (String member : new String[] {"tool_input", "toolInput", "toolArgs", "tool_args"}) {
            Object value = attributes.get(member);
            if (value instanceof String text) {
                Object parsed = text.startsWith("{") ? JsonText.parse(text, LIMITS) : null;
                return parsed == null ? text : parsed;
            }
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static void result(ActivityDraft draft, ToolUse use) {
        Attributes attributes = draft.attributes();
        for (String member : new String[] {"tool_response", "tool_result", "toolResult", "tool_output"}) {
            draft.set(Field.GEN_AI_TOOL_CALL_RESULT, attributes.get(member));
        }
        switch (draft.product()) {
            case CLAUDE_CODE -> claude(draft);
            case CODEX -> codex(draft, use);
            case COPILOT_CLI -> copilot(draft, use);
            case GEMINI_CLI -> gemini(draft, use);
            case CURSOR -> cursor(draft, use);
            default -> {}
        }
    }

    private static void claude(ActivityDraft draft) {
        String error = draft.attributes().text("error");
        if (error != null) {
            draft.exitCode(CommandText.leadingExitCode(error));
        }
    }

    /** Of a shell the response is the bare output, which could say anything; of a patch it begins with the code. */
    private static void codex(ActivityDraft draft, ToolUse use) {
        String response = draft.attributes().text("tool_response");
        if (response != null && use.name().equals("apply_patch")) {
            draft.exitCode(CommandText.codexExitCode(response));
        }
    }

    private static void copilot(ActivityDraft draft, ToolUse use) {
        Attributes attributes = draft.attributes();
        String type = attributes.text("toolResult.resultType", "tool_result.result_type");
        if ("denied".equals(type)) {
            draft.decided(use.kind()).decision(new Decision("deny", "unknown", "", List.of()), type);
            return;
        }
        String text = attributes.text("toolResult.textResultForLlm", "tool_result.text_result_for_llm");
        if (text != null && use.kind().equals("shell_exec")) {
            draft.exitCode(CommandText.trailingExitCode(text));
        }
    }

    private static void gemini(ActivityDraft draft, ToolUse use) {
        Attributes response = draft.attributes().nested("tool_response");
        if (response == null) {
            return;
        }
        Object error = response.get("error");
        if (error != null) {
            draft.set(Field.EVENT_OUTCOME, "failure");
            Attributes details = response.nested("error");
            draft.set(Field.ERROR_MESSAGE, details == null ? response.text("error") : details.text("message"));
            draft.set(Field.ERROR_TYPE, details == null ? null : details.text("type"));
        }
        String content = response.text("llmContent");
        if (content != null && use.kind().equals("shell_exec")) {
            draft.exitCode(CommandText.trailingExitCode(content));
        }
    }

    private static void cursor(ActivityDraft draft, ToolUse use) {
        Attributes attributes = draft.attributes();
        if ("permission_denied".equals(attributes.text("failure_type"))) {
            draft.decided(use.kind()).decision(new Decision("deny", "unknown", "", List.of()), "permission_denied");
            return;
        }
        String output = attributes.text("tool_output");
        if (draft.product() == Product.CURSOR
                && output != null
                && use.kind().equals("shell_exec")
                && JsonText.parse(output, LIMITS) instanceof Map<?, ?> map
                && map.get("exitCode") instanceof Long code) {
            draft.exitCode(code);
        }
    }
}
