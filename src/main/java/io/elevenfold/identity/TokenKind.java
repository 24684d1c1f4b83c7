package io.elevenfold.identity;

import java.util.Locale;

/** What a token is for. */
public enum TokenKind {
    /** Writes as one enrolled endpoint. */
    ENDPOINT,
    /** Writes for many endpoints, for example a collector. */
    INGEST,
    /** Calls the API in a role. */
    API;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
