package io.elevenfold.compliance.exception;

import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
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
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class ExceptionResource {

    private final Exceptions exceptions;
    private final CurrentActor actor;

    ExceptionResource(Exceptions exceptions, CurrentActor actor) {
        this.exceptions = exceptions;
        this.actor = actor;
    }

    @GET
    @Path("/exceptions")
    @Operation(summary = "Exceptions to findings, newest first")
    public Page<ExceptionView> all(
            @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("after") @Nullable String after) {
        return exceptions.newest(limit, after);
    }

    @GET
    @Path("/exceptions/{id}")
    @Operation(summary = "One exception with exactly what it covers")
    public Detail one(UUID id) {
        ExceptionView exception = exceptions.withId(id);
        return new Detail(exception, exceptions.hidden(exception));
    }

    @POST
    @Path("/exceptions")
    @RolesAllowed(May.LOOK)
    @Operation(summary = "Ask for an exception to a finding, or to all of its kind")
    public Response request(@Nullable Request request) {
        if (request == null || request.findingId() == null) {
            throw ProblemException.invalid("finding_id, breadth, reason and expires_at are expected");
        }
        ExceptionView asked = exceptions.request(
                actor.get(), request.findingId(), Breadth.of(request.breadth()), request.reason(), request.expiresAt());
        return Response.status(Response.Status.CREATED).entity(asked).build();
    }

    @POST
    @Path("/exceptions/{id}/decision")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Approve or reject; somebody else than the one who asked")
    public ExceptionView decide(UUID id, @Nullable Decision decision) {
        if (decision == null || decision.approve() == null) {
            throw ProblemException.invalid("approve: true or false is expected");
        }
        return exceptions.decide(actor.get(), id, decision.approve(), decision.note());
    }

    @DELETE
    @Path("/exceptions/{id}")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "End an exception before its time")
    public ExceptionView withdraw(UUID id) {
        return exceptions.withdraw(actor.get(), id);
    }

    /** @param breadth {@code finding} (the default), {@code endpoint} or {@code source} */
    record Request(
            @Nullable UUID findingId, @Nullable String breadth, @Nullable String reason, @Nullable Instant expiresAt) {}

    /** @param note null when nothing is to be said */
    record Decision(@Nullable Boolean approve, @Nullable String note) {}

    /** @param hides what it covers at present, or would */
    record Detail(ExceptionView exception, Hidden hides) {}
}
