package io.elevenfold.evidence.engagement;

import io.elevenfold.evidence.bundle.EvidencePackage;
import io.elevenfold.evidence.bundle.EvidencePackages;
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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Engagements, who may enter them, and their packages, from programs. */
@Path("/api/v1/engagements")
@Tag(name = "Engagements")
@RolesAllowed(May.EXAMINE)
@Blocking
class EngagementResource {

    private final Engagements engagements;
    private final TimeBoxes boxes;
    private final EngagementPackages packages;
    private final CurrentVisitor visitor;

    EngagementResource(Engagements engagements, TimeBoxes boxes, EngagementPackages packages, CurrentVisitor visitor) {
        this.engagements = engagements;
        this.boxes = boxes;
        this.packages = packages;
        this.visitor = visitor;
    }

    @GET
    @Operation(summary = "Engagements, newest first; an external auditor's are those that they may enter now")
    public Page<Engagement> all(
            @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("after") @Nullable String after) {
        return engagements.newest(visitor.get(), limit, after);
    }

    @POST
    @RolesAllowed(May.SEE_AUDIT_TRAIL)
    @Operation(summary = "Opens an engagement")
    public Response open(Engagements.@Nullable Wanted wanted) {
        if (wanted == null) {
            throw ProblemException.invalid("name, scope, from and to are expected");
        }
        Engagement opened = engagements.open(visitor.get(), wanted);
        return Response.created(URI.create("/api/v1/engagements/" + opened.id()))
                .entity(opened)
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "An engagement and how far it is")
    public Engagement one(UUID id) {
        return engagements.look(visitor.get(), id);
    }

    /** What the auditor says with the sign-off. */
    public record SignOff(@Nullable String statement) {}

    @POST
    @Path("/{id}/sign-off")
    @Operation(summary = "Closes it, with a statement; its SHA-256 is kept in the audit trail")
    public Engagement signOff(UUID id, @Nullable SignOff signOff) {
        return engagements.signOff(visitor.get(), id, signOff == null ? null : signOff.statement());
    }

    /** Whom to admit, and when. */
    public record Admission(
            @Nullable String auditor, @Nullable Instant begins, @Nullable Instant ends, @Nullable String reason) {}

    @GET
    @Path("/{id}/access")
    @Operation(summary = "Which auditors may enter, from when until when")
    public Page<TimeBox> access(UUID id) {
        Visitor by = visitor.get();
        engagements.look(by, id);
        return new Page<>(
                boxes.of(id).stream()
                        .filter(box -> !by.isExternal()
                                || box.auditor().equals(by.actor().name()))
                        .toList(),
                null);
    }

    @POST
    @Path("/{id}/access")
    @RolesAllowed(May.ADMIT_AUDITORS)
    @Operation(summary = "Admits an auditor for a time, or changes that time")
    public TimeBox admit(UUID id, @Nullable Admission admission) {
        if (admission == null) {
            throw ProblemException.invalid("auditor, begins and ends are expected");
        }
        return boxes.give(
                visitor.get(), id, admission.auditor(), admission.begins(), admission.ends(), admission.reason());
    }

    @DELETE
    @Path("/{id}/access/{auditor}")
    @RolesAllowed(May.ADMIT_AUDITORS)
    @Operation(summary = "Takes access away, at once")
    public void takeAway(UUID id, String auditor, @QueryParam("reason") @Nullable String reason) {
        boxes.takeAway(visitor.get(), id, auditor, reason);
    }

    @GET
    @Path("/{id}/packages")
    @Operation(summary = "Evidence packages that enclose it, newest first")
    public Page<EvidencePackage> packages(UUID id) {
        return new Page<>(packages.all(visitor.get(), id), null);
    }

    /** @param disclosed groups of fields that are told; null for who and what */
    public record Wanted(@Nullable List<String> disclosed) {}

    @POST
    @Path("/{id}/packages")
    @Operation(summary = "Asks for a package over its period and framework, with what is in it")
    public Response makePackage(UUID id, @Nullable Wanted wanted) {
        EvidencePackage asked = packages.request(visitor.get(), id, wanted == null ? null : wanted.disclosed());
        return Response.accepted(asked).build();
    }

    @GET
    @Path("/{id}/packages/{package}/file")
    @Operation(summary = "The package itself, a ZIP")
    public Response file(UUID id, @jakarta.ws.rs.PathParam("package") UUID made) {
        return Response.ok(packages.file(visitor.get(), id, made).toFile())
                .header("Content-Type", "application/zip")
                .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(EvidencePackages.fileName(made)))
                .build();
    }
}
