package io.elevenfold.ingest.sample;

import java.util.ArrayList;
import java.util.List;

/** Gemini CLI: logs. Its calls carry no id, and its decisions no source. */
final class GeminiForm implements NativeForm {

    private static final String MODEL = "gemini-2.5-pro";

    @Override
    public List<SampleRequest> write(SampleSession session) {
        return new Writing(session).requests();
    }

    static String tool(Step step) {
        return switch (step.kind()) {
            case SEARCH -> "grep_search";
            case READ -> "read_file";
            case EDIT -> "replace";
            case WRITE -> "write_file";
            case SHELL -> "run_shell_command";
            case FETCH -> "web_fetch";
            case MCP -> "mcp_" + step.server() + "_" + step.tool();
        };
    }

    private static final class Writing {

        private final SampleSession session;
        private final Dice dice;
        private final Pace pace;
        private final String id;
        private final Attributes resource;
        private LogRequest logs;

        Writing(SampleSession session) {
            this.session = session;
            this.dice = Dice.of(session.name());
            this.pace = new Pace(session.start());
            this.id = dice.uuid().toString();
            this.resource = new Attributes()
                    .put("host.name", session.endpoint().host())
                    .put("host.arch", session.endpoint().os().equals("macos") ? "arm64" : "amd64")
                    .put("process.owner", session.endpoint().person().login())
                    .put("vcs.repository.url.full", Vocabulary.repository(session.endpoint()))
                    .put("service.name", "gemini-cli")
                    .put("service.version", "v22.19.0")
                    .put("session.id", id);
            this.logs = new LogRequest(resource, "gemini-cli", "");
        }

        List<SampleRequest> requests() {
            List<SampleRequest> requests = new ArrayList<>();
            HookPayloads hooks = new HookPayloads(session, id, requests);
            add(
                    "config",
                    "CLI configuration loaded.",
                    new Attributes()
                            .put("model", MODEL)
                            .put("sandbox_enabled", session.mode() == null)
                            .put("approval_mode", session.mode() == null ? "default" : session.mode())
                            .put("log_user_prompts_enabled", true)
                            .put("mcp_servers", session.servers())
                            .put("mcp_servers_count", session.servers().split(",").length));
            for (int i = 0; i < session.turns().size(); i++) {
                String prompt = id + "########" + i;
                turn(session.turns().get(i), prompt, hooks);
                requests.add(logs.request(session, pace));
                logs = new LogRequest(resource, "gemini-cli", "");
                pace.pass(dice.between(20_000, 400_000));
            }
            hooks.end(pace.now());
            return requests;
        }

        private void turn(Turn turn, String prompt, HookPayloads hooks) {
            hooks.prompt(pace.now(), turn.prompt());
            add(
                    "user_prompt",
                    "User prompt.",
                    new Attributes()
                            .put("prompt_length", turn.prompt().length())
                            .put("prompt_id", prompt)
                            .put("prompt", turn.prompt()));
            for (Step step : turn.steps()) {
                model(prompt);
                hooks.beforeTool(pace.now(), step, "");
                call(step, prompt);
            }
            model(prompt);
            add(
                    "conversation_finished",
                    "Conversation finished.",
                    new Attributes()
                            .put("approvalMode", session.mode() == null ? "default" : session.mode())
                            .put("turnCount", turn.steps().size() + 1));
        }

        private void model(String prompt) {
            long millis = dice.between(900, 12_000);
            pace.pass(millis);
            add(
                    "api_response",
                    "API response from " + MODEL + ".",
                    new Attributes()
                            .put("model", MODEL)
                            .put("duration_ms", millis)
                            .put("input_token_count", dice.between(2_000, 60_000))
                            .put("output_token_count", dice.between(20, 900))
                            .put("cached_content_token_count", dice.between(0, 20_000))
                            .put("thoughts_token_count", dice.between(0, 600))
                            .put("prompt_id", prompt)
                            .put("auth_type", "oauth-personal")
                            .put("status_code", 200)
                            .put("finish_reasons", List.of("stop")));
        }

        private void call(Step step, String prompt) {
            long millis = Vocabulary.duration(step, dice);
            pace.pass(millis + (step.answer() == Step.Answer.PERSON ? dice.between(2_000, 40_000) : 5));
            boolean refused = step.answer().refuses();
            Attributes attributes = new Attributes()
                    .put("function_name", tool(step))
                    .put("duration_ms", refused ? 0 : millis)
                    .put("success", !refused);
            switch (step.answer()) {
                case POLICY -> attributes.put("decision", "accept");
                case PERSON -> attributes.put("decision", "auto_accept");
                case REFUSED_BY_PERSON -> attributes.put("decision", "reject");
                default ->
                    attributes.put("error_type", "policy_violation").put("error", "Tool execution denied by policy.");
            }
            attributes
                    .put("prompt_id", prompt)
                    .put("tool_type", step.kind() == Step.Kind.MCP ? "mcp" : "native")
                    .put("content_length", dice.between(20, 9_000));
            if (step.kind() == Step.Kind.MCP) {
                attributes.put("mcp_server_name", step.server());
            }
            if (step.kind() == Step.Kind.SHELL && !refused) {
                attributes.put("metadata", Json.of("exitCode", step.exitCode()).text());
            }
            Json arguments = step.kind() == Step.Kind.FETCH
                    ? Json.of("prompt", "Read " + step.target())
                    : Vocabulary.arguments(step, session, "file_path");
            add("tool_call", "Tool call: " + tool(step) + ".", attributes.put("function_args", arguments.text()));
        }

        private void add(String event, String body, Attributes attributes) {
            logs.add(
                    pace.nanos(),
                    body,
                    new Attributes()
                            .put("session.id", id)
                            .put("installation.id", Vocabulary.installation(session.endpoint()))
                            .put("user.email", session.account())
                            .put("event.name", "gemini_cli." + event)
                            .put("event.timestamp", pace.now().toString())
                            .putAll(attributes));
        }
    }
}
