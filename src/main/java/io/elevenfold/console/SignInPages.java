package io.elevenfold.console;

import io.elevenfold.identity.AuditTrail;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.IdentityProviderState;
import io.elevenfold.identity.SignInDesk;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/")
@Blocking
class SignInPages {

    private static final String COOKIE = "elevenfold-session";
    /** Quarkus keeps the provider's session in it. */
    private static final String PROVIDER_COOKIE = "q_session";

    private final SignInDesk desk;
    private final IdentityProviderState provider;
    private final AuditTrail trail;
    private final CurrentActor actor;

    SignInPages(SignInDesk desk, IdentityProviderState provider, AuditTrail trail, CurrentActor actor) {
        this.desk = desk;
        this.provider = provider;
        this.trail = trail;
        this.actor = actor;
    }

    @GET
    @Path("sign-in")
    @PermitAll
    @Operation(hidden = true)
    public TemplateInstance signIn(
            @QueryParam("failed") @Nullable String failed,
            @QueryParam("refused") @Nullable String refused,
            @QueryParam("out") @Nullable String out,
            @QueryParam("to") @Nullable String to) {
        return Templates.signIn(
                new Door(failed != null, refused != null, out != null, desk.isOpen(), provider.isOn(), inside(to)));
    }

    /** With a local account. The path and the first two fields are those of Jakarta Servlet's form. */
    @POST
    @Path("j_security_check")
    @PermitAll
    @Operation(hidden = true)
    public Response signIn(
            RoutingContext context,
            @FormParam("j_username") @Nullable String name,
            @FormParam("j_password") @Nullable String password,
            @FormParam("code") @Nullable String code,
            @FormParam("to") @Nullable String to,
            @HeaderParam("User-Agent") @Nullable String agent) {
        Optional<String> session = desk.signIn(
                Asked.orEmpty(name).strip(),
                Asked.orEmpty(password),
                Asked.orEmpty(code),
                context.request().remoteAddress().hostAddress(),
                Asked.orEmpty(agent));
        return session.map(secret -> Response.status(Response.Status.FOUND)
                        .location(URI.create(inside(to)))
                        .cookie(cookie(context, secret))
                        .build())
                .orElseGet(() -> Response.status(Response.Status.FOUND)
                        .location(URI.create("/sign-in?failed=true&to=" + Links.encode(inside(to))))
                        .build());
    }

    /** Where the identity provider sends people back to; whoever gets here is signed in. */
    @GET
    @Path("sign-in/provider")
    @Authenticated
    @Operation(hidden = true)
    public Response signedIn() {
        trail.note(actor.get(), "sign_in.succeeded", AuditTrail.NOBODY, Map.of("by", "provider"));
        return Response.seeOther(URI.create("/")).build();
    }

    /**
     * Ends our session. The provider's is ended by a page that leads on: the policy for content forbids a form to end
     * at another site.
     */
    @POST
    @Path("sign-out")
    @PermitAll
    @Operation(hidden = true)
    public Response signOut(RoutingContext context, @CookieParam(COOKIE) @Nullable String session) {
        if (session != null) {
            desk.signOut(session);
        }
        boolean isProviders = context.request().cookies().stream()
                .anyMatch(cookie -> cookie.getName().startsWith(PROVIDER_COOKIE));
        Response.ResponseBuilder answer =
                isProviders ? Response.ok(Templates.signOut()) : Response.seeOther(URI.create("/sign-in?out=true"));
        return answer.cookie(gone(context)).build();
    }

    private static NewCookie cookie(RoutingContext context, String secret) {
        return base(context, secret).build();
    }

    private static NewCookie gone(RoutingContext context) {
        return base(context, "").maxAge(0).build();
    }

    private static NewCookie.Builder base(RoutingContext context, String value) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(context.request().isSSL())
                .sameSite(NewCookie.SameSite.STRICT);
    }

    /** A path of ours; anything else leads to the first page. */
    static String inside(@Nullable String to) {
        return to != null && to.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\\"<>^`{|}]]{0,1000}") ? to : "/";
    }

    /**
     * @param local whether local accounts may sign in
     * @param provider whether there is an identity provider
     * @param to where to go afterwards
     */
    record Door(boolean failed, boolean refused, boolean out, boolean local, boolean provider, String to) {}

    @CheckedTemplate(basePath = "layout")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance signIn(Door page);

        static native TemplateInstance signOut();
    }
}
