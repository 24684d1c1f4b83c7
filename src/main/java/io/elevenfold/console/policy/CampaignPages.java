package io.elevenfold.console.policy;

import io.elevenfold.console.Asked;
import io.elevenfold.console.Export;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.identity.Role;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.elevenfold.policy.AssignmentView;
import io.elevenfold.policy.CampaignView;
import io.elevenfold.policy.Campaigns;
import io.elevenfold.policy.Outbox;
import io.elevenfold.policy.Policies;
import io.elevenfold.policy.PolicyView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/campaigns")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class CampaignPages {

    private static final int SHOWN = 50;
    private static final int MOST_PEOPLE = 500;
    private static final Duration USUAL_TIME = Duration.ofDays(14);
    private static final List<String> COLUMNS = List.of(
            "person",
            "email",
            "team",
            "manager",
            "state",
            "required_version",
            "asked_at",
            "due_at",
            "signed_at",
            "mails",
            "escalated_at");

    private final Campaigns campaigns;
    private final Policies policies;
    private final Outbox outbox;
    private final Export export;
    private final CurrentActor actor;
    private final Clock clock;

    CampaignPages(
            Campaigns campaigns, Policies policies, Outbox outbox, Export export, CurrentActor actor, Clock clock) {
        this.campaigns = campaigns;
        this.policies = policies;
        this.outbox = outbox;
        this.export = export;
        this.actor = actor;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@QueryParam("after") @Nullable String after) {
        return Templates.campaigns(campaigns.newest(SHOWN, after));
    }

    @GET
    @Path("/new")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public TemplateInstance blank(
            @QueryParam("policy") @Nullable UUID policy,
            @QueryParam("name") @Nullable String name,
            @QueryParam("teams") @Nullable String teams,
            @QueryParam("roles") List<String> roles,
            @QueryParam("agents") @Nullable String agents,
            @QueryParam("due") @Nullable String due) {
        List<PolicyView> signable = policies.newest(Cursor.MAX_LIMIT, null).items().stream()
                .filter(each -> each.inForce() != null)
                .toList();
        String date = clock.instant()
                .plus(USUAL_TIME)
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        return Templates.newCampaign(new NewPage(
                signable,
                policy,
                Asked.orEmpty(name),
                Asked.orEmpty(teams),
                roles,
                Asked.orEmpty(agents),
                due == null ? date : Asked.day(due),
                Arrays.stream(Role.values()).map(Role::word).toList(),
                campaigns.reach(CampaignForm.audience(Asked.orEmpty(teams), roles, Asked.orEmpty(agents)))));
    }

    @POST
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response start(@BeanParam CampaignForm form) {
        return to(campaigns.start(actor.get(), form.campaign()).id());
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID id, @QueryParam("reminded") @Nullable Integer reminded) {
        List<AssignmentView> people = campaigns.assignments(id);
        return Templates.campaign(new CampaignPage(
                campaigns.withId(id),
                TeamLine.of(people),
                people.stream().limit(MOST_PEOPLE).toList(),
                people.size(),
                outbox.of(id),
                outbox.isConfigured(),
                reminded));
    }

    @POST
    @Path("/{id}/reminders")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response remind(UUID id) {
        int people = campaigns.remind(actor.get(), id);
        return Response.seeOther(URI.create("/campaigns/%s?reminded=%d".formatted(id, people)))
                .build();
    }

    @POST
    @Path("/{id}/close")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response close(UUID id) {
        campaigns.close(actor.get(), id);
        return to(id);
    }

    @GET
    @Path("/{id}/export.csv")
    @Operation(hidden = true)
    public Response csv(UUID id) {
        List<AssignmentView> people = people(id);
        return export.csv(
                about(id), COLUMNS, people.stream().map(CampaignPages::cells).toList());
    }

    @GET
    @Path("/{id}/export.json")
    @Operation(hidden = true)
    public Response json(UUID id) {
        return export.json(about(id), people(id));
    }

    private List<AssignmentView> people(UUID id) {
        campaigns.withId(id);
        return campaigns.assignments(id);
    }

    private Export.About about(UUID id) {
        Instant now = clock.instant();
        return new Export.About("campaign", "campaign=" + id, now, true);
    }

    private static List<@Nullable Object> cells(AssignmentView person) {
        return Arrays.asList(
                person.name(),
                person.email(),
                person.team(),
                person.manager(),
                person.state(),
                person.requiredVersion(),
                person.enteredAt(),
                person.dueAt(),
                person.signedAt(),
                person.reminders(),
                person.escalatedAt());
    }

    private static Response to(UUID campaign) {
        return Response.seeOther(URI.create("/campaigns/" + campaign)).build();
    }

    /** @param reach how many people the audience has now */
    public record NewPage(
            List<PolicyView> policies,
            @Nullable UUID policy,
            String name,
            String teams,
            List<String> roles,
            String agents,
            String due,
            List<String> allRoles,
            long reach) {}

    /**
     * A campaign.
     *
     * @param people at most so many as a page can hold
     * @param reminded how many were just written to; null when nobody was
     */
    public record CampaignPage(
            CampaignView campaign,
            List<TeamLine> teams,
            List<AssignmentView> people,
            int total,
            Outbox.Standing mail,
            boolean mailConfigured,
            @Nullable Integer reminded) {}

    /** How far a team is. */
    public record TeamLine(String team, long asked, long signed, long overdue) {

        public long percent() {
            return signed * 100 / asked;
        }

        static List<TeamLine> of(List<AssignmentView> people) {
            Map<String, List<AssignmentView>> byTeam = new TreeMap<>();
            for (AssignmentView person : people) {
                byTeam.computeIfAbsent(Asked.orEmpty(person.team()), team -> new ArrayList<>())
                        .add(person);
            }
            List<TeamLine> lines = new ArrayList<>();
            byTeam.forEach((team, members) -> lines.add(new TeamLine(
                    team,
                    members.size(),
                    members.stream()
                            .filter(each -> each.state().equals("signed"))
                            .count(),
                    members.stream()
                            .filter(each -> each.state().equals("overdue"))
                            .count())));
            return lines;
        }
    }

    @CheckedTemplate(basePath = "policy")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance campaigns(Page<CampaignView> page);

        static native TemplateInstance newCampaign(NewPage page);

        static native TemplateInstance campaign(CampaignPage page);
    }
}
