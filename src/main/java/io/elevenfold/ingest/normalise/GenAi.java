package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.OtlpRecord;
import org.jspecify.annotations.Nullable;

/** The attributes of OpenTelemetry's GenAI conventions (v1.41.1), which the Copilots and generic senders use. */
final class GenAi {

    private static final DecodeLimits LIMITS = DecodeLimits.defaults();
    private static final int ERROR = 2;

    private GenAi() {}

    /** Success or failure by the span's status, with type and message of the error. */
    static void outcome(OtlpRecord record, ActivityDraft draft) {
        boolean failed = record.statusCode() == ERROR;
        String type = draft.attributes().text("error.type");
        draft.set(Field.EVENT_OUTCOME, failed || type != null ? "failure" : "success");
        draft.set(Field.ERROR_TYPE, type);
        if (failed) {
            draft.set(Field.ERROR_MESSAGE, record.statusMessage());
        }
    }

    static void server(ActivityDraft draft) {
        draft.set(Field.SERVER_ADDRESS, draft.attributes().text("server.address"));
        draft.set(Field.SERVER_PORT, draft.attributes().number("server.port"));
    }

    static void model(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        draft.set(Field.GEN_AI_OPERATION_NAME, attributes.text("gen_ai.operation.name"));
        draft.set(Field.GEN_AI_PROVIDER_NAME, attributes.text("gen_ai.provider.name", "gen_ai.system"));
        draft.set(Field.GEN_AI_REQUEST_MODEL, attributes.text("gen_ai.request.model"));
        draft.set(Field.GEN_AI_RESPONSE_MODEL, attributes.text("gen_ai.response.model"));
        draft.set(Field.GEN_AI_RESPONSE_ID, attributes.text("gen_ai.response.id"));
        draft.set(
                Field.GEN_AI_RESPONSE_FINISH_REASONS,
                Attributes.texts(attributes.get("gen_ai.response.finish_reasons")));
        draft.set(Field.GEN_AI_USAGE_INPUT_TOKENS, attributes.number("gen_ai.usage.input_tokens"));
        draft.set(Field.GEN_AI_USAGE_OUTPUT_TOKENS, attributes.number("gen_ai.usage.output_tokens"));
        draft.set(
                Field.GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS, attributes.number("gen_ai.usage.cache_read.input_tokens"));
        // Copilot's recordings say cache_write, its documentation and the convention cache_creation.
        draft.set(
                Field.GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS,
                attributes.number("gen_ai.usage.cache_write.input_tokens"));
        draft.set(
                Field.GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS,
                attributes.number("gen_ai.usage.cache_creation.input_tokens"));
        draft.set(
                Field.GEN_AI_USAGE_REASONING_OUTPUT_TOKENS, attributes.number("gen_ai.usage.reasoning.output_tokens"));
        draft.set(Field.GEN_AI_INPUT_MESSAGES, attributes.get("gen_ai.input.messages"));
        draft.set(Field.GEN_AI_OUTPUT_MESSAGES, attributes.get("gen_ai.output.messages"));
        server(draft);
    }

    /** Call id, type and result of a tool; its arguments are for {@link #arguments}. */
    static void tool(ActivityDraft draft) {
        Attributes attributes = draft.attributes();
        draft.set(Field.GEN_AI_TOOL_CALL_ID, attributes.text("gen_ai.tool.call.id"));
        draft.set(Field.GEN_AI_TOOL_TYPE, attributes.text("gen_ai.tool.type"));
        draft.set(Field.GEN_AI_TOOL_CALL_RESULT, attributes.get("gen_ai.tool.call.result"));
        draft.set(Field.GEN_AI_SKILL_NAME, attributes.text("gen_ai.skill.name"));
    }

    /** The tool's arguments, parsed if they are JSON. */
    static @Nullable Object arguments(Attributes attributes) {
        Object arguments = attributes.get("gen_ai.tool.call.arguments");
        if (arguments instanceof String text) {
            Object parsed = text.startsWith("{") ? JsonText.parse(text, LIMITS) : null;
            return parsed == null ? text : parsed;
        }
        return arguments;
    }
}
