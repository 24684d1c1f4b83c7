package io.elevenfold.identity;

import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens of machines and of the API: told once in clear, kept as a hash, every act on them in the audit trail. */
@ApplicationScoped
public class Tokens implements PanacheRepositoryBase<Token, UUID> {

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final Clock clock;
    private final AuditTrail trail;

    Tokens(Clock clock, AuditTrail trail) {
        this.clock = clock;
        this.trail = trail;
    }

    /** @throws ProblemException naming the field that cannot be accepted */
    @Transactional
    public Issued issue(NewToken wanted, Actor by) {
        NewToken.Checked checked = wanted.check();
        return kept("token.made", issue(checked, null), by);
    }

    /** A token that calls the API in a role, without an act of anybody's. */
    @Transactional
    public Issued issueApi(String name, Role role, @Nullable Duration lifetime) {
        return kept(
                "token.made",
                issue(new NewToken.Checked(TokenKind.API, name, role, null, lifetime), null),
                Actor.SYSTEM);
    }

    /** The credential of an endpoint. Its enrolment is what the ledger tells. */
    @Transactional
    public Issued issueEndpoint(String name, UUID endpointId) {
        return issue(new NewToken.Checked(TokenKind.ENDPOINT, name, null, null, null), endpointId);
    }

    /** Lets a token that an administrator chose call the API; does nothing when it is there already. */
    @Transactional
    void admit(String name, Role role, String secret) {
        if (find("hash", Secrets.hash(secret)).firstResultOptional().isEmpty()) {
            Token token = token(new NewToken.Checked(TokenKind.API, name, role, null, null), null, secret);
            persist(token);
            kept("token.made", new Issued(token.view(), secret), Actor.SYSTEM);
        }
    }

    private Issued issue(NewToken.Checked wanted, @Nullable UUID endpointId) {
        String secret = Secrets.fresh("ef_" + wanted.kind().word().charAt(0) + "_");
        Token token = token(wanted, endpointId, secret);
        persist(token);
        return new Issued(token.view(), secret);
    }

    private Token token(NewToken.Checked wanted, @Nullable UUID endpointId, String secret) {
        Instant now = clock.instant();
        Duration lifetime = wanted.lifetime();
        return new Token(
                Ids.at(now),
                wanted.kind(),
                wanted.name(),
                Secrets.hash(secret),
                wanted.role(),
                wanted.scopes() == null ? null : wanted.scopes().toArray(String[]::new),
                endpointId,
                now,
                lifetime == null ? null : now.plus(lifetime));
    }

    /** Newest first. */
    @Transactional
    public Page<TokenView> newest(int limit, @Nullable String after) {
        int bounded = Cursor.limit(limit);
        List<String> cursor = Cursor.values(after, 2);
        List<Token> found = (cursor.isEmpty()
                        ? find("order by createdAt desc, id desc")
                        : find(
                                "createdAt < ?1 or (createdAt = ?1 and id < ?2) order by createdAt desc, id desc",
                                instant(cursor.get(0)),
                                uuid(cursor.get(1))))
                .page(0, bounded + 1)
                .list();
        return Page.of(
                found.stream().map(Token::view).toList(), bounded, last -> Cursor.of(last.createdAt(), last.id()));
    }

    /**
     * Makes a token that takes the place of another. Both are good until the overlap ends, so that what holds the old
     * one has time to change.
     *
     * @throws ProblemException when there is no such token, when it is not valid any more, or was replaced already
     */
    @Transactional
    public Issued rotate(UUID id, Duration overlap, Actor by) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw ProblemException.invalid(
                    "overlap_hours: a number from 0 to %d is expected".formatted(LONGEST_OVERLAP.toHours()));
        }
        Token old = existing(id);
        Instant now = clock.instant();
        if (!old.isValidAt(now) || old.replacedBy != null) {
            throw new ProblemException(ProblemType.CONFLICT, "The token is expired, revoked, or replaced already");
        }
        Duration lifetime = old.expiresAt == null ? null : Duration.between(old.createdAt, old.expiresAt);
        Issued fresh = issue(
                new NewToken.Checked(
                        old.kind(), old.name, old.role(), old.scopes == null ? null : List.of(old.scopes), lifetime),
                old.endpointId);
        flush();
        old.replaceBy(fresh.token().id(), now.plus(overlap));
        Map<String, Object> detail = detail(old.view());
        detail.put("replaced_by", fresh.token().id().toString());
        trail.keep(by, "token.rotated", id, detail);
        return fresh;
    }

    /** @throws ProblemException when there is no such token */
    @Transactional
    public TokenView revoke(UUID id, Actor by) {
        Token token = existing(id);
        if (token.revoke(clock.instant())) {
            trail.keep(by, "token.revoked", id, detail(token.view()));
        }
        return token.view();
    }

    private Token existing(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> ProblemException.notFound("No token has the id " + id));
    }

    /** Notes the use of a token, unless another request is about to. */
    void used(UUID id, Instant now) {
        getEntityManager()
                .createNativeQuery(
                        "update token set last_used_at = :now where id in (select id from token where id = :id for update skip locked)")
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    private Issued kept(String type, Issued issued, Actor by) {
        trail.keep(by, type, issued.token().id(), detail(issued.token()));
        return issued;
    }

    private static Map<String, Object> detail(TokenView token) {
        Map<String, Object> detail = new TreeMap<>();
        detail.put("token", token.id().toString());
        detail.put("name", token.name());
        detail.put("kind", token.kind());
        detail.put("role", token.role() == null ? "" : token.role());
        detail.put("scopes", token.scopes() == null ? "" : String.join(" ", token.scopes()));
        detail.put(
                "expires_at", token.expiresAt() == null ? "" : token.expiresAt().toString());
        return detail;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid("after: expected what an earlier answer gave as next");
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("after: expected what an earlier answer gave as next");
        }
    }

    /** @param secret the only time that it is told */
    public record Issued(TokenView token, String secret) {}
}
