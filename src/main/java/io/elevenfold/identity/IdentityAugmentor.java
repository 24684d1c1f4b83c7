package io.elevenfold.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The provider says who somebody is; what they may do here, and whether they still may, is decided here. */
@ApplicationScoped
class IdentityAugmentor implements SecurityIdentityAugmentor {

    /** Attribute of the security identity: the provider's id of the person; absent for everybody else. */
    static final String SUBJECT = "elevenfold.subject";

    private final ProviderPeople people;

    IdentityAugmentor(ProviderPeople people) {
        this.people = people;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        return context.runBlocking(() -> {
            ProviderClaims claims = ProviderClaims.of(token, identity.getRoles());
            SignedIn who = people.admit(claims)
                    .orElseThrow(() -> new AuthenticationFailedException("this person may not sign in here"))
                    .by(claims.proof());
            // Not the provider's own roles: only what our words say counts from here on.
            QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder()
                    .setPrincipal(identity.getPrincipal())
                    .addCredentials(identity.getCredentials())
                    .addAttributes(identity.getAttributes())
                    .addAttribute(SUBJECT, claims.subject());
            return who.onto(builder);
        });
    }
}
