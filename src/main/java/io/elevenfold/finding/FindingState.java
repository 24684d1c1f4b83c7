package io.elevenfold.finding;

import java.util.Locale;

/** Where a finding stands in triage. */
public enum FindingState {
    OPEN,
    ACKNOWLEDGED,
    IN_PROGRESS,
    RESOLVED,
    REOPENED,
    EXCEPTED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody still has to do something about it. */
    public boolean isOpen() {
        return this != RESOLVED && this != EXCEPTED;
    }

    /** @throws IllegalArgumentException for any other word */
    public static FindingState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
