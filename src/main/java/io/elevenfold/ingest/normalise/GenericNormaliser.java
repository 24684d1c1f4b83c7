package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import io.elevenfold.ingest.otlp.OtlpChannel;
import io.elevenfold.ingest.otlp.OtlpOrigin;
import io.elevenfold.ingest.otlp.OtlpRecord;

/** Any other sender, as far as it follows OpenTelemetry's GenAI and MCP conventions; the rest is kept as {@code other}. */
final class GenericNormaliser implements AgentNormaliser {

    @Override
    public void origin(OtlpOrigin origin, ActivityDraft draft) {
        draft.set(Field.SESSION_ID, draft.attributes().text("session.id"));
    }

    @Override
    public Verdict complete(OtlpRecord record, String event, String action, ActivityDraft draft, Batch batch) {
        Attributes attributes = draft.attributes();
        session(record, draft);
        String method = attributes.text("mcp.method.name");
        String operation = attributes.text("gen_ai.operation.name");
        if (method != null) {
            mcp(record, draft, method);
        } else if (operation != null) {
            operation(record, draft, operation);
        } else if (attributes.text("exception.type") != null) {
            draft.action("error", null).set(Field.EVENT_OUTCOME, "failure");
            draft.set(Field.ERROR_TYPE, attributes.text("exception.type"));
            draft.set(Field.ERROR_MESSAGE, attributes.text("exception.message"));
        }
        return Verdict.KEEP;
    }

    private static void session(OtlpRecord record, ActivityDraft draft) {
        Attributes attributes = record.span() == null
                ? draft.attributes()
                : new Attributes(record.span().attributes());
        String conversation = attributes.text("gen_ai.conversation.id");
        draft.set(Field.SESSION_ID, attributes.text("session.id"));
        if (draft.get(Field.SESSION_ID) == null) {
            draft.set(Field.SESSION_ID, conversation);
        } else if (conversation != null && !conversation.equals(draft.get(Field.SESSION_ID))) {
            draft.set(Field.GEN_AI_CONVERSATION_ID, conversation);
        }
        draft.set(Field.GEN_AI_AGENT_NAME, attributes.text("gen_ai.agent.name"));
        draft.set(Field.GEN_AI_AGENT_ID, attributes.text("gen_ai.agent.id"));
    }

    private static void operation(OtlpRecord record, ActivityDraft draft, String operation) {
        switch (operation) {
            case "chat", "generate_content", "text_completion", "embeddings" -> CopilotSpans.model(record, draft);
            case "invoke_agent" -> CopilotSpans.agent(record, draft);
            case "execute_tool" -> tool(record, draft);
            default -> draft.set(Field.GEN_AI_OPERATION_NAME, operation);
        }
    }

    private static void tool(OtlpRecord record, ActivityDraft draft) {
        String name = draft.attributes().text("gen_ai.tool.name");
        ToolUse use = ToolUse.of(draft.product(), name == null ? "" : name);
        GenAi.tool(draft);
        draft.tool(use, GenAi.arguments(draft.attributes()));
        draft.action(use.kind(), "completed");
        outcome(record, draft);
        draft.exitCode(draft.attributes().number("process.exit.code"));
    }

    private static void mcp(OtlpRecord record, ActivityDraft draft, String method) {
        Attributes attributes = draft.attributes();
        GenAi.tool(draft);
        draft.set(Field.GEN_AI_TOOL_NAME, attributes.text("gen_ai.tool.name"));
        draft.set(Field.GEN_AI_TOOL_CALL_ARGUMENTS, GenAi.arguments(attributes));
        draft.set(Field.MCP_METHOD_NAME, method);
        draft.set(Field.MCP_SESSION_ID, attributes.text("mcp.session.id"));
        draft.set(Field.MCP_RESOURCE_URI, attributes.text("mcp.resource.uri"));
        draft.set(Field.MCP_PROTOCOL_VERSION, attributes.text("mcp.protocol.version"));
        draft.set(Field.NETWORK_TRANSPORT, attributes.text("network.transport"));
        GenAi.server(draft);
        draft.action(kind(method), "completed");
        outcome(record, draft);
    }

    private static String kind(String method) {
        return switch (method) {
            case "tools/call", "resources/read", "prompts/get" -> "mcp_call";
            case "initialize", "ping" -> "mcp_connection";
            case "tools/list", "resources/list", "prompts/list", "resources/templates/list" -> "inventory";
            default -> "other";
        };
    }

    private static void outcome(OtlpRecord record, ActivityDraft draft) {
        if (record.channel() == OtlpChannel.SPAN) {
            GenAi.outcome(record, draft);
        } else {
            String type = draft.attributes().text("error.type");
            draft.set(Field.EVENT_OUTCOME, type == null ? "unknown" : "failure").set(Field.ERROR_TYPE, type);
        }
    }
}
