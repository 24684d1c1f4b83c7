package io.elevenfold.console.settings;

import io.elevenfold.identity.Roles;
import io.elevenfold.ingest.sample.SampleCounts;
import io.elevenfold.ingest.sample.SampleLoader;
import io.elevenfold.ingest.sample.SampleState;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the sample organisation is, and its end. */
@Path("/settings/sample")
@Blocking
class SamplePages {

    private final SampleState state;
    private final SampleLoader loader;
    private final SecurityIdentity identity;

    SamplePages(SampleState state, SampleLoader loader, SecurityIdentity identity) {
        this.state = state;
        this.loader = loader;
        this.identity = identity;
    }

    @GET
    @RolesAllowed({Roles.ADMINISTRATOR, Roles.CISO, Roles.SECURITY, Roles.AUDITOR, Roles.DEVELOPER})
    @Operation(hidden = true)
    public TemplateInstance sample() {
        return Templates.sample(state.isThere(), state.counts(), identity.hasRole(Roles.ADMINISTRATOR));
    }

    @POST
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(hidden = true)
    public Response remove() throws InterruptedException {
        loader.remove(identity.getPrincipal().getName());
        return Response.seeOther(URI.create("/")).build();
    }

    @CheckedTemplate(basePath = "settings")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance sample(boolean there, SampleCounts counts, boolean mayRemove);
    }
}
