package io.elevenfold.identity;

import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Identity")
@Blocking
class TokenResource {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DAYS = 3650;

    private final Tokens tokens;
    private final People people;

    TokenResource(Tokens tokens, People people) {
        this.tokens = tokens;
        this.people = people;
    }

    @GET
    @Path("/tokens")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(summary = "Tokens, newest first, without their secrets")
    public Page<TokenView> list() {
        return new Page<>(tokens.newestFirst(), null);
    }

    @POST
    @Path("/tokens")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(summary = "Make a token; its secret is told in this answer only")
    public Response issue(@Nullable NewToken wanted) {
        if (wanted == null
                || wanted.name() == null
                || wanted.name().isBlank()
                || wanted.name().length() > LONGEST_NAME) {
            throw ProblemException.invalid("name: 1 to %d characters are expected".formatted(LONGEST_NAME));
        }
        Duration lifetime = lifetime(wanted.expiresInDays());
        Tokens.Issued issued =
                switch (String.valueOf(wanted.kind())) {
                    case "ingest" -> tokens.issueIngest(wanted.name(), lifetime);
                    case "api" -> tokens.issueApi(wanted.name(), role(wanted.role()), lifetime);
                    default -> throw ProblemException.invalid("kind: ingest or api is expected");
                };
        return Response.status(Response.Status.CREATED)
                .entity(new IssuedToken(issued.token(), issued.secret()))
                .build();
    }

    @DELETE
    @Path("/tokens/{id}")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(summary = "Revoke a token")
    public TokenView revoke(UUID id) {
        return tokens.revoke(id);
    }

    @GET
    @Path("/people")
    @RolesAllowed({Roles.ADMINISTRATOR, Roles.CISO, Roles.SECURITY, Roles.AUDITOR})
    @Operation(summary = "People, by e-mail address")
    public Page<PersonView> people() {
        List<PersonView> everybody = people.everybody();
        return new Page<>(everybody, null);
    }

    private static @Nullable Duration lifetime(@Nullable Integer days) {
        if (days == null) {
            return null;
        }
        if (days < 1 || days > LONGEST_DAYS) {
            throw ProblemException.invalid(
                    "expires_in_days: a number from 1 to %d is expected".formatted(LONGEST_DAYS));
        }
        return Duration.ofDays(days);
    }

    private static Role role(@Nullable String word) {
        for (Role role : Role.values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw ProblemException.invalid("role: one of administrator, ciso, security, auditor, developer is expected");
    }

    /** @param expiresInDays null for a token that does not expire */
    record NewToken(
            @Nullable String name, @Nullable String kind, @Nullable String role, @Nullable Integer expiresInDays) {}

    /** @param token the secret */
    record IssuedToken(TokenView details, String token) {}
}
