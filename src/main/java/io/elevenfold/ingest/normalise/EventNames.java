package io.elevenfold.ingest.normalise;

import io.elevenfold.ingest.otlp.OtlpChannel;
import io.elevenfold.ingest.otlp.OtlpRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record calls itself. */
final class EventNames {

    private static final List<String> BODY_PREFIXES =
            List.of("claude_code.", "codex.", "gemini_cli.", "copilot_chat.", "github.copilot.", "cursor.");

    private EventNames() {}

    /**
     * The event's native name; null when a log record has none. The attribute {@code event.name} first, then the record's
     * own {@code eventName} if it looks like one (Codex puts a line of its source code there), then the body.
     */
    static @Nullable String of(OtlpRecord record) {
        if (record.channel() != OtlpChannel.LOG) {
            return record.name().isEmpty() ? null : record.name();
        }
        if (record.attributes().get("event.name") instanceof String name && !name.isEmpty()) {
            return name;
        }
        if (isDotted(record.name())) {
            return record.name();
        }
        if (record.body() instanceof String body && body.length() <= 200) {
            for (String prefix : BODY_PREFIXES) {
                if (body.startsWith(prefix) && isDotted(body)) {
                    return body;
                }
            }
        }
        return null;
    }

    /** {@code word.word}, in letters, digits, underscores and hyphens. */
    private static boolean isDotted(String name) {
        int dots = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                dots++;
            } else if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return dots > 0 && name.length() <= 128 && !name.startsWith(".") && !name.endsWith(".");
    }
}
