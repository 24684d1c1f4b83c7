package io.elevenfold.identity;

import io.elevenfold.platform.ProblemType;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides by which door a request comes, and lets nobody through two of them. Machines and the API show a token
 * ({@code Authorization: Bearer}, RFC 6750): one of ours, or a JWT of the identity provider. Pages are for sessions: ours
 * for local accounts, the provider's for everybody else. A session cookie opens nothing below {@code /api}.
 */
@ApplicationScoped
class Entrance implements HttpAuthenticationMechanism {

    static final String COOKIE = "elevenfold-session";
    /** The name that application.properties binds paths to; with it no other mechanism gets a turn. */
    private static final String SCHEME_NAME = "elevenfold";

    private static final String SCHEME = "bearer ";
    private static final int LONGEST_TOKEN = 8192;
    private static final String REFUSED = "elevenfold.refused";
    static final String PROVIDER_COOKIE = "q_session";
    private static final String PROVIDER_DOOR = "/sign-in/provider";

    private final OidcAuthenticationMechanism provider;
    private final IdentityProviderState providerState;

    Entrance(OidcAuthenticationMechanism provider, IdentityProviderState providerState) {
        this.provider = provider;
        this.providerState = providerState;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        return isForMachines(context) ? byToken(context, identities) : bySession(context, identities);
    }

    private Uni<SecurityIdentity> byToken(RoutingContext context, IdentityProviderManager identities) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null
                || header.length() > LONGEST_TOKEN
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        String secret = header.substring(SCHEME.length()).strip();
        if (providerState.isOn() && isJwt(secret)) {
            return provider.authenticate(context, identities);
        }
        return identities.authenticate(new MachineRequest(secret));
    }

    private Uni<SecurityIdentity> bySession(RoutingContext context, IdentityProviderManager identities) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie != null && !cookie.getValue().isEmpty() && cookie.getValue().length() <= LONGEST_TOKEN) {
            return identities
                    .authenticate(new SessionRequest(cookie.getValue()))
                    // A session that is over is nobody's: the page asks for a new one, or the provider's counts.
                    .onFailure(AuthenticationFailedException.class)
                    .recoverWithUni(() -> byProvider(context, identities));
        }
        return byProvider(context, identities);
    }

    private Uni<SecurityIdentity> byProvider(RoutingContext context, IdentityProviderManager identities) {
        // Pages do not take bearer tokens, not even good ones.
        return providerState.isOn() && context.request().getHeader(HttpHeaders.AUTHORIZATION) == null
                ? provider.authenticate(context, identities)
                        // Which says 401 and no more; people get a page.
                        .onFailure(AuthenticationCompletionException.class)
                        .transform(AuthenticationFailedException::new)
                        .onFailure(AuthenticationFailedException.class)
                        .invoke(() -> refused(context))
                : Uni.createFrom().nullItem();
    }

    /** Three parts between dots (RFC 7519 §3.1); ours have none. */
    private static boolean isJwt(String secret) {
        return secret.chars().filter(letter -> letter == '.').count() == 2;
    }

    private static boolean isForMachines(RoutingContext context) {
        String path = context.normalizedPath();
        return path.startsWith("/api/") || path.startsWith("/v1/");
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (isForMachines(context)) {
            return refuse(context);
        }
        if (providerState.isOn()
                && !isRefused(context)
                && context.normalizedPath().equals(PROVIDER_DOOR)) {
            return provider.sendChallenge(context);
        }
        return HttpAuthenticationMechanism.super.sendChallenge(context);
    }

    private void refused(RoutingContext context) {
        context.put(REFUSED, true);
        // The provider's mechanism has put itself there, and would answer with the way to the provider.
        context.put(HttpAuthenticationMechanism.class.getName(), this);
    }

    /** Whom we refused must not be sent to the provider again: it would send them straight back. */
    private static boolean isRefused(RoutingContext context) {
        return context.get(REFUSED) != null;
    }

    private static ChallengeData refusedByUs(RoutingContext context) {
        for (Cookie cookie : context.request().cookies()) {
            if (cookie.getName().startsWith(PROVIDER_COOKIE)) {
                context.response()
                        .addCookie(
                                Cookie.cookie(cookie.getName(), "").setPath("/").setMaxAge(0));
            }
        }
        return new ChallengeData(302, "Location", "/sign-in?refused=true");
    }

    private static Uni<Boolean> refuse(RoutingContext context) {
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
        if (isForMachines(context)) {
            return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"elevenfold\""));
        }
        if (isRefused(context)) {
            return Uni.createFrom().item(refusedByUs(context));
        }
        if (providerState.isOn() && context.normalizedPath().equals(PROVIDER_DOOR)) {
            return provider.getChallenge(context);
        }
        return Uni.createFrom().item(new ChallengeData(302, "Location", "/sign-in" + wayBack(context)));
    }

    private static String wayBack(RoutingContext context) {
        @Nullable String uri = context.request().uri();
        return context.request().method() != HttpMethod.GET || uri == null || uri.equals("/") || uri.length() > 1000
                ? ""
                : "?to=" + URLEncoder.encode(uri, StandardCharsets.UTF_8);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(MachineRequest.class, SessionRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(HttpCredentialTransport.Type.OTHER_HEADER, SCHEME_NAME, SCHEME_NAME));
    }

    @Override
    public int getPriority() {
        // Before the provider's own mechanism (1001), which must not get a turn of its own.
        return 5000;
    }
}
