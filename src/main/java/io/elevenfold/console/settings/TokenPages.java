package io.elevenfold.console.settings;

import io.elevenfold.console.Asked;
import io.elevenfold.console.Links;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.identity.NewToken;
import io.elevenfold.identity.Role;
import io.elevenfold.identity.TokenView;
import io.elevenfold.identity.Tokens;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/settings/tokens")
@RolesAllowed(May.ADMINISTER)
@Blocking
class TokenPages {

    private static final int SHOWN = 100;

    private final Tokens tokens;
    private final CurrentActor actor;
    private final Clock clock;

    TokenPages(Tokens tokens, CurrentActor actor, Clock clock) {
        this.tokens = tokens;
        this.actor = actor;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@QueryParam("after") @Nullable String after) {
        return page("", after);
    }

    /** Answers with the page and no redirect: the secret is told here and nowhere again. */
    @POST
    @Operation(hidden = true)
    public TemplateInstance issue(
            @FormParam("name") @Nullable String name,
            @FormParam("kind") @Nullable String kind,
            @FormParam("scopes") @Nullable String scopes,
            @FormParam("days") @Nullable String days) {
        boolean isIngest = "ingest".equals(kind);
        NewToken wanted = new NewToken(
                name,
                isIngest ? "ingest" : "api",
                isIngest ? null : kind,
                isIngest
                        ? null
                        : List.of(Asked.orEmpty(scopes).strip().split("[\\s,]+")).stream()
                                .filter(scope -> !scope.isEmpty())
                                .toList(),
                days(Asked.orEmpty(days).strip()));
        return page(tokens.issue(wanted, actor.get()).secret(), null);
    }

    @POST
    @Path("/{id}/revoke")
    @Operation(hidden = true)
    public Response revoke(UUID id) {
        tokens.revoke(id, actor.get());
        return Response.seeOther(URI.create("/settings/tokens")).build();
    }

    /** The old token stays good for a day, so that what holds it has time to change. */
    @POST
    @Path("/{id}/rotate")
    @Operation(hidden = true)
    public TemplateInstance rotate(UUID id) {
        return page(tokens.rotate(id, Duration.ofDays(1), actor.get()).secret(), null);
    }

    private TemplateInstance page(String secret, @Nullable String after) {
        Page<TokenView> page = tokens.newest(SHOWN, after);
        Instant now = clock.instant();
        return Templates.tokens(
                page.items().stream().map(token -> Row.of(token, now)).toList(),
                page.next() == null
                        ? null
                        : Links.query().with("after", page.next()).to("/settings/tokens"),
                Stream.of(Role.values()).map(Role::word).toList(),
                secret);
    }

    private static @Nullable Integer days(String digits) {
        if (digits.isEmpty()) {
            return null;
        }
        if (!digits.matches("\\d{1,4}")) {
            throw ProblemException.invalid("days: a whole number is expected");
        }
        return Integer.valueOf(digits);
    }

    /** @param state active, replaced, expired or revoked */
    public record Row(TokenView token, String state) {

        static Row of(TokenView token, Instant now) {
            if (token.revokedAt() != null) {
                return new Row(token, "revoked");
            }
            if (token.expiresAt() != null && !now.isBefore(token.expiresAt())) {
                return new Row(token, "expired");
            }
            return new Row(token, token.replacedBy() == null ? "active" : "replaced");
        }

        public boolean mayRotate() {
            return state.equals("active");
        }

        public boolean mayRevoke() {
            return state.equals("active") || state.equals("replaced");
        }
    }

    @CheckedTemplate(basePath = "settings")
    static final class Templates {

        private Templates() {}

        /** @param secret empty unless a token was made just now */
        static native TemplateInstance tokens(List<Row> rows, @Nullable String next, List<String> roles, String secret);
    }
}
