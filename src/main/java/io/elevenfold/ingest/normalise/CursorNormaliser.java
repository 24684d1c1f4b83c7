package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import io.elevenfold.ingest.otlp.OtlpOrigin;
import io.elevenfold.ingest.otlp.OtlpRecord;
import org.jspecify.annotations.Nullable;

/** Cursor's export, which its servers send: no shell command and no file of the desktop, but exact words for decisions. */
final class CursorNormaliser implements AgentNormaliser {

    @Override
    public void origin(OtlpOrigin origin, ActivityDraft draft) {
        Attributes resource = draft.attributes();
        draft.set(Field.AGENT_SURFACE, resource.text("cursor.surface"));
        draft.set(Field.ORGANIZATION_ID, resource.text("cursor.team.id"));
        draft.set(Field.USER_ACCOUNT_ID, resource.text("cursor.user.account_id"));
        String email = resource.text("cursor.user.email");
        if (email != null) {
            draft.set(Field.USER_EMAIL, email).set(Field.USER_IDENTITY_SOURCE, "agent_account");
        }
    }

    @Override
    public Verdict complete(OtlpRecord record, String event, String action, ActivityDraft draft, Batch batch) {
        String body = Attributes.text(record.body());
        switch (event) {
            case "cursor.conversation.user_message" -> draft.prompt(body);
            case "cursor.conversation.assistant_message" -> draft.set(Field.GEN_AI_OUTPUT_MESSAGES, body);
            case "cursor.conversation.tool_io" -> toolContent(draft, body);
            case "cursor.grok_bot.shell_command" -> shell(draft);
            case "cursor.grok_bot.tool_decision" -> decision(draft);
            case "cursor.grok_bot.tool_result" -> result(draft);
            case "cursor.grok_bot.guardrail" -> draft.decided("tool_call");
            default -> {}
        }
        return Verdict.KEEP;
    }

    private static void toolContent(ActivityDraft draft, @Nullable String body) {
        Attributes attributes = draft.attributes();
        boolean result = "result"
                .equals(attributes.text("cursor.conversation.tool_io.direction", "cursor.conversation.direction"));
        draft.action("mcp_call", result ? "completed" : "requested");
        draft.set(result ? Field.GEN_AI_TOOL_CALL_RESULT : Field.GEN_AI_TOOL_CALL_ARGUMENTS, body);
        draft.set(Field.GEN_AI_TOOL_NAME, attributes.text("cursor.tool.name"));
        draft.set(Field.MCP_SERVER_NAME, attributes.text("cursor.mcp.server.name"));
        draft.set(Field.MCP_METHOD_NAME, "tools/call");
    }

    private static void shell(ActivityDraft draft) {
        Boolean allowed = draft.attributes().truth("cursor.grok_bot.shell.allowed");
        if (Boolean.FALSE.equals(allowed)) {
            draft.decided("shell_exec").decision(Decision.of("deny", "policy"), null);
            return;
        }
        draft.action("shell_exec", "completed");
        if (Boolean.TRUE.equals(allowed)) {
            draft.decision(Decision.of("allow", "policy"), null);
        }
        Object code = draft.get(Field.PROCESS_EXIT_CODE);
        draft.set(Field.EVENT_OUTCOME, code == null ? "unknown" : code.equals(0L) ? "success" : "failure");
    }

    private static ToolUse use(Attributes attributes) {
        String name = attributes.text("cursor.tool.name");
        String server = attributes.text("cursor.mcp.server.name");
        return server != null
                ? ToolUse.ofMcp(name == null ? "" : name, server)
                : ToolUse.of(Product.CURSOR, name == null ? "" : name);
    }

    private static void decision(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        ToolUse use = use(attributes);
        draft.tool(use, null);
        draft.decided(use.kind());
        String outcome = attributes.text("cursor.grok_bot.decision.outcome");
        String source = attributes.text("cursor.grok_bot.decision.source");
        String mode = attributes.text("cursor.grok_bot.decision.approval_mode");
        if (outcome != null) {
            String word = (source == null ? outcome : source) + (mode == null ? "" : "/" + mode);
            draft.decision(Vocabulary.decision(Product.CURSOR, outcome, source), word);
        }
    }

    private static void result(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        ToolUse use = use(attributes);
        draft.tool(use, null);
        draft.action(use.kind(), "completed");
        if ("denied".equals(attributes.text("cursor.grok_bot.tool_result.outcome"))) {
            boolean byHook = "hook_denied".equals(draft.get(Field.ERROR_TYPE));
            draft.decided(use.kind()).decision(Decision.of("deny", byHook ? "hook" : "unknown"), null);
        }
        draft.gateTarget(use);
    }
}
