package io.elevenfold.detection.risk;

import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.AsOf;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/risk")
@Tag(name = "Detection")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class RiskResource {

    private final Risks risks;
    private final AssetWeights weights;
    private final CurrentActor actor;

    RiskResource(Risks risks, AssetWeights weights, CurrentActor actor) {
        this.risks = risks;
        this.weights = weights;
        this.actor = actor;
    }

    @GET
    @Operation(summary = "Persons, sessions, endpoints, repositories and MCP servers with the most risk")
    public Page<RiskView> most(@QueryParam("kind") @Nullable String kind, @QueryParam("as_of") @Nullable String asOf) {
        return new Page<>(risks.most(kind == null ? null : EntityKind.of(kind), AsOf.parse(asOf)), null);
    }

    @GET
    @Path("/weights")
    @Operation(summary = "Endpoints, repositories and MCP servers at which more, or less, is at stake than elsewhere")
    public Page<AssetWeight> weights() {
        return new Page<>(weights.all(), null);
    }

    @PUT
    @Path("/weights")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Say what is at stake at one of them; with a reason")
    public AssetWeight weigh(@Nullable Weighing wanted) {
        if (wanted == null) {
            throw ProblemException.invalid("kind, name, factor, reason: a weight is expected");
        }
        return weights.set(actor.get(), wanted.kind(), wanted.name(), wanted.factor(), wanted.reason());
    }

    record Weighing(@Nullable String kind, @Nullable String name, @Nullable Double factor, @Nullable String reason) {}

    @GET
    @Path("/{kind}/{id}")
    @Operation(summary = "The risk of one of them, with the terms of the sum")
    public RiskDetail one(String kind, UUID id, @QueryParam("as_of") @Nullable String asOf) {
        return risks.of(EntityKind.of(kind), id, AsOf.parse(asOf));
    }
}
