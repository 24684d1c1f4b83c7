package io.elevenfold.pipeline;

import java.util.Locale;

/** How much of what agents say is stored. Rules see everything; the database does not. */
public enum CaptureMode {
    /** No prompt, no model output, no tool content, no command line. */
    METADATA,
    /** Commands, paths, hosts and tool names with secrets redacted; prompts only as length and keyed hash. */
    STANDARD,
    /** Everything, secrets redacted. */
    FULL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
