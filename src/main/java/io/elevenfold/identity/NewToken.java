package io.elevenfold.identity;

import io.elevenfold.platform.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A token that somebody asks for. The endpoints' own come by enrolment.
 *
 * @param kind {@code ingest} or {@code api}
 * @param role the word of a role, for {@code api} only
 * @param scopes see {@link Scope}, for {@code api} only; null or empty for all that the role allows
 * @param expiresInDays null for a token that does not expire, which an auditor's may not
 */
public record NewToken(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String role,
        @Nullable List<String> scopes,
        @Nullable Integer expiresInDays) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DAYS = 3650;
    private static final int MOST_SCOPES = 60;

    /** @throws ProblemException naming the field that cannot be accepted */
    Checked check() {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw ProblemException.invalid("name: 1 to %d characters are expected".formatted(LONGEST_NAME));
        }
        if (expiresInDays != null && (expiresInDays < 1 || expiresInDays > LONGEST_DAYS)) {
            throw ProblemException.invalid(
                    "expires_in_days: a number from 1 to %d is expected".formatted(LONGEST_DAYS));
        }
        Duration lifetime = expiresInDays == null ? null : Duration.ofDays(expiresInDays);
        boolean isApi = "api".equals(kind);
        if (!isApi && !"ingest".equals(kind)) {
            throw ProblemException.invalid("kind: ingest or api is expected");
        }
        List<String> wanted = scopes == null ? List.of() : scopes;
        if (wanted.size() > MOST_SCOPES || (!isApi && !wanted.isEmpty())) {
            throw ProblemException.invalid("scopes: at most %d, and for kind api only".formatted(MOST_SCOPES));
        }
        Role allowed = isApi ? role(role) : null;
        if (allowed != null && allowed.isForATime() && lifetime == null) {
            throw ProblemException.invalid("expires_in_days: what an auditor uses ends some day");
        }
        return new Checked(
                isApi ? TokenKind.API : TokenKind.INGEST,
                name.strip(),
                allowed,
                wanted.isEmpty() ? null : Scope.words(wanted),
                lifetime);
    }

    private static Role role(@Nullable String word) {
        return Stream.of(Role.values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("role: one of %s is expected"
                        .formatted(String.join(
                                ", ", Stream.of(Role.values()).map(Role::word).toList()))
                        .toLowerCase(Locale.ROOT)));
    }

    /** The same, in bounds. */
    record Checked(
            TokenKind kind,
            String name,
            @Nullable Role role,
            @Nullable List<String> scopes,
            @Nullable Duration lifetime) {}
}
