package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Field;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool, as far as its name tells: an entry of the table, or a tool of an MCP server, whose names each
 * agent composes in its own way.
 *
 * @param tool what it does
 * @param name for {@code gen_ai.tool.name}: the native one, of an MCP tool without the server's name
 * @param server the MCP server; null when it is none or was withheld
 */
public record ToolUse(Tool tool, String name, @Nullable String server) {

    private static final String CLAUDE_PREFIX = "mcp__";
    private static final String OTHER_PREFIX = "mcp_";
    private static final int SHA256_HEX = 64;

    /** By the native name alone. */
    public static ToolUse of(Product product, String name) {
        Tool known = Tools.find(product, name);
        if (known != null) {
            return new ToolUse(known, name, null);
        }
        return switch (product) {
            case CLAUDE_CODE, CODEX -> doubleUnderscore(name);
            case GEMINI_CLI, VSCODE_COPILOT ->
                name.startsWith(OTHER_PREFIX) ? split(name, OTHER_PREFIX.length(), '_') : unknown(name);
            case COPILOT_CLI -> copilot(name);
            case CURSOR -> name.startsWith("MCP:") ? new ToolUse(Tools.MCP, name.substring(4), null) : unknown(name);
            default -> name.startsWith(CLAUDE_PREFIX) ? doubleUnderscore(name) : unknown(name);
        };
    }

    /** Of an MCP tool whose server the agent names beside it. */
    public static ToolUse ofMcp(String name, @Nullable String server) {
        String bare = name;
        if (server != null) {
            for (String prefix :
                    new String[] {"mcp__" + server + "__", "mcp_" + server + "_", server + "-", server + "/"}) {
                if (name.startsWith(prefix) && name.length() > prefix.length()) {
                    bare = name.substring(prefix.length());
                    break;
                }
            }
        }
        return new ToolUse(Tools.MCP, bare, server);
    }

    private static ToolUse unknown(String name) {
        return new ToolUse(Tools.UNKNOWN, name, null);
    }

    private static ToolUse doubleUnderscore(String name) {
        int end = name.startsWith(CLAUDE_PREFIX) ? name.indexOf("__", CLAUDE_PREFIX.length()) : -1;
        if (end < 0 || end + 2 >= name.length()) {
            return name.startsWith(CLAUDE_PREFIX) ? new ToolUse(Tools.MCP, name, null) : unknown(name);
        }
        return new ToolUse(Tools.MCP, name.substring(end + 2), name.substring(CLAUDE_PREFIX.length(), end));
    }

    private static ToolUse split(String name, int from, char separator) {
        int at = name.indexOf(separator, from);
        if (at <= from || at + 1 >= name.length()) {
            return new ToolUse(Tools.MCP, name, null);
        }
        return new ToolUse(Tools.MCP, name.substring(at + 1), name.substring(from, at));
    }

    /** {@code server-tool} in tool hooks and spans, {@code server/tool} when permission is asked, both hashed with content off. */
    private static ToolUse copilot(String name) {
        int slash = name.indexOf('/');
        if (slash > 0) {
            return slash == SHA256_HEX ? new ToolUse(Tools.MCP, name, null) : split(name, 0, '/');
        }
        // GitHub's own server is the one whose name has hyphens in every installation.
        String github = "github-mcp-server-";
        if (name.startsWith(github) && name.length() > github.length()) {
            return split(name, github.length() - 1, '-').withServer("github-mcp-server");
        }
        return name.indexOf('-') > 0 ? split(name, 0, '-') : unknown(name);
    }

    private ToolUse withServer(String serverName) {
        String bare = name.startsWith(serverName + "-") ? name.substring(serverName.length() + 1) : name;
        return new ToolUse(tool, bare, serverName);
    }

    public String kind() {
        return tool.kind();
    }

    boolean isMcp() {
        return tool.kind().equals("mcp_call");
    }

    /** Whether an argument should name a command, a path or an address. */
    boolean hasTarget() {
        Field target = tool.target();
        return target == Field.PROCESS_COMMAND_LINE || target == Field.FILE_PATH || target == Field.URL_FULL;
    }
}
