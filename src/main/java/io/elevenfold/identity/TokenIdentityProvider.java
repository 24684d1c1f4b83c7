package io.elevenfold.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class TokenIdentityProvider implements IdentityProvider<MachineRequest> {

    static final String SENDER = "elevenfold.sender";

    private final TokenLookup tokens;

    TokenIdentityProvider(TokenLookup tokens) {
        this.tokens = tokens;
    }

    @Override
    public Class<MachineRequest> getRequestType() {
        return MachineRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(MachineRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> tokens.identityOf(request.secret)
                .map(TokenIdentityProvider::identity)
                .orElseThrow(AuthenticationFailedException::new));
    }

    private static SecurityIdentity identity(TokenIdentity token) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("token:" + token.name()))
                .addRoles(token.words())
                .addAttribute(SENDER, token.sender())
                .addAttribute(
                        CurrentSight.SIGHT,
                        token.role() == Role.DEVELOPER || token.role() == Role.EXTERNAL_AUDITOR
                                ? Sight.NOTHING
                                : Sight.EVERYTHING);
        if (token.scopes() != null) {
            identity.addAttribute(ScopePolicy.SCOPES, token.scopes());
        }
        return identity.build();
    }
}
