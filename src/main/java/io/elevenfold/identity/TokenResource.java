package io.elevenfold.identity;

import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Identity")
@Blocking
class TokenResource {

    private static final int DEFAULT_OVERLAP_HOURS = 24;

    private final Tokens tokens;
    private final CurrentActor actor;
    private final CurrentSender sender;

    TokenResource(Tokens tokens, CurrentActor actor, CurrentSender sender) {
        this.tokens = tokens;
        this.actor = actor;
        this.sender = sender;
    }

    @GET
    @Path("/tokens")
    @RolesAllowed(May.ADMINISTER)
    @Operation(summary = "Tokens, newest first, without their secrets")
    public Page<TokenView> list(
            @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("after") @Nullable String after) {
        return tokens.newest(limit, after);
    }

    @POST
    @Path("/tokens")
    @RolesAllowed(May.ADMINISTER)
    @Operation(summary = "Make a token; its secret is told in this answer only")
    public Response issue(@Nullable NewToken wanted) {
        if (wanted == null) {
            throw ProblemException.invalid("name, kind: texts are expected");
        }
        return created(tokens.issue(wanted, actor.get()));
    }

    @POST
    @Path("/tokens/{id}/rotation")
    @RolesAllowed(May.ADMINISTER)
    @Operation(summary = "Replace a token; the old one stays good for the overlap")
    public Response rotate(UUID id, @Nullable Rotation wanted) {
        return created(tokens.rotate(id, overlap(wanted), actor.get()));
    }

    /** So that a machine can renew its credential without a person who carries secrets about. */
    @POST
    @Path("/tokens/current/rotation")
    @RolesAllowed({Roles.ENDPOINT, Roles.INGEST})
    @Operation(summary = "Replace the token that this request comes with")
    public Response rotateOwn(@Nullable Rotation wanted) {
        return created(tokens.rotate(sender.get().tokenId(), overlap(wanted), actor.get()));
    }

    @DELETE
    @Path("/tokens/{id}")
    @RolesAllowed(May.ADMINISTER)
    @Operation(summary = "Revoke a token")
    public TokenView revoke(UUID id) {
        return tokens.revoke(id, actor.get());
    }

    private static Response created(Tokens.Issued issued) {
        return Response.status(Response.Status.CREATED)
                .entity(new IssuedToken(issued.token(), issued.secret()))
                .build();
    }

    private static Duration overlap(@Nullable Rotation wanted) {
        return Duration.ofHours(
                wanted == null || wanted.overlapHours() == null ? DEFAULT_OVERLAP_HOURS : wanted.overlapHours());
    }

    /** @param overlapHours how long the old token stays good; null for 24 */
    record Rotation(@Nullable Integer overlapHours) {}

    /** @param token the secret */
    record IssuedToken(TokenView details, String token) {}
}
