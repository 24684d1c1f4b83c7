package io.elevenfold.posture;

import org.jspecify.annotations.Nullable;

/**
 * An agent as a report names it.
 *
 * @param key stable within the report, for example {@code claude-code#0}
 * @param id the product, for example {@code claude-code}
 * @param surface where it runs, for example {@code cli} or {@code ide}
 * @param version null when the endpoint could not tell
 */
public record ReportedAgent(String key, String id, String surface, @Nullable String version) {}
