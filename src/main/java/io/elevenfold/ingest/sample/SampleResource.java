package io.elevenfold.ingest.sample;

import io.elevenfold.identity.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The sample organisation, as long as it is wanted. */
@Path("/api/v1/sample-organisation")
@Tag(name = "Sample organisation")
@Blocking
class SampleResource {

    private final SampleState state;
    private final SampleLoader loader;
    private final SecurityIdentity identity;

    SampleResource(SampleState state, SampleLoader loader, SecurityIdentity identity) {
        this.state = state;
        this.loader = loader;
        this.identity = identity;
    }

    @GET
    @RolesAllowed({Roles.ADMINISTRATOR, Roles.CISO, Roles.SECURITY, Roles.AUDITOR, Roles.DEVELOPER})
    @Operation(summary = "Whether the sample organisation is loaded, and how much of it there is")
    public SampleView state() {
        return new SampleView(state.word(), state.counts());
    }

    @DELETE
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(summary = "Remove everything that belongs to the sample organisation, for good")
    public void remove() throws InterruptedException {
        loader.remove(identity.getPrincipal().getName());
    }

    /** @param state absent, loading, loaded or removed */
    record SampleView(String state, SampleCounts counts) {}
}
