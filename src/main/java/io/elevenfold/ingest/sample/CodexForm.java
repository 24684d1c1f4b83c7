package io.elevenfold.ingest.sample;

import java.util.ArrayList;
import java.util.List;

/** Codex CLI: logs with arguments and output; what a person refuses shows as a decision, what a rule refuses does not. */
final class CodexForm implements NativeForm {

    private static final String MODEL = "gpt-5.5";
    private static final String SOURCE = "event otel/src/events/session_telemetry.rs:";

    @Override
    public List<SampleRequest> write(SampleSession session) {
        return new Writing(session).requests();
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
                    .put("service.version", session.version())
                    .put("env", "prod")
                    .put("vcs.repository.url.full", Vocabulary.repository(session.endpoint()))
                    .put("service.name", "codex_cli_rs");
            this.logs = begin();
        }

        private LogRequest begin() {
            return new LogRequest(resource, "codex_otel.log_only", "");
        }

        List<SampleRequest> requests() {
            List<SampleRequest> requests = new ArrayList<>();
            boolean free = "danger-full-access".equals(session.mode());
            add(
                    "conversation_starts",
                    703,
                    new Attributes()
                            .put("provider_name", "OpenAI")
                            .put("approval_policy", free ? "never" : "on-request")
                            .put("sandbox_policy", free ? "danger-full-access" : "workspace-write")
                            .put("mcp_servers", session.servers()));
            for (Turn turn : session.turns()) {
                turn(turn);
                requests.add(logs.request(session, pace));
                logs = begin();
                pace.pass(dice.between(20_000, 400_000));
            }
            return requests;
        }

        private void turn(Turn turn) {
            add(
                    "user_prompt",
                    1200,
                    new Attributes()
                            .put("prompt_length", "" + turn.prompt().length())
                            .put("prompt", "[REDACTED]"));
            for (Step step : turn.steps()) {
                model();
                call(step);
            }
            model();
        }

        private void model() {
            long millis = dice.between(1_000, 15_000);
            pace.pass(millis);
            add(
                    "sse_event",
                    1089,
                    new Attributes()
                            .put("event.kind", "response.completed")
                            .put("duration_ms", "" + millis)
                            .put("input_token_count", "" + dice.between(3_000, 70_000))
                            .put("output_token_count", "" + dice.between(20, 900))
                            .put("cached_token_count", "" + dice.between(0, 30_000))
                            .put("reasoning_token_count", "" + dice.between(0, 600)));
        }

        private void call(Step step) {
            String call = "call_" + dice.hex(12);
            boolean mcp = step.kind() == Step.Kind.MCP;
            if (!mcp && step.answer() != Step.Answer.REFUSED_BY_POLICY) {
                pace.pass(step.answer() == Step.Answer.PERSON ? dice.between(2_000, 40_000) : 4);
                boolean person = step.answer() == Step.Answer.PERSON || step.answer() == Step.Answer.REFUSED_BY_PERSON;
                add(
                        "tool_decision",
                        1225,
                        named(step, call)
                                .put("decision", step.answer().refuses() ? "denied" : "approved")
                                .put("source", person ? "User" : "Config"));
            }
            long millis = Vocabulary.duration(step, dice);
            pace.pass(step.answer().refuses() ? 3 : millis);
            Attributes result = named(step, call)
                    .put("duration_ms", "" + (step.answer().refuses() ? 0 : millis))
                    .put("success", step.answer().refuses() ? "false" : "true")
                    .put("output_truncated", false)
                    .put("arguments", arguments(step))
                    .put("output", output(step))
                    .put("mcp_server", mcp ? step.server() : "")
                    .put("mcp_server_origin", "");
            add("tool_result", 54, result);
        }

        private static Attributes named(Step step, String call) {
            String tool =
                    switch (step.kind()) {
                        case EDIT, WRITE -> "apply_patch";
                        case MCP -> step.tool();
                        case FETCH -> "web_search";
                        default -> "exec_command";
                    };
            return new Attributes()
                    .put("tool_name", tool)
                    .put("tool_namespace", step.kind() == Step.Kind.MCP ? "mcp__" + step.server() : "functions")
                    .put("call_id", call);
        }

        /** Codex reads and searches with commands, and writes with patches. */
        private String arguments(Step step) {
            String target = step.target();
            return switch (step.kind()) {
                case EDIT -> "*** Begin Patch\n*** Update File: " + target + "\n@@\n-before\n+after\n*** End Patch";
                case WRITE -> "*** Begin Patch\n*** Add File: " + target + "\n+written by an agent\n*** End Patch";
                case READ -> command("cat " + target);
                case SEARCH -> command("rg -n " + target);
                case SHELL -> command(target);
                case FETCH -> Json.of("query", target).text();
                case MCP ->
                    Json.of("key", step.argument() == null ? "" : step.argument())
                            .text();
            };
        }

        private String command(String line) {
            return Json.of("cmd", line)
                    .put("workdir", session.endpoint().workspace())
                    .put("yield_time_ms", 8000)
                    .text();
        }

        private String output(Step step) {
            if (step.answer().refuses()) {
                return "exec_command failed: Rejected(\"rejected: blocked by policy\")";
            }
            return step.kind() == Step.Kind.MCP
                    ? "{\"content\":[]}"
                    : "Chunk ID: " + dice.hex(3) + "\nWall time: 0.2 seconds\nProcess exited with code "
                            + step.exitCode() + "\nOriginal token count: 40\nOutput:\n"
                            + (step.result() == null ? "" : step.result());
        }

        private void add(String event, int line, Attributes attributes) {
            logs.addObserved(
                    pace.nanos(),
                    SOURCE + line,
                    new Attributes()
                            .put("event.name", "codex." + event)
                            .putAll(attributes)
                            .put("event.timestamp", pace.now().toString())
                            .put("conversation.id", id)
                            .put("app.version", session.version())
                            .put("originator", "codex_cli_rs")
                            .put("user.email", session.account())
                            .put("terminal.type", "xterm-256color")
                            .put("model", MODEL)
                            .put("slug", MODEL));
        }
    }
}
