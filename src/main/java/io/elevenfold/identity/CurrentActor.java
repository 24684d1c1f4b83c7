package io.elevenfold.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who acts in the request at hand, for decisions that are kept with the name of who made them. */
@RequestScoped
public class CurrentActor {

    /** Attribute of the security identity: the id of the person, where we know one. */
    static final String PERSON = "elevenfold.person";

    /** Attribute of the security identity: a {@link Proof}. */
    static final String PROOF = "elevenfold.proof";

    private final SecurityIdentity identity;
    private final People people;

    CurrentActor(SecurityIdentity identity, People people) {
        this.identity = identity;
        this.people = people;
    }

    /** @throws IllegalStateException when nobody signed in: what acts by itself is {@link Actor#SYSTEM} */
    public Actor get() {
        if (identity.isAnonymous()) {
            throw new IllegalStateException("nobody is signed in");
        }
        return new Actor(identity.getPrincipal().getName(), personId());
    }

    /** The person who acts; empty for a token, and for an account that belongs to nobody we know. */
    public Optional<PersonView> person() {
        return Optional.ofNullable(personId()).flatMap(people::withId);
    }

    /** Empty for a token of ours. */
    public Optional<Proof> proof() {
        return Optional.ofNullable(identity.getAttribute(PROOF));
    }

    private @Nullable UUID personId() {
        return identity.getAttribute(PERSON);
    }
}
