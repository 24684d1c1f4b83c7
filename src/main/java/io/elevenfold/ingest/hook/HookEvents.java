package io.elevenfold.ingest.hook;

import io.elevenfold.activity.Field;
import io.elevenfold.ingest.normalise.ActivityDraft;
import io.elevenfold.ingest.normalise.Attributes;
import io.elevenfold.ingest.normalise.Decision;
import io.elevenfold.ingest.normalise.EventTable;
import io.elevenfold.ingest.normalise.Product;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the table of hooks cannot say. */
final class HookEvents {

    /** These carry the whole file that is about to be read: it is hashed, and not kept. */
    private static final Set<String> WITH_FILE_CONTENT = Set.of("beforeReadFile", "beforeTabFileRead");

    private HookEvents() {}

    static void complete(EventTable.Row row, ActivityDraft draft, List<String> truncated) {
        Attributes attributes = draft.attributes();
        if (draft.product() == Product.CURSOR) {
            cursor(draft);
        }
        switch (row.action()) {
            case "@prompt" -> {
                draft.action("prompt", null);
                String prompt = attributes.text("prompt");
                draft.prompt(prompt != null ? prompt : attributes.text("tool_info.user_prompt"));
            }
            case "@tool" -> HookTools.call(draft, row.phase());
            case "@mcp" -> HookTools.mcp(draft, row.phase());
            case "@ask" -> HookTools.asked(draft);
            case "@refused" -> HookTools.refused(draft);
            case "@notice" -> notice(draft);
            case "@elicit" ->
                draft.action("tool_decision", "requested")
                        .set(Field.ACTIVITY_KIND, "mcp_call")
                        .set(Field.DECISION_OUTCOME, "ask");
            case "@elicited" -> elicited(draft);
            case "@answered" -> answered(draft);
            case "@edit" -> {
                draft.action("file_write", row.phase());
                Object edits = attributes.get("edits");
                Object known = edits != null ? edits : attributes.get("tool_info.edits");
                draft.set(Field.GEN_AI_TOOL_CALL_ARGUMENTS, known == null ? null : Map.of("edits", known));
            }
            case "@read" -> {
                draft.action("file_read", row.phase());
                if (!truncated.contains("content")) {
                    draft.set(Field.FILE_HASH_SHA256, sha256(attributes.text("content")));
                }
            }
            default -> {}
        }
    }

    private static void cursor(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        String email = attributes.text("user_email");
        if (email != null) {
            draft.set(Field.USER_EMAIL, email).set(Field.USER_IDENTITY_SOURCE, "agent_account");
        }
        String directory = attributes.text("cwd");
        if (directory == null
                && attributes.get("workspace_roots") instanceof List<?> roots
                && !roots.isEmpty()
                && roots.get(0) instanceof String root) {
            directory = root;
        }
        draft.set(Field.PROCESS_WORKING_DIRECTORY, directory);
        Boolean sandboxed = attributes.truth("sandbox");
        if (sandboxed != null) {
            draft.set(Field.SANDBOX_MODE, sandboxed ? "unknown" : "none");
        }
    }

    /** Only a question for permission is a decision; the rest of the notices is other. */
    private static void notice(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        String type = attributes.text("notification_type");
        if (!"permission_prompt".equals(type) && !"ToolPermission".equals(type)) {
            return;
        }
        draft.action("tool_decision", "requested").set(Field.DECISION_OUTCOME, "ask");
        String asked = attributes.text("details.type");
        if (asked != null) {
            draft.set(
                    Field.ACTIVITY_KIND,
                    switch (asked) {
                        case "exec" -> "shell_exec";
                        case "edit" -> "file_write";
                        case "mcp" -> "mcp_call";
                        case "info" -> "network";
                        default -> "tool_call";
                    });
            draft.command(attributes.text("details.command"));
            draft.set(Field.FILE_PATH, attributes.text("details.filePath"));
        }
    }

    private static void elicited(ActivityDraft draft) {
        String word = draft.attributes().text("action");
        draft.decided("mcp_call");
        if (word != null) {
            String outcome = word.equals("accept") ? "allow" : word.equals("decline") ? "deny" : "abort";
            draft.decision(new Decision(outcome, "human", "", List.of()), word);
        }
    }

    private static void answered(ActivityDraft draft) {
        draft.action("model_call", "completed");
        Attributes answer = draft.attributes().nested("llm_response");
        Attributes usage = answer == null ? null : answer.nested("usageMetadata");
        if (usage != null) {
            draft.set(Field.GEN_AI_USAGE_INPUT_TOKENS, usage.number("promptTokenCount"));
            draft.set(Field.GEN_AI_USAGE_OUTPUT_TOKENS, usage.number("candidatesTokenCount"));
        }
    }

    private static @Nullable String sha256(@Nullable String content) {
        if (content == null) {
            return null;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    static Map<String, Object> withoutFileContent(String event, Map<String, Object> members) {
        if (!WITH_FILE_CONTENT.contains(event)) {
            return members;
        }
        Map<String, Object> rest = new LinkedHashMap<>(members);
        rest.remove("content");
        return rest;
    }
}
