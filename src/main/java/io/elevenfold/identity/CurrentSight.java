package io.elevenfold.identity;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** How far the one who asks may see. What the service does by itself, outside any request, sees everything. */
@ApplicationScoped
public class CurrentSight {

    /** Attribute of the security identity. */
    static final String SIGHT = "elevenfold.sight";

    private final CurrentIdentityAssociation identities;

    CurrentSight(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    public Sight get() {
        if (!Arc.container().requestContext().isActive()) {
            return Sight.EVERYTHING;
        }
        SecurityIdentity identity = identities.getIdentity();
        if (identity.isAnonymous()) {
            return Sight.EVERYTHING;
        }
        @Nullable Sight sight = identity.getAttribute(SIGHT);
        return sight == null ? Sight.NOTHING : sight;
    }
}
