package io.elevenfold.policy;

import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Campaigns")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class CampaignResource {

    private static final int WEEK = 7;

    private final Campaigns campaigns;
    private final CurrentActor actor;

    CampaignResource(Campaigns campaigns, CurrentActor actor) {
        this.campaigns = campaigns;
        this.actor = actor;
    }

    @GET
    @Path("/campaigns")
    @Operation(summary = "Campaigns, newest first")
    public Page<CampaignView> list(
            @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("after") @Nullable String after) {
        return campaigns.newest(limit, after);
    }

    @GET
    @Path("/campaigns/{id}")
    @Operation(summary = "One campaign with its figures")
    public CampaignView one(UUID id) {
        return campaigns.withId(id);
    }

    @GET
    @Path("/campaigns/{id}/people")
    @Operation(summary = "Whom it asks, and who has signed")
    public Page<AssignmentView> people(UUID id) {
        campaigns.withId(id);
        return new Page<>(campaigns.assignments(id), null);
    }

    @POST
    @Path("/campaigns")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Ask an audience to sign the policy's version in force")
    public Response start(@Nullable Wanted wanted) {
        if (wanted == null || wanted.policyId() == null || wanted.name() == null || wanted.dueAt() == null) {
            throw ProblemException.invalid("policy_id, name and due_at are expected");
        }
        NewCampaign campaign = new NewCampaign(
                wanted.policyId(),
                wanted.name(),
                new Audience(orNone(wanted.teams()), orNone(wanted.roles()), orNone(wanted.agents())),
                wanted.dueAt(),
                orElse(wanted.graceDays(), 2 * WEEK),
                orElse(wanted.remindEveryDays(), WEEK),
                orElse(wanted.escalateAfterDays(), WEEK),
                quiet(wanted));
        return Response.status(Response.Status.CREATED)
                .entity(campaigns.start(actor.get(), campaign))
                .build();
    }

    @POST
    @Path("/campaigns/{id}/reminders")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Write to everybody who still has to sign")
    public Map<String, Integer> remind(UUID id) {
        return Map.of("people", campaigns.remind(actor.get(), id));
    }

    @POST
    @Path("/campaigns/{id}/close")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "End a campaign")
    public CampaignView close(UUID id) {
        return campaigns.close(actor.get(), id);
    }

    private static QuietHours quiet(Wanted wanted) {
        try {
            return new QuietHours(
                    LocalTime.parse(wanted.quietFrom() == null ? "20:00" : wanted.quietFrom()),
                    LocalTime.parse(wanted.quietTo() == null ? "07:00" : wanted.quietTo()),
                    !Boolean.FALSE.equals(wanted.quietWeekend()),
                    ZoneId.of(wanted.zone() == null ? "UTC" : wanted.zone()));
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    "quiet_from, quiet_to: times such as 20:00 are expected; zone: Europe/Berlin");
        }
    }

    private static List<String> orNone(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }

    private static int orElse(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    /** Empty lists ask everybody. */
    record Wanted(
            @Nullable UUID policyId,
            @Nullable String name,
            @Nullable List<String> teams,
            @Nullable List<String> roles,
            @Nullable List<String> agents,
            @Nullable Instant dueAt,
            @Nullable Integer graceDays,
            @Nullable Integer remindEveryDays,
            @Nullable Integer escalateAfterDays,
            @Nullable String quietFrom,
            @Nullable String quietTo,
            @Nullable Boolean quietWeekend,
            @Nullable String zone) {}
}
