package io.elevenfold.console.settings;

import java.util.List;

/**
 * What to paste where, so that an agent reports here.
 *
 * @param agent the agent's name, or what the step does
 * @param place the file or terminal that the text belongs into
 */
public record SetUp(String agent, String place, String text) {

    private static final String ENROL =
            """
            curl -sS %1$s/api/v1/enroll \\
              -H 'Authorization: Bearer %2$s' -H 'Content-Type: application/json' \\
              -d "{\\"hostname\\":\\"$(hostname)\\",\\"os\\":\\"linux\\",\\"person\\":\\"you@example.com\\"}"
            """;

    // In managed settings: a checked-out repository can override the user's own settings and the environment.
    private static final String CLAUDE_CODE =
            """
            {
              "env": {
                "CLAUDE_CODE_ENABLE_TELEMETRY": "1",
                "OTEL_LOGS_EXPORTER": "otlp",
                "OTEL_METRICS_EXPORTER": "otlp",
                "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
                "OTEL_EXPORTER_OTLP_ENDPOINT": "%1$s",
                "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer ENDPOINT_TOKEN",
                "OTEL_LOG_TOOL_DETAILS": "1"
              }
            }
            """;

    // Codex takes a full address for each signal and ignores the OTEL variables.
    private static final String CODEX =
            """
            [otel]
            log_user_prompt = false
            exporter = { otlp-http = { endpoint = "%1$s/v1/logs", protocol = "binary", headers = { authorization = "Bearer ENDPOINT_TOKEN" } } }
            """;

    // The environment wins over a repository's settings file.
    private static final String GEMINI =
            """
            export GEMINI_TELEMETRY_ENABLED=true
            export GEMINI_TELEMETRY_TARGET=local
            export GEMINI_TELEMETRY_OTLP_PROTOCOL=http
            export GEMINI_TELEMETRY_OTLP_ENDPOINT=%1$s
            export OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer ENDPOINT_TOKEN"
            """;

    private static final String COPILOT =
            """
            export OTEL_EXPORTER_OTLP_ENDPOINT=%1$s
            export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
            export OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer ENDPOINT_TOKEN"
            """;

    /**
     * @param server this service's address without a slash at the end
     * @param token the enrolment token; empty for a place holder
     */
    static List<SetUp> forAgents(String server, String token) {
        String shown = token.isEmpty() ? "ENROLMENT_TOKEN" : token;
        return List.of(
                new SetUp(
                        "Enrol the endpoint",
                        "Terminal; the answer holds the endpoint's token",
                        ENROL.formatted(server, shown)),
                new SetUp("Claude Code", "managed-settings.json", CLAUDE_CODE.formatted(server)),
                new SetUp("Codex", "~/.codex/config.toml", CODEX.formatted(server)),
                new SetUp("Gemini CLI", "Environment", GEMINI.formatted(server)),
                new SetUp("Copilot CLI", "Environment", COPILOT.formatted(server)));
    }
}
