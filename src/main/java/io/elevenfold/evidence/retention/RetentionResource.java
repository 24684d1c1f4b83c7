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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Retention retention;
    private final CurrentActor actor;

    RetentionResource(LegalHolds holds, Erasures erasures, Retention retention, CurrentActor actor) {
        this.retention = retention;
        this.holds = holds;
        this.erasures = erasures;
        this.actor = actor;
    }

    /** Why somebody is erased, or a hold is to be lifted. */
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
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Asks for a hold: from now on nothing in its scope is deleted or erased")
    public Response ask(LegalHolds.@Nullable Request request) {
        if (request == null) {
            throw ProblemException.invalid("A hold is expected: {\"name\": ..., \"reason\": ...}");
        }
        return Response.status(Response.Status.CREATED)
                .entity(holds.ask(actor.get(), request))
                .build();
    }

    @POST
    @Path("/legal-holds/{id}/release")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Asks to lift a hold; it holds until somebody else approves")
    public LegalHold release(UUID id, @Nullable Reason reason) {
        return holds.askRelease(actor.get(), id, reason == null ? null : reason.reason());
    }

    @POST
    @Path("/legal-holds/{id}/approval")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Approves a hold, or its lifting, that somebody else asked for")
    public LegalHold approve(UUID id) {
        return holds.approve(actor.get(), id);
    }

    @POST
    @Path("/legal-holds/{id}/refusal")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Refuses what was asked for: the hold ends, or stays")
    public LegalHold refuse(UUID id) {
        return holds.refuse(actor.get(), id);
    }

    @GET
    @Path("/retention")
    @RolesAllowed(May.SEE_AUDIT_TRAIL)
    @Operation(summary = "How many days each class of records is kept; 0 for good")
    public Map<String, Integer> rules() {
        Map<String, Integer> days = new LinkedHashMap<>();
        retention.rules().forEach(rule -> days.put(rule.of().word(), rule.days()));
        return days;
    }

    @POST
    @Path("/people/{id}/erasure")
    @Operation(summary = "Erases a person for good; answers with the record of it")
    public Certificate erase(UUID id, @Nullable Reason reason) {
        return erasures.erase(actor.get(), id, reason == null ? null : reason.reason());
    }
}
