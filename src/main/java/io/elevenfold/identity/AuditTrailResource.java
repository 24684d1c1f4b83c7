package io.elevenfold.identity;

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

@Path("/api/v1/audit-trail")
@Tag(name = "Identity")
@RolesAllowed(May.SEE_AUDIT_TRAIL)
@Blocking
class AuditTrailResource {

    private final AuditTrail trail;

    AuditTrailResource(AuditTrail trail) {
        this.trail = trail;
    }

    @GET
    @Operation(summary = "Who did what, newest first; each act is an entry of the ledger's log of governance")
    public Page<AuditEntry> newest(
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("type") @Nullable String type,
            @QueryParam("subject") @Nullable UUID subject,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        return trail.newest(new AuditFilter(actor, type, subject, AsOf.parse(from), AsOf.parse(to)), limit, after);
    }
}
