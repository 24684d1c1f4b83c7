package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import io.elevenfold.ingest.otlp.OtlpRecord;
import org.jspecify.annotations.Nullable;

/** GitHub Copilot CLI: spans and their events, no logs. */
final class CopilotCliNormaliser implements AgentNormaliser {

    @Override
    public Verdict complete(OtlpRecord record, String event, String action, ActivityDraft draft, Batch batch) {
        if (record.span() != null) {
            inherit(record.span(), draft);
        }
        switch (action) {
            case "@agent" -> CopilotSpans.agent(record, draft);
            case "@model" -> CopilotSpans.model(record, draft);
            case "@tool" -> tool(record, draft);
            case "tool_decision" -> permission(record, draft, batch);
            case "sandbox" -> sandbox(draft);
            default -> {}
        }
        return Verdict.KEEP;
    }

    /** An event belongs to its span's session and person. */
    private static void inherit(OtlpRecord span, ActivityDraft draft) {
        Attributes attributes = new Attributes(span.attributes());
        draft.set(Field.SESSION_ID, attributes.text("gen_ai.conversation.id"));
        draft.set(Field.USER_PSEUDO_ID, attributes.text("enduser.pseudo.id"));
        if (draft.get(Field.AGENT_TURN_ID) == null) {
            draft.set(Field.AGENT_TURN_ID, attributes.text("github.copilot.interaction_id"));
        }
    }

    private static void tool(OtlpRecord record, ActivityDraft draft) {
        ToolUse use = CopilotSpans.tool(record, draft);
        if ("denied".equals(draft.get(Field.ERROR_TYPE))) {
            String message = record.statusMessage();
            String by = CopilotSpans.refusedBy(message);
            draft.decided(use.kind());
            draft.decision(Decision.of("deny", by == null ? "unknown" : by), "denied");
            draft.set(Field.DECISION_REASON, by == null ? null : message);
        }
    }

    /** Sent only when a prompt was needed, also with content off; whose call it was, its parent knows. */
    private static void permission(OtlpRecord record, ActivityDraft draft, Batch batch) {
        String asked = draft.attributes().text("github.copilot.permission.kind");
        String result = draft.attributes().text("github.copilot.permission.result");
        draft.decided(asked == null ? "tool_call" : Vocabulary.askedKind(Product.COPILOT_CLI, asked));
        if (result != null) {
            draft.decision(meaning(result), result);
        }
        if ("human".equals(draft.get(Field.DECISION_SOURCE))) {
            draft.latency();
        }
        OtlpRecord call = batch.parent(record);
        if (call != null) {
            draft.set(Field.GEN_AI_TOOL_CALL_ID, new Attributes(call.attributes()).text("gen_ai.tool.call.id"));
        }
    }

    private static @Nullable Decision meaning(String result) {
        Decision known = Vocabulary.decision(Product.COPILOT_CLI, result);
        if (known == null && result.startsWith("denied")) {
            return Decision.of("deny", "unknown");
        }
        return known;
    }

    private static void sandbox(ActivityDraft draft) {
        draft.set(Field.SANDBOX_MODE, "inactive".equals(draft.get(Field.SANDBOX_OUTCOME)) ? "none" : "unknown");
    }
}
