package io.elevenfold.evidence.engagement;

import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.identity.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** Who comes in the request at hand. */
@ApplicationScoped
public class CurrentVisitor {

    private final CurrentActor actor;
    private final SecurityIdentity identity;

    CurrentVisitor(CurrentActor actor, SecurityIdentity identity) {
        this.actor = actor;
        this.identity = identity;
    }

    public Visitor get() {
        return new Visitor(actor.get(), identity.hasRole(Roles.EXTERNAL_AUDITOR), identity.hasRole(May.ADMIT_AUDITORS));
    }
}
