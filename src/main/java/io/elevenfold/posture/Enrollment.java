package io.elevenfold.posture;

import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.identity.People;
import io.elevenfold.identity.PersonView;
import io.elevenfold.identity.Secrets;
import io.elevenfold.identity.Sender;
import io.elevenfold.identity.Tokens;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An administrator makes an enrolment token; an endpoint turns it into a credential of its own. */
@ApplicationScoped
public class Enrollment implements PanacheRepositoryBase<EnrollmentToken, UUID> {

    private static final int MOST_USES = 100_000;
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int LONGEST_NAME = 200;

    private final Clock clock;
    private final People people;
    private final Tokens tokens;
    private final EndpointRepository endpoints;
    private final AuditTrail trail;

    Enrollment(Clock clock, People people, Tokens tokens, EndpointRepository endpoints, AuditTrail trail) {
        this.clock = clock;
        this.people = people;
        this.tokens = tokens;
        this.endpoints = endpoints;
        this.trail = trail;
    }

    /**
     * Makes an enrolment token.
     *
     * @return the token in clear, the only time that it is told
     * @throws ProblemException when name, uses or lifetime are out of bounds
     */
    @Transactional
    public String makeToken(String name, int maxUses, Duration lifetime, String by) {
        bounded("name", name);
        if (maxUses < 1 || maxUses > MOST_USES) {
            throw ProblemException.invalid("max_uses: a number from 1 to %d is expected".formatted(MOST_USES));
        }
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            throw ProblemException.invalid(
                    "expires_in_hours: a number from 1 to %d is expected".formatted(LONGEST.toHours()));
        }
        Instant now = clock.instant();
        String secret = Secrets.fresh("ef_enroll_");
        EnrollmentToken token =
                new EnrollmentToken(Ids.at(now), name, Secrets.hash(secret), maxUses, now, now.plus(lifetime));
        persist(token);
        trail.keep(
                new Actor(by, null),
                "enrollment_token.made",
                token.id,
                Map.of("name", name, "max_uses", (long) maxUses, "expires_at", token.expiresAt));
        return secret;
    }

    /**
     * Enrols an endpoint.
     *
     * @param secret the enrolment token
     * @param person e-mail address of who is answerable; null when nobody is
     * @throws ProblemException when the token is unknown, used up or expired, or a field is out of bounds
     */
    @Transactional
    public Enrolled enroll(String secret, String hostname, String os, @Nullable String person) {
        Enrolling enrolled = enroll(secret, hostname, os, person == null ? null : people.withEmail(person), null);
        return new Enrolled(enrolled.endpoint().id, enrolled.token().secret());
    }

    /**
     * Enrols an endpoint of the sample organisation, dated back so that it can have a history.
     *
     * @param since when it should seem to have been enrolled; the ledger has the time at which it is done
     * @return the sender that its credential stands for; the credential itself is told to nobody
     */
    @Transactional
    public Sender enrollSample(String secret, String hostname, String os, PersonView person, Instant since) {
        Enrolling enrolled = enroll(secret, hostname, os, person, since);
        return new Sender(enrolled.token().token().id(), enrolled.endpoint().id, person.id(), person.email());
    }

    private Enrolling enroll(
            String secret, String hostname, String os, @Nullable PersonView person, @Nullable Instant sampleSince) {
        bounded("hostname", hostname);
        bounded("os", os);
        Instant now = clock.instant();
        EnrollmentToken token = find("hash", Secrets.hash(secret))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .filter(found -> found.use(now))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNAUTHENTICATED, "The enrolment token is unknown, used up or expired"));
        Endpoint endpoint = new Endpoint(
                Ids.at(now),
                hostname,
                os,
                person == null ? null : person.id(),
                sampleSince == null ? now : sampleSince,
                sampleSince != null);
        endpoints.persistAndFlush(endpoint);
        Map<String, Object> entry = new TreeMap<>(Map.of(
                "endpoint",
                endpoint.id.toString(),
                "hostname",
                hostname,
                "os",
                os,
                "person",
                person == null ? "" : person.email(),
                "enrollment_token",
                token.name));
        if (sampleSince != null) {
            entry.put("sample", true);
        }
        trail.keep(
                new Actor("enrollment:" + token.name, null),
                "endpoint.enrolled",
                person == null ? endpoint.id : person.id(),
                entry);
        return new Enrolling(endpoint, tokens.issueEndpoint(hostname, endpoint.id));
    }

    private static void bounded(String name, String value) {
        if (value.isBlank() || value.length() > LONGEST_NAME) {
            throw ProblemException.invalid("%s: 1 to %d characters are expected".formatted(name, LONGEST_NAME));
        }
    }

    /** @param token the endpoint's own credential, the only time that it is told */
    public record Enrolled(UUID endpointId, String token) {}

    private record Enrolling(Endpoint endpoint, Tokens.Issued token) {}
}
