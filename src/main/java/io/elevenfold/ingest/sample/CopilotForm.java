package io.elevenfold.ingest.sample;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;

/** GitHub Copilot CLI: a trace for each turn, content captured; {@code permission} spans only where it had to ask. */
final class CopilotForm implements NativeForm {

    private static final String MODEL = "gpt-5-mini";

    @Override
    public List<SampleRequest> write(SampleSession session) {
        return new Writing(session).requests();
    }

    private static final class Writing {

        private final SampleSession session;
        private final Dice dice;
        private final Pace pace;
        private final String id;
        private ByteString trace = ByteString.EMPTY;
        private ByteString root = ByteString.EMPTY;
        private ScopeSpans.Builder spans = ScopeSpans.newBuilder();

        Writing(SampleSession session) {
            this.session = session;
            this.dice = Dice.of(session.name());
            this.pace = new Pace(session.start());
            this.id = dice.uuid().toString();
        }

        List<SampleRequest> requests() {
            List<SampleRequest> requests = new ArrayList<>();
            HookPayloads hooks = new HookPayloads(session, id, requests);
            for (Turn turn : session.turns()) {
                trace = ByteString.copyFrom(dice.bytes(16));
                root = ByteString.copyFrom(dice.bytes(8));
                spans = ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder()
                                .setName("github.copilot")
                                .setVersion(session.version()));
                turn(turn, hooks);
                requests.add(new SampleRequest(
                        session.endpoint().host(), SampleRequest.Door.TRACES, "", pace.now(), body()));
                pace.pass(dice.between(20_000, 400_000));
            }
            hooks.end(pace.now());
            return requests;
        }

        private void turn(Turn turn, HookPayloads hooks) {
            long start = pace.nanos();
            hooks.prompt(pace.now(), turn.prompt());
            Span.Event prompt = event(
                    "github.copilot.user.message",
                    new Attributes().put("github.copilot.user.message.content", turn.prompt()));
            for (Step step : turn.steps()) {
                model();
                hooks.beforeTool(pace.now(), step, "");
                call(step);
            }
            model();
            spans.addSpans(span(root, ByteString.EMPTY, "invoke_agent", start)
                    .addAllAttributes(said("invoke_agent")
                            .put("gen_ai.provider.name", "openai")
                            .put("github.copilot.turn_count", turn.steps().size() + 1)
                            .list())
                    .addEvents(prompt));
        }

        private void model() {
            long start = pace.nanos();
            pace.pass(dice.between(900, 11_000));
            spans.addSpans(span(ByteString.copyFrom(dice.bytes(8)), root, "chat " + MODEL, start)
                    .addAllAttributes(said("chat")
                            .put("gen_ai.provider.name", "openai")
                            .put("gen_ai.request.model", MODEL)
                            .put("gen_ai.response.model", MODEL)
                            .put("gen_ai.response.id", "chatcmpl-" + dice.hex(9))
                            .put("gen_ai.response.finish_reasons", List.of("tool_calls"))
                            .put("gen_ai.usage.input_tokens", dice.between(3_000, 70_000))
                            .put("gen_ai.usage.output_tokens", dice.between(20, 900))
                            .put("gen_ai.usage.cache_read.input_tokens", dice.between(0, 30_000))
                            .list()));
        }

