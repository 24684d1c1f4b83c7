package io.elevenfold.identity;

import io.elevenfold.platform.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which acts are asked for; null asks for all.
 *
 * @param actor the whole name
 * @param type the whole type, or its first part: {@code token} for all acts on tokens
 * @param from inclusive
 * @param to exclusive
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String type,
        @Nullable UUID subject,
        @Nullable Instant from,
        @Nullable Instant to) {

    private static final int LONGEST = 254;

    public AuditFilter {
        actor = bounded("actor", actor);
        type = bounded("type", type);
        if (type != null && !type.matches("[a-z_.]+")) {
            throw ProblemException.invalid("type: a word as token.revoked, or its first part, is expected");
        }
    }

    private static @Nullable String bounded(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST) {
            throw ProblemException.invalid("%s: at most %d characters are expected".formatted(name, LONGEST));
        }
        return text.strip();
    }
}
