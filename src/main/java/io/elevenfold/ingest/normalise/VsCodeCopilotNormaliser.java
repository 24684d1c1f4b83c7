package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import io.elevenfold.ingest.otlp.OtlpChannel;
import io.elevenfold.ingest.otlp.OtlpOrigin;
import io.elevenfold.ingest.otlp.OtlpRecord;

/** Copilot in VS Code: spans win, logs add the reviews that people make of edits. */
final class VsCodeCopilotNormaliser implements AgentNormaliser {

    @Override
    public void origin(OtlpOrigin origin, ActivityDraft draft) {
        draft.set(Field.SESSION_ID, draft.attributes().text("session.id"));
        draft.set(Field.USER_NAME, draft.attributes().text("process.user.name"));
    }

    @Override
    public Verdict complete(OtlpRecord record, String event, String action, ActivityDraft draft, Batch batch) {
        if (record.channel() != OtlpChannel.LOG) {
            session(record, draft, batch);
        }
        switch (action) {
            case "@agent" -> CopilotSpans.agent(record, draft);
            case "@model" -> CopilotSpans.model(record, draft);
            case "@tool" -> CopilotSpans.tool(record, draft);
            case "edit_review" -> review(draft);
            default -> {}
        }
        return Verdict.KEEP;
    }

    /** The resource's session is the window's; a chat's is on its spans, or on the span above. */
    private static void session(OtlpRecord record, ActivityDraft draft, Batch batch) {
        OtlpRecord holder = record.span() != null ? record.span() : record;
        Object chat = holder.attributes().get("gen_ai.conversation.id");
        if (!(chat instanceof String)) {
            OtlpRecord parent = batch.parent(holder);
            chat = parent == null ? null : parent.attributes().get("gen_ai.conversation.id");
        }
        if (chat instanceof String id) {
            draft.set(Field.SESSION_ID, id);
        } else {
            draft.clear(Field.SESSION_ID);
        }
    }

    private static void review(ActivityDraft draft) {
        draft.set(Field.ACTIVITY_KIND, "file_write");
        String word = draft.attributes().text("outcome", "action");
        Boolean accepted = draft.attributes().truth("accepted");
        if (word == null && accepted != null) {
            word = accepted ? "accepted" : "rejected";
        }
        if (word != null) {
            draft.decision(Vocabulary.decision(Product.VSCODE_COPILOT, word), word);
        }
    }
}
