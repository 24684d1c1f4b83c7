package io.elevenfold.activity;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of the activity event. A name is OpenTelemetry's where OpenTelemetry has one (GenAI and MCP conventions
 * v1.41.1, VCS, process), else the Elastic Common Schema's, else ours; {@code docs/activity-event.md} tells which.
 * What an agent sends beyond these is kept under its own name (see {@link Activity#extras()}).
 */
public enum Field {
    EVENT_ID("event.id", Type.KEYWORD),
    TIMESTAMP("@timestamp", Type.TIME),
    EVENT_INGESTED("event.ingested", Type.TIME),
    EVENT_START("event.start", Type.TIME),
    EVENT_DURATION("event.duration", Type.LONG),
    EVENT_SEQUENCE("event.sequence", Type.LONG),
    EVENT_ACTION("event.action", Type.KEYWORD),
    EVENT_OUTCOME("event.outcome", Type.KEYWORD),
    EVENT_REASON("event.reason", Type.KEYWORD),
    ACTIVITY_PHASE("activity.phase", Type.KEYWORD),
    ACTIVITY_KIND("activity.kind", Type.KEYWORD),
    ACTIVITY_CONTAINER("activity.container", Type.BOOLEAN),
    ACTIVITY_TRAITS("activity.traits", Type.KEYWORDS),
    ACTIVITY_TRUNCATED("activity.truncated", Type.KEYWORDS),
    USER_ID("user.id", Type.KEYWORD),
    USER_EMAIL("user.email", Type.KEYWORD),
    USER_NAME("user.name", Type.KEYWORD),
    USER_FULL_NAME("user.full_name", Type.KEYWORD),
    USER_IDENTITY_SOURCE("user.identity_source", Type.KEYWORD),
    USER_CLAIMED_EMAIL("user.claimed.email", Type.KEYWORD),
    USER_ACCOUNT_ID("user.account_id", Type.KEYWORD),
    USER_PSEUDO_ID("user.pseudo_id", Type.KEYWORD),
    AGENT_INSTALLATION_ID("agent.installation.id", Type.KEYWORD),
    ORGANIZATION_ID("organization.id", Type.KEYWORD),
    AGENT_PRODUCT("agent.product", Type.KEYWORD),
    AGENT_VERSION("agent.version", Type.KEYWORD),
    AGENT_SURFACE("agent.surface", Type.KEYWORD),
    SERVICE_NAME("service.name", Type.KEYWORD),
    SERVICE_VERSION("service.version", Type.KEYWORD),
    GEN_AI_AGENT_NAME("gen_ai.agent.name", Type.KEYWORD),
    GEN_AI_AGENT_ID("gen_ai.agent.id", Type.KEYWORD),
    SESSION_ID("session.id", Type.KEYWORD),
    GEN_AI_CONVERSATION_ID("gen_ai.conversation.id", Type.KEYWORD),
    AGENT_TURN_ID("agent.turn.id", Type.KEYWORD),
    AGENT_SUBAGENT_ID("agent.subagent.id", Type.KEYWORD),
    AGENT_SUBAGENT_TYPE("agent.subagent.type", Type.KEYWORD),
    TRACE_ID("trace.id", Type.KEYWORD),
    SPAN_ID("span.id", Type.KEYWORD),
    PARENT_SPAN_ID("parent.span.id", Type.KEYWORD),
    ENDPOINT_ID("endpoint.id", Type.KEYWORD),
    HOST_NAME("host.name", Type.KEYWORD),
    HOST_ARCH("host.arch", Type.KEYWORD),
    OS_TYPE("os.type", Type.KEYWORD),
    OS_VERSION("os.version", Type.KEYWORD),
    DEPLOYMENT_ENVIRONMENT_NAME("deployment.environment.name", Type.KEYWORD),
    TERMINAL_TYPE("terminal.type", Type.KEYWORD),
    VCS_REPOSITORY_URL_FULL("vcs.repository.url.full", Type.KEYWORD),
    VCS_REPOSITORY_NAME("vcs.repository.name", Type.KEYWORD),
    VCS_OWNER_NAME("vcs.owner.name", Type.KEYWORD),
    VCS_REF_HEAD_NAME("vcs.ref.head.name", Type.KEYWORD),
    VCS_REF_HEAD_REVISION("vcs.ref.head.revision", Type.KEYWORD),
    VCS_CHANGE_ID("vcs.change.id", Type.KEYWORD),
    PROCESS_WORKING_DIRECTORY("process.working_directory", Type.KEYWORD),
    GEN_AI_TOOL_NAME("gen_ai.tool.name", Type.KEYWORD),
    GEN_AI_TOOL_CALL_ID("gen_ai.tool.call.id", Type.KEYWORD),
    GEN_AI_TOOL_TYPE("gen_ai.tool.type", Type.KEYWORD),
    GEN_AI_TOOL_CALL_ARGUMENTS("gen_ai.tool.call.arguments", Type.ANY),
    GEN_AI_TOOL_CALL_RESULT("gen_ai.tool.call.result", Type.ANY),
    PROCESS_COMMAND_LINE("process.command_line", Type.KEYWORD),
    PROCESS_EXECUTABLE_NAME("process.executable.name", Type.KEYWORD),
    PROCESS_EXIT_CODE("process.exit_code", Type.LONG),
    FILE_PATH("file.path", Type.ANY),
    FILE_HASH_SHA256("file.hash.sha256", Type.KEYWORD),
    URL_FULL("url.full", Type.KEYWORD),
    URL_DOMAIN("url.domain", Type.KEYWORD),
    SERVER_ADDRESS("server.address", Type.KEYWORD),
    SERVER_PORT("server.port", Type.LONG),
    NETWORK_TRANSPORT("network.transport", Type.KEYWORD),
    PACKAGE_NAME("package.name", Type.KEYWORD),
    PACKAGE_VERSION("package.version", Type.KEYWORD),
    PACKAGE_TYPE("package.type", Type.KEYWORD),
    PACKAGE_REFERENCE("package.reference", Type.KEYWORD),
    MCP_METHOD_NAME("mcp.method.name", Type.KEYWORD),
    MCP_SESSION_ID("mcp.session.id", Type.KEYWORD),
    MCP_RESOURCE_URI("mcp.resource.uri", Type.KEYWORD),
    MCP_PROTOCOL_VERSION("mcp.protocol.version", Type.KEYWORD),
    MCP_SERVER_NAME("mcp.server.name", Type.KEYWORD),
    MCP_SERVER_NAME_HASH("mcp.server.name_hash", Type.KEYWORD),
    MCP_SERVER_SCOPE("mcp.server.scope", Type.KEYWORD),
    MCP_SERVER_ORIGIN("mcp.server.origin", Type.KEYWORD),
    MCP_CONNECTION_STATUS("mcp.connection.status", Type.KEYWORD),
    MCP_SERVERS("mcp.servers", Type.KEYWORDS),
    GEN_AI_SKILL_NAME("gen_ai.skill.name", Type.KEYWORD),
    HOOK_EVENT("hook.event", Type.KEYWORD),
    HOOK_NAME("hook.name", Type.KEYWORD),
    HOOK_TYPE("hook.type", Type.KEYWORD),
    HOOK_ORIGIN("hook.origin", Type.KEYWORD),
    HOOK_OUTCOME("hook.outcome", Type.KEYWORD),
    RULE_ID("rule.id", Type.KEYWORD),
    RULE_NAME("rule.name", Type.KEYWORD),
    CONFIG_SOURCE("config.source", Type.KEYWORD),
    AUTH_ACTION("auth.action", Type.KEYWORD),
    AUTH_METHOD("auth.method", Type.KEYWORD),
    TURN_MODEL_CALLS("turn.model_calls", Type.LONG),
    DECISION_OUTCOME("decision.outcome", Type.KEYWORD),
    DECISION_SOURCE("decision.source", Type.KEYWORD),
    DECISION_SOURCE_CANDIDATES("decision.source_candidates", Type.KEYWORDS),
    DECISION_SCOPE("decision.scope", Type.KEYWORD),
    DECISION_REASON("decision.reason", Type.KEYWORD),
    DECISION_NATIVE("decision.native", Type.KEYWORD),
    DECISION_LATENCY_MS("decision.latency_ms", Type.LONG),
    PERMISSION_MODE("permission.mode", Type.KEYWORD),
    PERMISSION_MODE_NATIVE("permission.mode_native", Type.KEYWORD),
    PERMISSION_MODE_PREVIOUS("permission.mode_previous", Type.KEYWORD),
    SANDBOX_MODE("sandbox.mode", Type.KEYWORD),
    SANDBOX_MODE_NATIVE("sandbox.mode_native", Type.KEYWORD),
    SANDBOX_OUTCOME("sandbox.outcome", Type.KEYWORD),
    GEN_AI_OPERATION_NAME("gen_ai.operation.name", Type.KEYWORD),
    GEN_AI_PROVIDER_NAME("gen_ai.provider.name", Type.KEYWORD),
    GEN_AI_REQUEST_MODEL("gen_ai.request.model", Type.KEYWORD),
    GEN_AI_RESPONSE_MODEL("gen_ai.response.model", Type.KEYWORD),
    GEN_AI_RESPONSE_ID("gen_ai.response.id", Type.KEYWORD),
    GEN_AI_RESPONSE_FINISH_REASONS("gen_ai.response.finish_reasons", Type.KEYWORDS),
    GEN_AI_USAGE_INPUT_TOKENS("gen_ai.usage.input_tokens", Type.LONG),
    GEN_AI_USAGE_OUTPUT_TOKENS("gen_ai.usage.output_tokens", Type.LONG),
    GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS("gen_ai.usage.cache_read.input_tokens", Type.LONG),
    GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS("gen_ai.usage.cache_creation.input_tokens", Type.LONG),
    GEN_AI_USAGE_REASONING_OUTPUT_TOKENS("gen_ai.usage.reasoning.output_tokens", Type.LONG),
    GEN_AI_INPUT_MESSAGES("gen_ai.input.messages", Type.ANY),
    GEN_AI_OUTPUT_MESSAGES("gen_ai.output.messages", Type.ANY),
    COST_USD("cost.usd", Type.DOUBLE),
    COST_CREDITS("cost.credits", Type.DOUBLE),
    COST_SOURCE("cost.source", Type.KEYWORD),
    HTTP_RESPONSE_STATUS_CODE("http.response.status_code", Type.LONG),
    ERROR_TYPE("error.type", Type.KEYWORD),
    ERROR_MESSAGE("error.message", Type.KEYWORD),
    CONTENT_PROMPT_LENGTH("content.prompt.length", Type.LONG),
    CONTENT_RESPONSE_LENGTH("content.response.length", Type.LONG),
    CONTENT_ARGUMENTS_SIZE("content.arguments.size", Type.LONG),
    CONTENT_RESULT_SIZE("content.result.size", Type.LONG),
    CONTENT_PROMPT_HMAC("content.prompt.hmac", Type.KEYWORD),
    CONTENT_ARGUMENTS_HMAC("content.arguments.hmac", Type.KEYWORD),
    CONTENT_RESULT_HMAC("content.result.hmac", Type.KEYWORD),
    TELEMETRY_CHANNEL("telemetry.channel", Type.KEYWORD),
    TELEMETRY_NATIVE_NAME("telemetry.native_name", Type.KEYWORD),
    TELEMETRY_DEDUPE_KEY("telemetry.dedupe_key", Type.KEYWORD),
    TELEMETRY_GATED("telemetry.gated", Type.KEYWORDS),
    TELEMETRY_TRUST("telemetry.trust", Type.KEYWORD),
    CAPTURE_MODE("capture.mode", Type.KEYWORD),
    RAW("raw", Type.ANY),
    RAW_SHA256("raw.sha256", Type.KEYWORD);

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    static {
        for (Field field : values()) {
            BY_NAME.put(field.key, field);
        }
    }

    private final String key;
    private final Type type;

    Field(String key, Type type) {
        this.key = key;
        this.type = type;
    }

    /** The field with this dotted name, if it is one of the model's. */
    public static Optional<Field> named(String key) {
        return Optional.ofNullable(BY_NAME.get(key));
    }

    /** The dotted name, as in JSON, in rules and in exports. */
    public String key() {
        return key;
    }

    public Type type() {
        return type;
    }

    /** What a field's value is in Java. */
    public enum Type {
        /** {@link String}. */
        KEYWORD,
        /** A {@link java.util.List} of {@link String}. */
        KEYWORDS,
        /** {@link Long}. */
        LONG,
        /** {@link Double}. */
        DOUBLE,
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link java.time.Instant}, microseconds. */
        TIME,
        /** Whatever JSON can hold: String, Long, Double, Boolean, List, Map. */
        ANY
    }
}
