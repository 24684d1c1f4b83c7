package io.elevenfold.ingest.sample;

import java.util.HexFormat;

/** What several agents say alike. */
final class Vocabulary {

    private Vocabulary() {}

    static String repository(SampleEndpoint endpoint) {
        return "https://git.northwind-robotics.example/northwind/"
                + endpoint.person().repository();
    }

    /** A number that an agent draws when it is installed. */
    static String installation(SampleEndpoint endpoint) {
        return HexFormat.of().formatHex(Dice.sha256("installation of " + endpoint.host()));
    }

    static long duration(Step step, Dice dice) {
        return switch (step.kind()) {
            case SHELL -> dice.between(40, 28_000);
            case FETCH -> dice.between(300, 4_000);
            case MCP -> dice.between(120, 1_800);
            default -> dice.between(1, 90);
        };
    }

    static String claudeTool(Step step) {
        return switch (step.kind()) {
            case SEARCH -> "Grep";
            case READ -> "Read";
            case EDIT -> "Edit";
            case WRITE -> "Write";
            case SHELL -> "Bash";
            case FETCH -> "WebFetch";
            case MCP -> "mcp_tool";
        };
    }

    /** Claude Code's {@code tool_parameters}; empty for tools that have none. */
    static String claudeParameters(Step step) {
        return switch (step.kind()) {
            case SHELL ->
                Json.of("bash_command", step.target().split(" ", 2)[0])
                        .put("full_command", step.target())
                        .text();
            case MCP ->
                Json.of("mcp_server_name", step.server())
                        .put("mcp_tool_name", step.tool())
                        .text();
            default -> "";
        };
    }

    /** @param path how the agent's tools name the path of a file */
    static Json arguments(Step step, SampleSession session, String path) {
        SampleEndpoint endpoint = session.endpoint();
        return switch (step.kind()) {
            case SEARCH -> Json.of("pattern", step.target()).put("path", endpoint.workspace());
            case READ -> Json.of(path, endpoint.path(step.target()));
            case EDIT ->
                Json.of(path, endpoint.path(step.target()))
                        .put("old_string", "before")
                        .put("new_string", step.result() == null ? "after" : step.result());
            case WRITE ->
                Json.of(path, endpoint.path(step.target()))
                        .put("content", step.result() == null ? "written by an agent" : step.result());
            case SHELL -> Json.of("command", step.target());
            case FETCH -> Json.of("url", step.target()).put("prompt", "What does it say?");
            case MCP -> Json.of("key", step.argument() == null ? "" : step.argument());
        };
    }
}
