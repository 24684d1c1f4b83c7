package io.elevenfold.identity;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looking at one person's data is an act of its own. Services that hand such data out tell it here, so that no page and
 * no route can forget to; who pages through a list, or comes back within the hour, leaves one entry.
 */
@ApplicationScoped
public class Views {

    private static final Duration ONE_LOOK = Duration.ofHours(1);
    private static final int REMEMBERED = 20_000;

    private final CurrentIdentityAssociation identities;
    private final AuditTrail trail;
    private final Clock clock;
    private final Map<String, Instant> looks = new ConcurrentHashMap<>();

    Views(CurrentIdentityAssociation identities, AuditTrail trail, Clock clock) {
        this.identities = identities;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Somebody is about to see what belongs to a person. Nothing is kept for machines, for what the service does by
     * itself, and for people who look at themselves.
     *
     * @param person null when it belongs to nobody we know
     * @param what sessions, activity, findings, endpoint or person
     */
    public void noted(@Nullable UUID person, String what) {
        if (person == null || !Arc.container().requestContext().isActive()) {
            return;
        }
        SecurityIdentity identity = identities.getIdentity();
        if (identity.isAnonymous()
                || !identity.hasRole(May.LOOK)
                || person.equals(identity.getAttribute(CurrentActor.PERSON))) {
            return;
        }
        Actor actor = new Actor(identity.getPrincipal().getName(), identity.getAttribute(CurrentActor.PERSON));
        if (isNew(actor.name() + "\n" + person + "\n" + what)) {
            trail.note(actor, "person.viewed", person, Map.of("what", what));
        }
    }

    private boolean isNew(String look) {
        Instant now = clock.instant();
        if (looks.size() >= REMEMBERED) {
            looks.clear();
        }
        Instant before = looks.get(look);
        if (before != null && before.plus(ONE_LOOK).isAfter(now)) {
            return false;
        }
        looks.put(look, now);
        return true;
    }
}
