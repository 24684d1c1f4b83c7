package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import io.elevenfold.ingest.otlp.OtlpRecord;
import org.jspecify.annotations.Nullable;

/** The spans that both Copilots share: {@code invoke_agent}, {@code chat} and {@code execute_tool}. */
final class CopilotSpans {

    private static final double NANO = 1e9;
    private static final String PARAMETERS = "github.copilot.tool.parameters.";
    private static final String MCP_SERVER = "github.copilot.mcp.server.";

    private CopilotSpans() {}

    /** The root is a turn; one below it is a subagent. Tokens stay with the model calls, else they would count twice. */
    static void agent(OtlpRecord record, ActivityDraft draft) {
        if (record.parentSpanId().isEmpty()) {
            draft.action("turn_end", null);
        } else {
            draft.action("subagent", "completed");
            draft.set(Field.AGENT_SUBAGENT_TYPE, draft.attributes().text("gen_ai.agent.name"));
            draft.set(Field.AGENT_SUBAGENT_ID, draft.attributes().text("gen_ai.agent.id"));
            draft.clear(Field.TURN_MODEL_CALLS);
        }
        GenAi.outcome(record, draft);
    }

    static void model(OtlpRecord record, ActivityDraft draft) {
        draft.action("model_call", "completed");
        GenAi.model(draft);
        GenAi.outcome(record, draft);
        Double nanoUnits = draft.attributes().decimal("github.copilot.nano_aiu");
        if (nanoUnits != null) {
            draft.set(Field.COST_CREDITS, nanoUnits / NANO).set(Field.COST_SOURCE, "agent_credits");
        }
    }

    static ToolUse tool(OtlpRecord record, ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        ToolUse use = use(draft.product(), attributes);
        GenAi.tool(draft);
        draft.set(Field.PROCESS_EXECUTABLE_NAME, attributes.text("process.executable.name"));
        draft.command(attributes.text(PARAMETERS + "command"));
        draft.target(use.tool().target(), attributes.text(PARAMETERS + "file_path"));
        draft.tool(use, GenAi.arguments(attributes));
        if (use.isMcp()) {
            draft.set(Field.MCP_SERVER_NAME_HASH, attributes.text(PARAMETERS + "mcp_server_name_hash"));
            draft.set(Field.MCP_SERVER_SCOPE, attributes.text(MCP_SERVER + "source"));
            String transport = attributes.text(MCP_SERVER + "transport");
            draft.set(Field.NETWORK_TRANSPORT, transport == null ? null : transport.equals("stdio") ? "pipe" : "tcp");
        }
        draft.action(use.kind(), "completed");
        GenAi.outcome(record, draft);
        draft.exitCode(attributes.number("process.exit.code"));
        draft.gateTarget(use);
        return use;
    }

    private static ToolUse use(Product product, Attributes attributes) {
        String name = attributes.text("gen_ai.tool.name");
        String known = name == null ? "" : name;
        String mcpTool = attributes.text(PARAMETERS + "mcp_tool_name");
        String server = attributes.text(PARAMETERS + "mcp_server_name");
        if (mcpTool != null) {
            return new ToolUse(Tools.MCP, mcpTool, server);
        }
        boolean mcp = attributes.text(PARAMETERS + "mcp_server_name_hash") != null
                || attributes.text(MCP_SERVER + "transport") != null
                || "extension".equals(attributes.text("gen_ai.tool.type"));
        return mcp ? ToolUse.ofMcp(known, server) : ToolUse.of(product, known);
    }

    /** Who refused a tool, by the words of the status; null when content is off and it says nothing. */
    static @Nullable String refusedBy(String message) {
        if (message.contains("following rules")) {
            return "policy";
        }
        if (message.contains("no interactive user")) {
            return "auto";
        }
        return message.contains(" hook") ? "hook" : null;
    }
}