        private void call(Step step) {
            ByteString span = ByteString.copyFrom(dice.bytes(8));
            long start = pace.nanos();
            if (step.answer() == Step.Answer.PERSON || step.answer() == Step.Answer.REFUSED_BY_PERSON) {
                pace.pass(dice.between(2_000, 40_000));
                spans.addSpans(span(ByteString.copyFrom(dice.bytes(8)), span, "permission", start)
                        .addAllAttributes(new Attributes()
                                .put("gen_ai.conversation.id", id)
                                .put("github.copilot.permission.kind", asked(step))
                                .put(
                                        "github.copilot.permission.result",
                                        step.answer().refuses()
                                                ? "denied-interactively-by-user"
                                                : "approved-for-session")
                                .list()));
            }
            pace.pass(step.answer().refuses() ? 3 : Vocabulary.duration(step, dice));
            Attributes attributes = said("execute_tool")
                    .put("gen_ai.tool.name", tool(step))
                    .put("gen_ai.tool.call.id", "call_" + dice.hex(12))
                    .put("gen_ai.tool.type", "function")
                    .put(
                            "gen_ai.tool.call.arguments",
                            Vocabulary.arguments(step, session, "path").text());
            parameters(step, attributes);
            Span.Builder done = span(span, root, "execute_tool " + tool(step), start);
            if (step.answer().refuses()) {
                attributes.put("error.type", "denied");
                done.setStatus(Status.newBuilder()
                        .setCodeValue(Status.StatusCode.STATUS_CODE_ERROR_VALUE)
                        .setMessage(reason(step)));
            }
            spans.addSpans(done.addAllAttributes(attributes.list()));
        }

        private static String reason(Step step) {
            return switch (step.answer()) {
                case REFUSED_BY_POLICY -> "Permission denied by the following rules: shell(git push)";
                case REFUSED_BY_HOOK -> "Denied by preToolUse hook: not on main";
                default -> "The user rejected this tool call.";
            };
        }

        private static void parameters(Step step, Attributes attributes) {
            switch (step.kind()) {
                case SHELL -> {
                    attributes
                            .put("github.copilot.tool.parameters.command", step.target())
                            .put("process.executable.name", "bash");
                    if (!step.answer().refuses()) {
                        attributes.put("process.exit.code", step.exitCode());
                    }
                }
                case MCP ->
                    attributes
                            .put("github.copilot.mcp.server.transport", "http")
                            .put("github.copilot.mcp.server.source", "user")
                            .put("github.copilot.tool.parameters.mcp_server_name", step.server())
                            .put("github.copilot.tool.parameters.mcp_tool_name", step.tool());
                default -> {}
            }
        }

        private static String tool(Step step) {
            return switch (step.kind()) {
                case SEARCH -> "grep";
                case READ -> "view";
                case EDIT -> "edit";
                case WRITE -> "create";
                case SHELL -> "bash";
                case FETCH -> "web_fetch";
                case MCP -> step.server() + "-" + step.tool();
            };
        }

        private static String asked(Step step) {
            return switch (step.kind()) {
                case SHELL -> "shell";
                case EDIT, WRITE -> "write";
                case FETCH -> "url";
                case MCP -> "mcp";
                default -> "read";
            };
        }

        private Attributes said(String operation) {
            return new Attributes().put("gen_ai.operation.name", operation).put("gen_ai.conversation.id", id);
        }

        private Span.Builder span(ByteString span, ByteString parent, String name, long start) {
            return Span.newBuilder()
                    .setTraceId(trace)
                    .setSpanId(span)
                    .setParentSpanId(parent)
                    .setName(name)
                    .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
                    .setStartTimeUnixNano(start)
                    .setEndTimeUnixNano(pace.nanos());
        }

        private Span.Event event(String name, Attributes attributes) {
            return Span.Event.newBuilder()
                    .setName(name)
                    .setTimeUnixNano(pace.nanos())
                    .addAllAttributes(attributes.list())
                    .build();
        }

        private byte[] body() {
            Attributes resource = new Attributes()
                    .put("service.name", "github-copilot")
                    .put("service.version", session.version())
                    .put("vcs.repository.url.full", Vocabulary.repository(session.endpoint()))
                    .put("enduser.id", session.account());
            return ExportTraceServiceRequest.newBuilder()
                    .addResourceSpans(ResourceSpans.newBuilder()
                            .setResource(Resource.newBuilder().addAllAttributes(resource.list()))
                            .addScopeSpans(spans))
                    .build()
                    .toByteArray();
        }
    }
}
