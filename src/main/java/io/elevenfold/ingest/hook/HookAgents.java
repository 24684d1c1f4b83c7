package io.elevenfold.ingest.hook;

import io.elevenfold.ingest.normalise.Product;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names under which agents' hooks may be posted. */
final class HookAgents {

    private static final Map<String, Product> BY_NAME = names();

    private HookAgents() {}

    private static Map<String, Product> names() {
        Map<String, Product> names = new HashMap<>(Map.of(
                "claude", Product.CLAUDE_CODE,
                "claudecode", Product.CLAUDE_CODE,
                "openai-codex", Product.CODEX,
                "copilot", Product.COPILOT_CLI,
                "github-copilot", Product.COPILOT_CLI,
                "github-copilot-cli", Product.COPILOT_CLI,
                "gemini", Product.GEMINI_CLI,
                "vscode", Product.VSCODE_COPILOT,
                "copilot-chat", Product.VSCODE_COPILOT,
                "cascade", Product.WINDSURF));
        for (Product product : Product.values()) {
            names.put(product.key(), product);
        }
        return names;
    }

    /** The product of this name, in any case and with underscores or hyphens; {@link Product#OTHER} when unknown. */
    static Product named(String name) {
        if (name.length() > 40) {
            return Product.OTHER;
        }
        return BY_NAME.getOrDefault(name.toLowerCase(Locale.ROOT).replace('_', '-'), Product.OTHER);
    }
}
