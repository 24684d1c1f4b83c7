package io.elevenfold.detection.tuning;

import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Detection")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class ImportResource {

    private final RuleImports imports;
    private final CurrentActor actor;

    ImportResource(RuleImports imports, CurrentActor actor) {
        this.imports = imports;
        this.actor = actor;
    }

    @POST
    @Path("rules/imports")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Hand in Sigma rules, YAML or a zip: tells what can be taken in, and takes nothing yet")
    public ImportReport handIn(@QueryParam("name") @Nullable String name, byte @Nullable [] content) {
        return imports.handIn(actor.get(), name == null ? "" : name, content == null ? new byte[0] : content);
    }

    @GET
    @Path("rules/imports/{id}")
    @Operation(summary = "What was handed in, document by document")
    public ImportReport report(UUID id) {
        return imports.report(id);
    }

    @POST
    @Path("rules/imports/{id}/taking")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Take the good ones in; new rules are off unless asked otherwise")
    public ImportReport take(UUID id, @QueryParam("enabled") boolean enabled) {
        return imports.take(actor.get(), id, enabled);
    }

    @GET
    @Path("rules/{id}/versions")
    @Operation(summary = "The versions of a rule that was taken in, newest first")
    public List<ImportedRule> versions(String id) {
        return imports.versions(id);
    }

    @GET
    @Path("rules/{id}/sigma")
    @Produces("application/yaml")
    @Operation(summary = "A rule as Sigma, for others")
    public String sigma(String id) {
        return imports.export(id).orElseThrow(() -> ProblemException.notFound("No rule has this id"));
    }
}
