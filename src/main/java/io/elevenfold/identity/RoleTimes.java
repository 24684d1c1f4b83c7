package io.elevenfold.identity;

import io.elevenfold.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Until when people hold their roles. An auditor's always ends some day. */
@ApplicationScoped
public class RoleTimes {

    /** How long an auditor may come after the first time, unless an administrator sets another day. */
    static final Duration FIRST_AUDIT = Duration.ofDays(90);

    static final Duration LONGEST_AUDIT = Duration.ofDays(366);

    private final People people;
    private final AuditTrail trail;
    private final Clock clock;

    RoleTimes(People people, AuditTrail trail, Clock clock) {
        this.people = people;
        this.trail = trail;
        this.clock = clock;
    }

    /** Empty when no end is set, or nobody has the id. */
    @Transactional
    public Optional<Instant> of(UUID person) {
        return people.findByIdOptional(person).map(found -> found.roleUntil);
    }

    /**
     * Sets the end of a person's role.
     *
     * @param until null for none
     * @throws ProblemException when there is no such person, and for an auditor without an end within a year
     */
    @Transactional
    public void end(UUID id, @Nullable Instant until, Actor by) {
        Person person =
                people.findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("No person has the id " + id));
        check(Role.of(person.role), until, clock.instant());
        person.roleUntil = until;
        trail.keep(by, "person.role_time", id, Map.of("until", until == null ? "" : until.toString()));
    }

    /** @throws ProblemException for an auditor without an end within a year */
    static void check(Role role, @Nullable Instant until, Instant now) {
        if (role.isForATime() && (until == null || until.isAfter(now.plus(LONGEST_AUDIT)))) {
            throw ProblemException.invalid("until: an auditor's role ends within a year");
        }
    }
}
