package io.elevenfold.evidence.retention;

import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Legal holds and erasure, from programs. */
@Path("/api/v1")
@Tag(name = "Retention")
@RolesAllowed(May.ADMINISTER)
@Blocking
class RetentionResource {

    private final LegalHolds holds;
    private final Erasures erasures;
    private final CurrentActor actor;

    RetentionResource(LegalHolds holds, Erasures erasures, CurrentActor actor) {
        this.holds = holds;
        this.erasures = erasures;
        this.actor = actor;
    }

    /** Why somebody is erased. */
    public record Reason(@Nullable String reason) {}

    @GET
    @Path("/legal-holds")
    @RolesAllowed(May.SEE_AUDIT_TRAIL)
    @Operation(summary = "Legal holds, newest first, those that were released too")
    public List<LegalHold> all() {
        return holds.all();
    }

    @POST
    @Path("/legal-holds")
    @Operation(summary = "Sets a hold: nothing in its scope is deleted or erased until it is released")
    public Response set(LegalHolds.@Nullable Request request) {
        if (request == null) {
            throw ProblemException.invalid("A hold is expected: {\"name\": ..., \"reason\": ...}");
        }
        return Response.status(Response.Status.CREATED)
                .entity(holds.set(actor.get(), request))
                .build();
    }

    @POST
    @Path("/legal-holds/{id}/release")
    @Operation(summary = "Releases a hold")
    public LegalHold release(UUID id) {
        return holds.release(actor.get(), id);
    }

    @POST
    @Path("/people/{id}/erasure")
    @Operation(summary = "Erases a person for good; answers with the record of it")
    public Certificate erase(UUID id, @Nullable Reason reason) {
        return erasures.erase(actor.get(), id, reason == null ? null : reason.reason());
    }
}
