package io.elevenfold.identity;

import java.util.Locale;

/** What a person, or an API token that stands for one, may do. */
public enum Role {
    ADMINISTRATOR,
    CISO,
    SECURITY,
    AUDITOR,
    DEVELOPER;

    /** As written in annotations, in the database and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
