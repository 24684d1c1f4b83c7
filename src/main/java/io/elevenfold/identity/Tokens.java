package io.elevenfold.identity;

import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tokens of machines and of the API: issued once in clear, looked up by their hash. */
@ApplicationScoped
public class Tokens implements PanacheRepositoryBase<Token, UUID> {

    /** How long another node may still honour a token that was revoked here. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final int CACHED = 20_000;

    private final Clock clock;
    private final Map<String, Remembered> cache = new ConcurrentHashMap<>();

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /** A token that writes for many endpoints. */
    @Transactional
    public Issued issueIngest(String name, @Nullable Duration lifetime) {
        return issue(TokenKind.INGEST, name, null, null, lifetime);
    }

    /** A token that calls the API in a role. */
    @Transactional
    public Issued issueApi(String name, Role role, @Nullable Duration lifetime) {
        return issue(TokenKind.API, name, role, null, lifetime);
    }

    /** The credential of an endpoint. */
    @Transactional
    public Issued issueEndpoint(String name, UUID endpointId) {
        return issue(TokenKind.ENDPOINT, name, null, endpointId, null);
    }

    /** Lets a token that an administrator chose call the API; does nothing when it is there already. */
    @Transactional
    void admit(String name, Role role, String secret) {
        byte[] hash = Secrets.hash(secret);
        if (find("hash", hash).firstResultOptional().isEmpty()) {
            Instant now = clock.instant();
            persist(new Token(Ids.at(now), TokenKind.API, name, hash, role, null, now, null));
        }
    }

    private Issued issue(
            TokenKind kind, String name, @Nullable Role role, @Nullable UUID endpointId, @Nullable Duration lifetime) {
        String secret = Secrets.fresh("ef_" + kind.word().charAt(0) + "_");
        Instant now = clock.instant();
        Token token = new Token(
                Ids.at(now),
                kind,
                name,
                Secrets.hash(secret),
                role,
                endpointId,
                now,
                lifetime == null ? null : now.plus(lifetime));
        persist(token);
        return new Issued(token.view(), secret);
    }

    /** All tokens, newest first. */
    @Transactional
    public List<TokenView> newestFirst() {
        return list("order by createdAt desc, id").stream().map(Token::view).toList();
    }

    /** @throws ProblemException when there is no such token */
    @Transactional
    public TokenView revoke(UUID id) {
        Token token = findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("No token has the id " + id));
        token.revoke(clock.instant());
        cache.clear();
        return token.view();
    }

    /** What the secret says; empty when it is unknown, expired or revoked. */
    @Transactional
    Optional<TokenIdentity> identityOf(String secret) {
        Instant now = clock.instant();
        Remembered remembered = cache.get(secret);
        if (remembered != null && now.isBefore(remembered.until())) {
            return Optional.of(remembered.identity());
        }
        Optional<TokenIdentity> identity = find("hash", Secrets.hash(secret))
                .firstResultOptional()
                .filter(token -> token.isValidAt(now))
                .map(token -> used(token, now));
        if (cache.size() >= CACHED) {
            cache.clear();
        }
        identity.ifPresentOrElse(
                found -> cache.put(secret, new Remembered(found, now.plus(REMEMBERED))), () -> cache.remove(secret));
        return identity;
    }

    private TokenIdentity used(Token token, Instant now) {
        token.lastUsedAt = now;
        return new TokenIdentity(
                token.id,
                TokenKind.valueOf(token.kind.toUpperCase(Locale.ROOT)),
                token.name,
                token.role == null ? null : Role.of(token.role),
                senderOf(token));
    }

    private Sender senderOf(Token token) {
        if (token.endpointId == null) {
            return new Sender(token.id, null, null, null);
        }
        Object[] owner = (Object[]) getEntityManager()
                .createNativeQuery(
                        "select p.id, p.email from endpoint e left join person p on p.id = e.person_id where e.id = :id")
                .setParameter("id", token.endpointId)
                .getSingleResult();
        return new Sender(token.id, token.endpointId, (UUID) owner[0], (String) owner[1]);
    }

    /** @param secret the only time that it is told */
    public record Issued(TokenView token, String secret) {}

    private record Remembered(TokenIdentity identity, Instant until) {}
}
