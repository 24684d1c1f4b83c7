package io.elevenfold.console.settings;

import io.elevenfold.console.Asked;
import io.elevenfold.identity.Role;
import io.elevenfold.identity.Roles;
import io.elevenfold.identity.TokenView;
import io.elevenfold.identity.Tokens;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/settings/tokens")
@RolesAllowed(Roles.ADMINISTRATOR)
@Blocking
class TokenPages {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DAYS = 3650;

    private final Tokens tokens;

    TokenPages(Tokens tokens) {
        this.tokens = tokens;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list() {
        return page("");
    }

    /** Answers with the page and no redirect: the secret is told here and nowhere again. */
    @POST
    @Operation(hidden = true)
    public TemplateInstance issue(
            @FormParam("name") @Nullable String name,
            @FormParam("kind") @Nullable String kind,
            @FormParam("days") @Nullable String days) {
        String called = Asked.orEmpty(name).strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            throw ProblemException.invalid("name: 1 to %d characters are expected".formatted(LONGEST_NAME));
        }
        Duration lifetime = lifetime(Asked.orEmpty(days).strip());
        Tokens.Issued issued = "ingest".equals(kind)
                ? tokens.issueIngest(called, lifetime)
                : tokens.issueApi(called, role(Asked.orEmpty(kind)), lifetime);
        return page(issued.secret());
    }

    @POST
    @Path("/{id}/revoke")
    @Operation(hidden = true)
    public Response revoke(UUID id) {
        tokens.revoke(id);
        return Response.seeOther(URI.create("/settings/tokens")).build();
    }

    private TemplateInstance page(String secret) {
        return Templates.tokens(
                tokens.newestFirst(), Stream.of(Role.values()).map(Role::word).toList(), secret);
    }

    private static @Nullable Duration lifetime(String days) {
        if (days.isEmpty()) {
            return null;
        }
        if (days.matches("\\d{1,4}")) {
            int number = Integer.parseInt(days);
            if (number >= 1 && number <= LONGEST_DAYS) {
                return Duration.ofDays(number);
            }
        }
        throw ProblemException.invalid("days: a number from 1 to %d is expected".formatted(LONGEST_DAYS));
    }

    private static Role role(String word) {
        return Stream.of(Role.values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("kind: ingest or the word of a role is expected"));
    }

    @CheckedTemplate(basePath = "settings")
    static final class Templates {

        private Templates() {}

        /** @param secret empty unless a token was made just now */
        static native TemplateInstance tokens(List<TokenView> tokens, List<String> roles, String secret);
    }
}
