package io.elevenfold.finding;

import java.util.Locale;

/** What raised a finding. */
public enum FindingKind {
    CHECK,
    RULE,
    CORRELATION,
    BASELINE,
    CONTRADICTION,
    IMPORT,
    ADVISORY,
    PLATFORM;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
