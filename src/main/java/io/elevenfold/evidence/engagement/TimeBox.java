package io.elevenfold.evidence.engagement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When an auditor may enter an engagement, as somebody last said.
 *
 * @param auditor as the audit trail names them: an account, an address, or {@code token:NAME}
 * @param begins null when access was taken away
 * @param ends from then on nobody enters; null when access was taken away
 * @param reason empty when none was told
 * @param state at the moment of asking: {@code upcoming}, {@code active}, {@code expired} or {@code revoked}
 */
public record TimeBox(
        UUID engagement,
        String engagementName,
        String auditor,
        @Nullable Instant begins,
        @Nullable Instant ends,
        String reason,
        String givenBy,
        Instant givenAt,
        String state) {

    static String state(@Nullable Instant begins, @Nullable Instant ends, Instant now) {
        if (begins == null || ends == null) {
            return "revoked";
        }
        if (now.isBefore(begins)) {
            return "upcoming";
        }
        return now.isBefore(ends) ? "active" : "expired";
    }

    public boolean isActive() {
        return state.equals("active");
    }

    /** Why the auditor does not come in, in a sentence for them. */
    public String refusal() {
        return switch (state) {
            case "upcoming" -> "Your access to this engagement begins on %s.".formatted(spoken(begins));
            case "expired" ->
                "Your access to this engagement ended on %s. %s can extend it.".formatted(spoken(ends), givenBy);
            default -> "Your access to this engagement was taken away on %s by %s.".formatted(spoken(givenAt), givenBy);
        };
    }

    private static String spoken(@Nullable Instant at) {
        return at == null ? "" : at.toString().replace("T", " at ").replaceFirst("(:\\d\\d)?(\\.\\d+)?Z$", " UTC");
    }
}
