package io.elevenfold.identity;

import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a shown secret stands for. Asked at every request and remembered nowhere: expiry and revocation hold at
 * once, on every node. One look-up by a unique index costs less than a batch's first row.
 */
@ApplicationScoped
class TokenLookup {

    /** How exact the last use is: it would be a write for every request otherwise. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private static final String SELECT =
            """
            select t.id, t.kind, t.name, t.role, t.scopes, t.endpoint_id, t.last_used_at, e.person_id, p.email
            from token t
            left join endpoint e on e.id = t.endpoint_id
            left join person p on p.id = e.person_id
            where t.hash = ? and t.revoked_at is null and (t.expires_at is null or t.expires_at > ?)
              and e.removed_at is null
            """;

    private final Sql sql;
    private final Clock clock;
    private final Tokens tokens;

    TokenLookup(Sql sql, Clock clock, Tokens tokens) {
        this.sql = sql;
        this.clock = clock;
        this.tokens = tokens;
    }

    /** Empty when the secret is unknown, expired or revoked, and when its endpoint was removed. */
    @Transactional
    Optional<TokenIdentity> identityOf(String secret) {
        Instant now = clock.instant();
        Optional<Found> found = sql.first(SELECT, TokenLookup::found, List.of(Secrets.hash(secret), now));
        found.filter(token -> token.usedAt() == null
                        || token.usedAt().plus(USE_NOTED_EVERY).isBefore(now))
                .ifPresent(token -> tokens.used(token.identity().id(), now));
        return found.map(Found::identity);
    }

    private static Found found(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String role = row.getString("role");
        java.sql.Timestamp used = row.getTimestamp("last_used_at");
        TokenIdentity identity = new TokenIdentity(
                id,
                TokenKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                role == null ? null : Role.of(role),
                scopes(row.getArray("scopes")),
                new Sender(
                        id,
                        row.getObject("endpoint_id", UUID.class),
                        row.getObject("person_id", UUID.class),
                        row.getString("email")));
        return new Found(identity, used == null ? null : used.toInstant());
    }

    private static @Nullable Set<Scope> scopes(@Nullable Array array) throws SQLException {
        return array == null
                ? null
                : Arrays.stream((String[]) array.getArray()).map(Scope::of).collect(Collectors.toUnmodifiableSet());
    }

    private record Found(TokenIdentity identity, @Nullable Instant usedAt) {}
}
