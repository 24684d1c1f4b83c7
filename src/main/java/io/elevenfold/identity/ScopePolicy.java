package io.elevenfold.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Refuses a token outside its scopes, at every route alike: no resource has to remember it. */
@ApplicationScoped
class ScopePolicy implements HttpSecurityPolicy {

    /** Attribute of the security identity: scopes of the token; absent when nothing but the role limits it. */
    static final String SCOPES = "elevenfold.scopes";

    /** Comes with a token that is no identity. */
    private static final String ENROLMENT = "/api/v1/enroll";

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext requestContext) {
        String path = context.normalizedPath();
        if (!path.startsWith("/api/v1/")
                || path.equals(ENROLMENT)
                || context.request().getHeader("Authorization") == null) {
            return CheckResult.permit();
        }
        return identity.map(who -> isCovered(who, context) ? CheckResult.PERMIT : CheckResult.DENY);
    }

    private static boolean isCovered(SecurityIdentity who, RoutingContext context) {
        Set<Scope> scopes = who.getAttribute(SCOPES);
        return scopes == null
                || scopes.stream()
                        .anyMatch(
                                scope -> scope.covers(context.request().method().name(), context.normalizedPath()));
    }
}
