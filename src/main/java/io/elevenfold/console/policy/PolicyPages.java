package io.elevenfold.console.policy;

import io.elevenfold.console.Asked;
import io.elevenfold.console.Frame;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.AsOf;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.policy.CampaignView;
import io.elevenfold.policy.Campaigns;
import io.elevenfold.policy.Policies;
import io.elevenfold.policy.PolicyView;
import io.elevenfold.policy.Starters;
import io.elevenfold.policy.VersionView;
import io.elevenfold.policy.document.Difference;
import io.elevenfold.policy.document.Section;
import io.elevenfold.policy.quiz.Quiz;
import io.elevenfold.policy.quiz.QuizCatalog;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
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
import org.jspecify.annotations.Nullable;

@Path("/policies")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class PolicyPages {

    private static final int SHOWN = 50;
    private static final int YEAR = 12;

    private final Policies policies;
    private final Campaigns campaigns;
    private final Starters starters;
    private final QuizCatalog quizzes;
    private final CurrentActor actor;
    private final Frame frame;

    PolicyPages(
            Policies policies,
            Campaigns campaigns,
            Starters starters,
            QuizCatalog quizzes,
            CurrentActor actor,
            Frame frame) {
        this.policies = policies;
        this.campaigns = campaigns;
        this.starters = starters;
        this.quizzes = quizzes;
        this.actor = actor;
        this.frame = frame;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@QueryParam("after") @Nullable String after) {
        return Templates.policies(policies.newest(SHOWN, after), starters.all());
    }

    @GET
    @Path("/new")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public TemplateInstance blank(@QueryParam("from") @Nullable String from) {
        Starters.Starter starter = from == null
                ? null
                : starters.find(from)
                        .orElseThrow(() -> ProblemException.notFound("There is no such policy to start from"));
        return Templates.edit(
                starter == null
                        ? new EditPage(null, 1, "", "", "", "", YEAR, "en", "", "", true, quizzes.all())
                        : new EditPage(
                                null,
                                1,
                                starter.policy().title(),
                                starter.policy().summary(),
                                String.join(", ", starter.policy().controls()),
                                Asked.orEmpty(starter.policy().quiz()),
                                starter.policy().reviewMonths(),
                                starter.language(),
                                starter.text(),
                                "First version",
                                true,
                                quizzes.all()));
    }

    @POST
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response create(@BeanParam PolicyForm form) {
        return to(policies.create(actor.get(), form.policy(), form.draft()).id());
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID id) {
        PolicyView policy = policies.withId(id);
        List<VersionView> versions = policies.versions(id);
        VersionView shown =
                versions.stream().filter(VersionView::isInForce).findFirst().orElse(versions.get(0));
        return Templates.policy(page(policy, shown, versions));
    }

    @GET
    @Path("/{id}/versions/{number}")
    @Operation(hidden = true)
    public TemplateInstance version(UUID id, int number) {
        return Templates.policy(page(policies.withId(id), policies.version(id, number), policies.versions(id)));
    }

    private PolicyPage page(PolicyView policy, VersionView shown, List<VersionView> versions) {
        boolean isAuthor = actor.get().name().equals(shown.author());
        VersionView before = versions.stream()
                .filter(each -> each.number() < shown.number())
                .findFirst()
                .orElse(null);
        return new PolicyPage(
                policy,
                shown,
                before == null ? null : before.number(),
                policies.document(shown).sections(),
                versions,
                campaigns.ofPolicy(policy.id()),
                frame.mayGovern() && policy.archivedAt() == null,
                frame.mayGovern() && shown.isDraft() && !isAuthor);
    }

    @GET
    @Path("/{id}/versions/{number}/file.pdf")
    @Operation(hidden = true)
    public Response file(UUID id, int number) {
        return Response.ok(policies.file(policies.version(id, number)))
                .type("application/pdf")
                .header("Content-Disposition", "attachment; filename=\"policy-%s-%d.pdf\"".formatted(id, number))
                .build();
    }

    @GET
    @Path("/{id}/draft")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public TemplateInstance edit(UUID id) {
        PolicyView policy = policies.withId(id);
        VersionView latest = policies.versions(id).get(0);
        return Templates.edit(new EditPage(
                id,
                latest.isDraft() ? latest.number() : latest.number() + 1,
                policy.title(),
                policy.summary(),
                "",
                "",
                policy.reviewMonths(),
                latest.language(),
                latest.kind().equals("pdf") ? "" : policies.text(latest),
                latest.isDraft() ? latest.changeNote() : "",
                latest.isDraft() && latest.material(),
                List.of()));
    }

    @POST
    @Path("/{id}/draft")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response draft(UUID id, @BeanParam PolicyForm form) {
        VersionView draft = policies.draft(actor.get(), id, form.draft());
        return Response.seeOther(URI.create("/policies/%s/versions/%d".formatted(id, draft.number())))
                .build();
    }

    @POST
    @Path("/{id}/versions/{number}/approval")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response approve(
            UUID id,
            int number,
            @FormParam("sha256") @Nullable String sha256,
            @FormParam("effective") @Nullable String effective) {
        Instant from = AsOf.parse(Asked.orEmpty(effective).isEmpty() ? null : effective + "T00:00:00Z");
        policies.approve(actor.get(), id, number, Asked.orEmpty(sha256), from);
        return to(id);
    }

    @POST
    @Path("/{id}/archive")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response archive(UUID id) {
        policies.archive(actor.get(), id);
        return to(id);
    }

    @GET
    @Path("/{id}/difference")
    @Operation(hidden = true)
    public TemplateInstance difference(UUID id, @QueryParam("from") int from, @QueryParam("to") int to) {
        return Templates.difference(
                policies.withId(id), from, to, policies.versions(id), policies.difference(id, from, to));
    }

    private static Response to(UUID policy) {
        return Response.seeOther(URI.create("/policies/" + policy)).build();
    }

    /** @param before the number of the version before the one that is shown; null for the first */
    public record PolicyPage(
            PolicyView policy,
            VersionView shown,
            @Nullable Integer before,
            List<Section> sections,
            List<VersionView> versions,
            List<CampaignView> campaigns,
            boolean mayWrite,
            boolean mayApprove) {}

    /** @param policyId null for a new policy */
    public record EditPage(
            @Nullable UUID policyId,
            int number,
            String title,
            String summary,
            String controls,
            String quiz,
            int months,
            String language,
            String text,
            String note,
            boolean material,
            List<Quiz> quizzes) {}

    @CheckedTemplate(basePath = "policy")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance policies(Page<PolicyView> page, List<Starters.Starter> starters);

        static native TemplateInstance policy(PolicyPage page);

        static native TemplateInstance edit(EditPage page);

        static native TemplateInstance difference(
                PolicyView policy, int from, int to, List<VersionView> versions, Difference difference);
    }
}
