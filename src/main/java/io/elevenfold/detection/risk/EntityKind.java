package io.elevenfold.detection.risk;

import io.elevenfold.platform.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/** What risk adds up on. */
public enum EntityKind {
    PERSON,
    SESSION,
    ENDPOINT,
    REPOSITORY,
    MCP_SERVER;

    /** Whether something is at stake there, so that people weigh it. */
    public boolean isAsset() {
        return this == ENDPOINT || this == REPOSITORY || this == MCP_SERVER;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ProblemException for another word */
    public static EntityKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "kind: one of person, session, endpoint, repository, mcp_server is expected"));
    }
}
