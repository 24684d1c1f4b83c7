package io.elevenfold.ingest.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Claude Code: logs, prompts withheld, tools in detail ({@code OTEL_LOG_TOOL_DETAILS=1}). */
final class ClaudeCodeForm implements NativeForm {

    private static final String WITHHELD = "<REDACTED>";
    private static final List<String> MODELS = List.of("claude-sonnet-4-5", "claude-sonnet-4-5", "claude-opus-4-5");

    @Override
    public List<SampleRequest> write(SampleSession session) {
        return new Writing(session).requests();
    }

    /** One session on its way; the sequence goes on over its requests. */
    private static final class Writing {

        private final SampleSession session;
        private final Dice dice;
        private final Pace pace;
        private final String id;
        private final String model;
        private final Attributes resource;
        private final List<SampleRequest> requests = new ArrayList<>();
        private LogRequest logs;
        private UUID prompt;
        private int sequence;

        Writing(SampleSession session) {
            this.session = session;
            this.dice = Dice.of(session.name());
            this.pace = new Pace(session.start());
            this.id = dice.uuid().toString();
            this.model = dice.pick(MODELS);
            this.prompt = dice.uuid();
            SampleEndpoint endpoint = session.endpoint();
            this.resource = new Attributes()
                    .put("vcs.repository.url.full", Vocabulary.repository(endpoint))
                    .put("host.arch", endpoint.os().equals("macos") ? "arm64" : "amd64")
                    .put("os.type", endpoint.os().equals("macos") ? "darwin" : endpoint.os())
                    .put("service.name", "claude-code")
                    .put("service.version", session.version());
            this.logs = begin();
        }

        private LogRequest begin() {
            return new LogRequest(resource, "com.anthropic.claude_code.events", session.version());
        }

        List<SampleRequest> requests() {
            HookPayloads hooks = new HookPayloads(session, id, requests);
            connect("tickets", "user");
            if (session.connects() != null) {
                connect(session.connects(), "project");
            }
            if (session.mode() != null) {
                add(
                        "permission_mode_changed",
                        new Attributes()
                                .put("from_mode", "default")
                                .put("to_mode", session.mode())
                                .put("trigger", "shift_tab"));
            }
            for (Turn turn : session.turns()) {
                turn(turn, hooks);
                requests.add(logs.request(session, pace));
                logs = begin();
                pace.pass(dice.between(20_000, 400_000));
            }
            hooks.end(pace.now());
            return requests;
        }

        private void turn(Turn turn, HookPayloads hooks) {
            prompt = dice.uuid();
            hooks.prompt(pace.now(), turn.prompt());
            add(
                    "user_prompt",
                    said("prompt")
                            .put("prompt_length", "" + turn.prompt().length())
                            .put("prompt", WITHHELD));
            for (Step step : turn.steps()) {
                model();
                call(step, hooks);
            }
            model();
            add(
                    "assistant_response",
                    said("response")
                            .put("response_length", dice.between(80, 1400))
                            .put("response", WITHHELD)
                            .put("model", model));
        }

        private void connect(String server, String scope) {
            pace.pass(dice.between(30, 90));
            add(
                    "mcp_server_connection",
                    new Attributes()
                            .put("status", "connected")
                            .put("transport_type", scope.equals("user") ? "http" : "stdio")
                            .put("server_scope", scope)
                            .put("duration_ms", "" + dice.between(40, 900))
                            .put("is_plugin", false)
                            .put("server_name", server));
        }

        private void model() {
            int output = dice.between(30, 900);
            int cached = dice.between(6_000, 60_000);
            long millis = dice.between(1_200, 14_000);
            pace.pass(millis);
            if (dice.oneIn(160)) {
                add(
                        "api_error",
                        said("error")
                                .put("model", model)
                                .put("error", "Overloaded")
                                .put("status_code", "529")
                                .put("duration_ms", "" + millis)
                                .put("attempt", "1"));
                pace.pass(dice.between(1_000, 4_000));
            }
            add(
                    "api_request",
                    said("model")
                            .put("model", model)
                            .put("input_tokens", dice.between(40, 2_000))
                            .put("output_tokens", output)
                            .put("cache_read_tokens", cached)
                            .put("cache_creation_tokens", dice.between(0, 3_000))
                            .put("cost_usd", (output * 15 + cached * 0.3) / 1_000_000)
                            .put("duration_ms", "" + millis)
                            .put("request_id", "req_" + dice.hex(9)));
        }

        private void call(Step step, HookPayloads hooks) {
            String use = "toolu_" + dice.hex(12);
            hooks.beforeTool(pace.now(), step, use);
            pace.pass(step.answer() == Step.Answer.PERSON ? dice.between(2_000, 40_000) : dice.between(2, 20));
            Attributes tool =
                    said("tool").put("tool_name", Vocabulary.claudeTool(step)).put("tool_use_id", use);
            String parameters = Vocabulary.claudeParameters(step);
            Attributes decided = new Attributes()
                    .putAll(tool)
                    .put("decision", step.answer().refuses() ? "reject" : "accept")
                    .put("source", source(step));
            add("tool_decision", parameters.isEmpty() ? decided : decided.put("tool_parameters", parameters));
            if (step.answer().refuses()) {
                return;
            }
            long millis = Vocabulary.duration(step, dice);
            pace.pass(millis);
            String input = Vocabulary.arguments(step, session, "file_path").text();
            Attributes result = new Attributes()
                    .putAll(tool)
                    .put("success", step.exitCode() == 0 ? "true" : "false")
                    .put("duration_ms", "" + millis);
            if (!parameters.isEmpty()) {
                result.put("tool_parameters", parameters);
            }
            result.put("tool_input", input)
                    .put("tool_input_size_bytes", "" + input.length())
                    .put("tool_result_size_bytes", "" + dice.between(20, 9_000));
            if (step.kind() == Step.Kind.MCP) {
                result.put("mcp_server_scope", step.server().equals("tickets") ? "user" : "project");
            }
            if (step.exitCode() != 0) {
                result.put("error_type", "ShellError").put("error", "Shell command failed");
            }
            add("tool_result", result);
            hooks.afterTool(pace.now(), step, use, millis);
        }

        private static String source(Step step) {
            return switch (step.answer()) {
                case POLICY, REFUSED_BY_POLICY -> "config";
                case PERSON -> "user_temporary";
                case REFUSED_BY_PERSON -> "user_reject";
                case REFUSED_BY_HOOK -> "hook";
            };
        }

        private Attributes said(String what) {
            return new Attributes()
                    .put("prompt.id", prompt.toString())
                    .put("query_source", what.equals("model") ? "main" : "sdk");
        }

        private void add(String event, Attributes attributes) {
            Attributes all = new Attributes()
                    .put("user.id", Vocabulary.installation(session.endpoint()))
                    .put("session.id", id)
                    .put("terminal.type", "xterm-256color")
                    .put("user.email", session.account())
                    .put("event.name", event)
                    .put("event.timestamp", pace.now().toString())
                    .put("event.sequence", sequence++)
                    .putAll(attributes);
            logs.add(pace.nanos(), "claude_code." + event, all);
        }
    }
}
