package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.OtlpRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Claude Code: logs are the audit stream, spans (beta) repeat them. Only the span {@code tool.blocked_on_user} tells how
 * long a person took, and it alone shows a call that nobody was there to approve.
 */
final class ClaudeCodeNormaliser implements AgentNormaliser {

    private static final DecodeLimits LIMITS = DecodeLimits.defaults();
    private static final String QUESTION = "PermissionRequest:";
    private static final Attributes NOTHING = new Attributes(Map.of());

    @Override
    public Verdict complete(OtlpRecord record, String event, String action, ActivityDraft draft, Batch batch) {
        installation(draft);
        switch (event) {
            case "claude_code.tool_result" -> toolResult(draft);
            case "claude_code.tool_decision" -> toolDecision(draft);
            case "claude_code.api_request" -> tokens(draft);
            case "claude_code.hook_execution_start" -> asked(draft);
            case "claude_code.hook_execution_complete" -> hookOutcome(draft);
            case "claude_code.tool.blocked_on_user" -> {
                return waited(record, draft, batch);
            }
            default -> {}
        }
        return Verdict.KEEP;
    }

    /** {@code user.id} is a random number of the installation, unless a gateway has put the identity provider's there. */
    private static void installation(ActivityDraft draft) {
        String id = draft.attributes().text("user.id");
        if (id == null) {
            return;
        }
        if (draft.attributes().text("identity.source") == null) {
            draft.set(Field.AGENT_INSTALLATION_ID, id);
        } else {
            draft.set(Field.USER_ID, id).set(Field.USER_IDENTITY_SOURCE, "agent_account");
        }
    }

    @SuppressWarnings("unchecked") // JsonText makes maps with text keys
    private static Attributes parameters(Attributes attributes) {
        String json = attributes.text("tool_parameters");
        if (json != null && JsonText.parse(json, LIMITS) instanceof Map<?, ?> map) {
            return new Attributes((Map<String, Object>) map);
        }
        return NOTHING;
    }

    private static ToolUse use(Attributes attributes, Attributes parameters) {
        String name = attributes.text("tool_name");
        String mcpTool = parameters.text("mcp_tool_name");
        if (mcpTool != null) {
            return ToolUse.ofMcp(mcpTool, parameters.text("mcp_server_name"));
        }
        if (name == null) {
            return new ToolUse(Tools.UNKNOWN, "", null);
        }
        ToolUse use = ToolUse.of(Product.CLAUDE_CODE, name);
        return !use.isMcp() && attributes.text("mcp_server_scope") != null ? ToolUse.ofMcp(name, null) : use;
    }

    private static void toolDecision(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        Attributes parameters = parameters(attributes);
        ToolUse use = use(attributes, parameters);
        draft.command(parameters.text("full_command"));
        draft.tool(use, null);
        draft.target(use.tool().target(), use.tool().targetIn(parameters.asMap()));
        draft.gateTarget(use);
        draft.decided(use.kind());
        decision(draft, attributes.text("decision"), attributes.text("source"));
    }

    private static void decision(ActivityDraft draft, @Nullable String word, @Nullable String source) {
        if (word != null) {
            draft.decision(Vocabulary.decision(Product.CLAUDE_CODE, word, source), source == null ? word : source);
        }
    }

    private static void toolResult(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        Attributes parameters = parameters(attributes);
        ToolUse use = use(attributes, parameters);
        String input = attributes.text("tool_input");
        Object parsed = input == null ? null : JsonText.parse(input, LIMITS);
        // The input's values are cut at 512 characters, the parameter's command is not.
        draft.command(parameters.text("full_command"));
        draft.tool(use, parsed != null ? parsed : input);
        draft.target(use.tool().target(), use.tool().targetIn(parameters.asMap()));
        draft.set(Field.VCS_REF_HEAD_REVISION, parameters.text("git_commit_id"));
        draft.action(use.kind(), "completed");
        draft.gateTarget(use);
        decision(draft, attributes.text("decision_type"), attributes.text("decision_source"));
    }

    /** Anthropic reports cached tokens apart; the convention's input tokens include them. */
    private static void tokens(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        Long input = attributes.number("input_tokens");
        if (input != null) {
            Long read = attributes.number("cache_read_tokens");
            Long created = attributes.number("cache_creation_tokens");
            draft.set(
                    Field.GEN_AI_USAGE_INPUT_TOKENS,
                    input + (read == null ? 0 : read) + (created == null ? 0 : created));
        }
        if (draft.get(Field.COST_USD) != null) {
            draft.set(Field.COST_SOURCE, "agent_estimate");
        }
    }

    /** The hooks that run when a person is asked are named with the tool: {@code PermissionRequest:Bash}. */
    private static void asked(ActivityDraft draft) {
        String name = draft.attributes().text("hook_name");
        if (name != null && name.startsWith(QUESTION)) {
            draft.set(
                    Field.ACTIVITY_KIND,
                    ToolUse.of(Product.CLAUDE_CODE, name.substring(QUESTION.length()))
                            .kind());
        }
    }

    private static void hookOutcome(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        String outcome = "success";
        if (isPositive(attributes.number("num_blocking"))) {
            outcome = "blocked";
        } else if (isPositive(attributes.number("num_non_blocking_error"))) {
            outcome = "failed";
        } else if (isPositive(attributes.number("num_cancelled"))) {
            outcome = "timeout";
        }
        draft.set(Field.HOOK_OUTCOME, outcome);
        boolean ran = outcome.equals("success") || outcome.equals("blocked");
        draft.set(Field.EVENT_OUTCOME, ran ? "success" : "failure");
    }

    private static boolean isPositive(@Nullable Long number) {
        return number != null && number > 0;
    }

    private static Verdict waited(OtlpRecord record, ActivityDraft draft, Batch batch) {
        String word = draft.attributes().text("decision");
        String source = draft.attributes().text("source");
        boolean refused = "reject".equals(word);
        boolean byPerson = source != null && source.startsWith("user_");
        if (!refused && !byPerson) {
            return Verdict.DUPLICATE;
        }
        OtlpRecord call = batch.parent(record);
        ToolUse use = new ToolUse(Tools.UNKNOWN, "", null);
        if (call != null) {
            Attributes attributes = new Attributes(call.attributes());
            use = use(attributes, NOTHING);
            draft.set(Field.GEN_AI_TOOL_CALL_ID, attributes.text("tool_use_id", "gen_ai.tool.call.id"));
            draft.command(attributes.text("full_command"));
            draft.target(Field.FILE_PATH, attributes.text("file_path"));
        }
        draft.tool(use, null);
        draft.decided(use.kind());
        decision(draft, word, source);
        if (byPerson) {
            draft.latency();
        }
        if (!refused) {
            // The log has this decision already; the span adds only the time it took.
            draft.set(Field.ACTIVITY_CONTAINER, true);
        }
        return Verdict.KEEP;
    }
}
