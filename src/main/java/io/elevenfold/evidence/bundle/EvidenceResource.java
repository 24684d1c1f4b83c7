package io.elevenfold.evidence.bundle;

import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Packages for auditors, from programs. */
@Path("/api/v1")
@Tag(name = "Evidence packages")
@RolesAllowed(May.SEE_AUDIT_TRAIL)
@Blocking
class EvidenceResource {

    private final EvidencePackages packages;
    private final CurrentActor actor;
    private final SecurityIdentity identity;

    EvidenceResource(EvidencePackages packages, CurrentActor actor, SecurityIdentity identity) {
        this.packages = packages;
        this.actor = actor;
        this.identity = identity;
    }

    @GET
    @Path("/evidence-packages")
    @Operation(summary = "The packages that were asked for, newest first")
    public List<EvidencePackage> newest() {
        return packages.newest();
    }

    @POST
    @Path("/evidence-packages")
    @Operation(summary = "Asks for a package over a period; it is made in the background")
    public Response request(EvidencePackages.@Nullable Request request) {
        if (request == null) {
            throw ProblemException.invalid("A period is expected: {\"from\": ..., \"to\": ...}");
        }
        EvidencePackage asked = packages.request(actor.get(), request, identity.hasRole(May.GOVERN));
        return Response.accepted(asked)
                .location(URI.create("/api/v1/evidence-packages/" + asked.id()))
                .build();
    }

    @GET
    @Path("/evidence-packages/{id}")
    @Operation(summary = "A package and how far it is")
    public EvidencePackage one(UUID id) {
        return packages.withId(id);
    }

    @GET
    @Path("/evidence-packages/{id}/file")
    @Operation(summary = "The package itself, a ZIP; each download is kept in the audit trail")
    public Response file(UUID id) {
        java.nio.file.Path file = packages.download(actor.get(), id);
        return Response.ok(file.toFile())
                .header("Content-Type", "application/zip")
                .header("Content-Disposition", "attachment; filename=\"elevenfold-evidence-%s.zip\"".formatted(id))
                .build();
    }

    @DELETE
    @Path("/evidence-packages/{id}")
    @RolesAllowed(May.ADMINISTER)
    @Operation(summary = "Takes a package away; the audit trail keeps that it was there")
    public void delete(UUID id) {
        packages.delete(actor.get(), id);
    }
}
