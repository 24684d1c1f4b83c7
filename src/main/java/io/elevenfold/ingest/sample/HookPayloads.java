package io.elevenfold.ingest.sample;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** What an agent tells its hooks during a session, on endpoints that have them. */
final class HookPayloads {

    private final SampleSession session;
    private final String id;
    private final List<SampleRequest> requests;

    HookPayloads(SampleSession session, String id, List<SampleRequest> requests) {
        this.session = session;
        this.id = id;
        this.requests = requests;
    }

    void prompt(Instant at, String prompt) {
        send(
                at,
                begin(at, session.product().equals("gemini-cli") ? "BeforeAgent" : "UserPromptSubmit")
                        .put("prompt", prompt));
    }

    /** @param call the call's id; only Claude Code tells it */
    void beforeTool(Instant at, Step step, String call) {
        send(at, tool(begin(at, isGemini() ? "BeforeTool" : "PreToolUse"), step, call));
    }

    void afterTool(Instant at, Step step, String call, long millis) {
        if (isGemini() || session.product().equals("copilot-cli")) {
            return;
        }
        String output = step.result() == null ? "done" : step.result();
        String event = step.exitCode() == 0 ? "PostToolUse" : "PostToolUseFailure";
        Json payload = tool(begin(at, event), step, call);
        if (step.exitCode() == 0) {
            payload.put("tool_response", Json.of("stdout", output).put("stderr", ""));
        } else {
            payload.put("error", "Exit code " + step.exitCode()).put("is_interrupt", false);
        }
        send(at, payload.put("duration_ms", millis));
    }

    void end(Instant at) {
        send(at, begin(at, "SessionEnd").put("reason", "other"));
    }

    private Json tool(Json payload, Step step, String call) {
        boolean mcp = step.kind() == Step.Kind.MCP;
        String name;
        if (isGemini()) {
            name = mcp ? "mcp_" + step.server() + "_" + step.tool() : GeminiForm.tool(step);
        } else if (session.product().equals("copilot-cli")) {
            name = mcp ? step.server() + "-" + step.tool() : Vocabulary.claudeTool(step);
        } else {
            name = mcp ? "mcp__" + step.server() + "__" + step.tool() : Vocabulary.claudeTool(step);
        }
        payload.put("tool_name", name).put("tool_input", Vocabulary.arguments(step, session, "file_path"));
        if (!isGemini() && !session.product().equals("copilot-cli")) {
            payload.put("tool_use_id", call);
        }
        return payload;
    }

    private boolean isGemini() {
        return session.product().equals("gemini-cli");
    }

    private Json begin(Instant at, String event) {
        Json payload = Json.of("session_id", id);
        if (session.product().equals("claude-code")) {
            payload.put("transcript_path", session.endpoint().home() + "/.claude/projects/" + id + ".jsonl")
                    .put("permission_mode", session.mode() == null ? "default" : session.mode());
        } else {
            payload.put("timestamp", at.toString());
        }
        return payload.put("cwd", session.endpoint().workspace()).put("hook_event_name", event);
    }

    private void send(Instant at, Json payload) {
        if (session.endpoint().hooks()) {
            requests.add(new SampleRequest(
                    session.endpoint().host(),
                    SampleRequest.Door.HOOK,
                    session.product(),
                    at,
                    payload.text().getBytes(StandardCharsets.UTF_8)));
        }
    }
}
