package io.elevenfold.identity;

import io.elevenfold.platform.ProblemType;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** {@code Authorization: Bearer <token>} (RFC 6750) for machines and for the API. */
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "bearer ";
    private static final int LONGEST_TOKEN = 4096;

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null
                || header.length() > LONGEST_TOKEN
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        String secret = header.substring(SCHEME.length()).strip();
        return identities.authenticate(new TokenAuthenticationRequest(new OpaqueToken(secret)));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        ProblemType problem = ProblemType.UNAUTHENTICATED;
        context.response()
                .setStatusCode(problem.status())
                .putHeader("WWW-Authenticate", "Bearer realm=\"elevenfold\"")
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
        String body = new JsonObject()
                .put("type", "/problems/" + problem.slug())
                .put("title", problem.title())
                .put("status", problem.status())
                .encode();
        return Uni.createFrom()
                .completionStage(context.response().end(body).toCompletionStage())
                .replaceWith(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"elevenfold\""));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer", "bearer"));
    }
}
