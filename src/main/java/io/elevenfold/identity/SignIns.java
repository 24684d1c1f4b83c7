package io.elevenfold.identity;

import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sessions of local accounts. Each sign-in makes a new secret, so that one that somebody planted before is worth
 * nothing; the table holds its hash. A session ends by sign-out, by silence, by age, and with its account.
 */
@ApplicationScoped
public class SignIns {

    private static final Duration SEEN_NOTED_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_AGENT = 200;

    private final EntityManager entities;
    private final Sql sql;
    private final Clock clock;
    private final SignInConfig config;
    private final Accounts accounts;
    private final AuditTrail trail;

    SignIns(EntityManager entities, Sql sql, Clock clock, SignInConfig config, Accounts accounts, AuditTrail trail) {
        this.entities = entities;
        this.sql = sql;
        this.clock = clock;
        this.config = config;
        this.accounts = accounts;
        this.trail = trail;
    }

    /** @return the cookie's value, the only time that it is told */
    @Transactional
    String begin(UUID account, SignedIn who, String agent) {
        Instant now = clock.instant();
        String secret = Secrets.fresh("");
        entities.createNativeQuery(
                        """
                        insert into sign_in (id, hash, account_id, agent, started_at, seen_at, expires_at)
                        values (:id, :hash, :account, :agent, :now, :now, :end)""")
                .setParameter("id", Ids.at(now))
                .setParameter("hash", Secrets.hash(secret))
                .setParameter("account", account)
                .setParameter("agent", agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent)
                .setParameter("now", now)
                .setParameter("end", now.plus(config.longest()))
                .executeUpdate();
        entities.createNativeQuery("delete from sign_in where expires_at < :then")
                .setParameter("then", now.minus(Duration.ofDays(30)))
                .executeUpdate();
        trail.keep(who.actor(), "sign_in.succeeded", account, Map.of("by", "password"));
        return secret;
    }

    /** Who holds the cookie; empty when the session is over or the account may not sign in any more. */
    @Transactional
    Optional<SignedIn> of(String secret) {
        if (!config.local()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Open> open = sql.first(
                """
                select s.id, s.account_id, s.seen_at, s.started_at, a.totp_since < s.started_at
                from sign_in s join account a on a.id = s.account_id
                where s.hash = ? and s.ended_at is null and s.expires_at > ? and s.seen_at > ?""",
                row -> new Open(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getTimestamp(3).toInstant(),
                        new Proof(
                                row.getBoolean(5) ? "password+otp" : "password",
                                row.getTimestamp(4).toInstant())),
                List.of(Secrets.hash(secret), now, now.minus(config.idle())));
        open.filter(session -> session.seenAt().plus(SEEN_NOTED_EVERY).isBefore(now))
                .ifPresent(session -> entities.createNativeQuery("update sign_in set seen_at = :now where id = :id")
                        .setParameter("now", now)
                        .setParameter("id", session.id())
                        .executeUpdate());
        return open.flatMap(session -> accounts.usable(session.account()).map(who -> who.by(session.proof())));
    }

    /** Ends the session of a cookie; nothing happens for one that is unknown. */
    @Transactional
    void end(String secret) {
        of(secret).ifPresent(who -> {
            entities.createNativeQuery("update sign_in set ended_at = :now where hash = :hash and ended_at is null")
                    .setParameter("now", clock.instant())
                    .setParameter("hash", Secrets.hash(secret))
                    .executeUpdate();
            trail.keep(who.actor(), "sign_in.ended", AuditTrail.NOBODY, Map.of());
        });
    }

    private record Open(UUID id, UUID account, Instant seenAt, Proof proof) {}
}
