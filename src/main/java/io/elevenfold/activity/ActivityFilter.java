package io.elevenfold.activity;

import io.elevenfold.platform.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which activities are asked for; null asks for all.
 *
 * @param from when they happened, inclusive
 * @param to when they happened, exclusive
 * @param session key of the session
 * @param sessionId the agent's own id of the session, or our key as text
 * @param text part of the command line, the path, the URL or the tool's name
 */
public record ActivityFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String action,
        @Nullable String product,
        @Nullable String decision,
        @Nullable UUID endpoint,
        @Nullable UUID person,
        @Nullable UUID session,
        @Nullable String sessionId,
        @Nullable String text) {

    private static final int LONGEST_TEXT = 200;

    public ActivityFilter {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw ProblemException.invalid("q: at most %d characters are expected".formatted(LONGEST_TEXT));
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.invalid("to: a time after 'from' is expected");
        }
    }

    /** The activities of one session. */
    public static ActivityFilter ofSession(UUID session) {
        return new ActivityFilter(null, null, null, null, null, null, null, session, null, null);
    }
}
