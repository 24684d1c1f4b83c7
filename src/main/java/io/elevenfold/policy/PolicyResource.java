package io.elevenfold.policy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.policy.document.Difference;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Policies")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class PolicyResource {

    private static final int DEFAULT_REVIEW = 12;

    private final Policies policies;
    private final CurrentActor actor;

    PolicyResource(Policies policies, CurrentActor actor) {
        this.policies = policies;
        this.actor = actor;
    }

    @GET
    @Path("/policies")
    @Operation(summary = "Policies, newest first")
    public Page<PolicyView> list(
            @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("after") @Nullable String after) {
        return policies.newest(limit, after);
    }

    @GET
    @Path("/policies/{id}")
    @Operation(summary = "One policy with its versions, newest first")
    public PolicyDetail one(UUID id) {
        return new PolicyDetail(policies.withId(id), policies.versions(id));
    }

    @GET
    @Path("/policies/{id}/versions/{number}")
    @Operation(summary = "One version with its text")
    public VersionText version(UUID id, int number) {
        VersionView version = policies.version(id, number);
        return new VersionText(version, policies.text(version));
    }

    @GET
    @Path("/policies/{id}/difference")
    @Operation(summary = "What changed between two versions, by block and by word")
    public Difference difference(UUID id, @QueryParam("from") int from, @QueryParam("to") int to) {
        return policies.difference(id, from, to);
    }

    @POST
    @Path("/policies")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Make a policy with a first draft")
    public Response create(@Nullable Wanted wanted) {
        if (wanted == null || wanted.title() == null) {
            throw ProblemException.invalid("title: a text is expected");
        }
        PolicyView made = policies.create(
                actor.get(),
                new NewPolicy(
                        wanted.title(),
                        orEmpty(wanted.summary()),
                        wanted.controls() == null ? List.of() : wanted.controls(),
                        wanted.quiz(),
                        wanted.reviewMonths() == null ? DEFAULT_REVIEW : wanted.reviewMonths()),
                draft(wanted.draft()));
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    @POST
    @Path("/policies/{id}/versions")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Write the draft of the next version, or another draft in its place")
    public Response draft(UUID id, @Nullable Text text) {
        return Response.status(Response.Status.CREATED)
                .entity(policies.draft(actor.get(), id, draft(text)))
                .build();
    }

    @POST
    @Path("/policies/{id}/versions/{number}/approval")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Approve a draft that somebody else has written")
    public VersionView approve(UUID id, int number, @Nullable Approval approval) {
        if (approval == null || approval.sha256() == null) {
            throw ProblemException.invalid("sha256: the hash of the draft that was read is expected");
        }
        return policies.approve(actor.get(), id, number, approval.sha256(), approval.effectiveAt());
    }

    @POST
    @Path("/policies/{id}/archive")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Take a policy out of use")
    public PolicyView archive(UUID id) {
        return policies.archive(actor.get(), id);
    }

    private static Draft draft(@Nullable Text text) {
        if (text == null) {
            throw ProblemException.invalid("text: the text of the version is expected");
        }
        byte[] file = {};
        if (text.pdf() != null) {
            try {
                file = Base64.getDecoder().decode(text.pdf());
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid("pdf: Base64 is expected");
            }
        }
        return new Draft(
                orEmpty(text.text()),
                file,
                text.language() == null ? "en" : text.language(),
                orEmpty(text.changeNote()),
                Boolean.TRUE.equals(text.material()));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** @param pdf a file in Base64, in place of the text */
    record Text(
            @Nullable String text,
            @Nullable String pdf,
            @Nullable String language,
            @Nullable String changeNote,
            @Nullable Boolean material) {}

    record Wanted(
            @Nullable String title,
            @Nullable String summary,
            @Nullable List<String> controls,
            @Nullable String quiz,
            @Nullable Integer reviewMonths,
            @Nullable Text draft) {}

    record Approval(@Nullable String sha256, @Nullable Instant effectiveAt) {}

    record PolicyDetail(@JsonUnwrapped PolicyView policy, List<VersionView> versions) {}

    record VersionText(@JsonUnwrapped VersionView version, String text) {}
}
