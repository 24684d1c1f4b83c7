package io.elevenfold.activity;

import java.util.Locale;

/** What a session has been through, and what makes its next steps dangerous. */
public enum Taint {
    /** Content came in that neither the person nor the agent wrote. */
    UNTRUSTED_IN,
    /** Credentials came within its reach. */
    SENSITIVE_READ,
    /** It talked to a host outside. */
    EGRESS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for another word */
    public static Taint of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
