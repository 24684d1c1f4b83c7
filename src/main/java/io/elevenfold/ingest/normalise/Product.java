package io.elevenfold.ingest.normalise;

import io.elevenfold.ingest.otlp.OtlpOrigin;
import org.jspecify.annotations.Nullable;

/** The agents we know, by their name in {@code agent.product}. */
public enum Product {
    CLAUDE_CODE("claude-code"),
    CODEX("codex"),
    COPILOT_CLI("copilot-cli"),
    VSCODE_COPILOT("vscode-copilot"),
    GEMINI_CLI("gemini-cli"),
    CURSOR("cursor"),
    WINDSURF("windsurf"),
    CLINE("cline"),
    OPENCODE("opencode"),
    OTHER("other");

    private final String key;

    Product(String key) {
        this.key = key;
    }

    /** The word used in {@code agent.product} and in the tables. */
    public String key() {
        return key;
    }

    /** The product with this key; null when there is none. */
    public static @Nullable Product named(String key) {
        for (Product product : values()) {
            if (product.key.equals(key)) {
                return product;
            }
        }
        return null;
    }

    /**
     * Whose telemetry this is. The scope's name first, since {@code service.name} is whatever a user has set; opencode's
     * plugins imitate Claude's events, hence the event's prefix only when neither is known.
     *
     * @param eventName null when the record has none
     */
    static Product of(OtlpOrigin origin, @Nullable String eventName) {
        Product byScope = byScope(origin.scopeName());
        if (byScope != null) {
            return byScope;
        }
        if (origin.resource().get("service.name") instanceof String service) {
            Product byService = byService(service);
            if (byService != null) {
                return byService;
            }
        }
        return eventName == null ? OTHER : byEvent(eventName);
    }

    private static @Nullable Product byScope(String scope) {
        if (scope.startsWith("com.anthropic.claude_code")) {
            return CLAUDE_CODE;
        }
        if (scope.startsWith("codex_otel")) {
            return CODEX;
        }
        return switch (scope) {
            case "github.copilot" -> COPILOT_CLI;
            case "copilot-chat" -> VSCODE_COPILOT;
            case "gemini-cli" -> GEMINI_CLI;
            case "cursor.telemetry" -> CURSOR;
            default -> null;
        };
    }

    private static @Nullable Product byService(String service) {
        if (service.startsWith("codex")) {
            return CODEX;
        }
        return switch (service) {
            case "claude-code", "claude-code-desktop" -> CLAUDE_CODE;
            case "github-copilot" -> COPILOT_CLI;
            case "copilot-chat", "vscode-agent-host" -> VSCODE_COPILOT;
            case "gemini-cli" -> GEMINI_CLI;
            case "cursor" -> CURSOR;
            case "cline" -> CLINE;
            case "opencode" -> OPENCODE;
            default -> null;
        };
    }

    private static Product byEvent(String event) {
        if (event.startsWith("claude_code.")) {
            return CLAUDE_CODE;
        }
        if (event.startsWith("codex.")) {
            return CODEX;
        }
        if (event.startsWith("gemini_cli.")) {
            return GEMINI_CLI;
        }
        if (event.startsWith("copilot_chat.")) {
            return VSCODE_COPILOT;
        }
        if (event.startsWith("github.copilot.")) {
            return COPILOT_CLI;
        }
        return event.startsWith("cursor.") ? CURSOR : OTHER;
    }
}
