package io.elevenfold.posture;

import io.elevenfold.identity.May;
import io.elevenfold.platform.AsOf;
import io.elevenfold.platform.Page;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/endpoints")
@Tag(name = "Posture")
@RolesAllowed(May.LOOK)
@Blocking
class EndpointResource {

    private final Endpoints endpoints;

    EndpointResource(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @GET
    @Operation(summary = "Endpoints by host name")
    public Page<EndpointView> list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        return endpoints.byHostname(text, limit, after);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One endpoint")
    public EndpointView one(UUID id) {
        return endpoints.withId(id);
    }

    @GET
    @Path("/{id}/checks")
    @Operation(summary = "Check results of an endpoint as they were known at a moment")
    public Page<CheckResultView> checks(UUID id, @QueryParam("as_of") @Nullable String asOf) {
        endpoints.withId(id);
        return new Page<>(endpoints.results(id, AsOf.parse(asOf)), null);
    }
}
