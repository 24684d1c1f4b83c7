package io.elevenfold.console.evidence;

import io.elevenfold.console.Asked;
import io.elevenfold.evidence.bundle.EvidencePackages;
import io.elevenfold.evidence.engagement.CurrentVisitor;
import io.elevenfold.evidence.engagement.Engagement;
import io.elevenfold.evidence.engagement.EngagementOverview;
import io.elevenfold.evidence.engagement.EngagementOverviews;
import io.elevenfold.evidence.engagement.EngagementPackages;
import io.elevenfold.evidence.engagement.Engagements;
import io.elevenfold.evidence.engagement.ExaminedControl;
import io.elevenfold.evidence.engagement.Samples;
import io.elevenfold.evidence.engagement.TimeBox;
import io.elevenfold.evidence.engagement.Visitor;
import io.elevenfold.framework.Framework;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.May;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The auditor's room: engagements, and each at one glance. */
@Path("/evidence/engagements")
@RolesAllowed(May.EXAMINE)
@Blocking
class EngagementPages {

    static final String PLACE = "/evidence/engagements";

    private static final int USUAL_MONTHS = 3;
    private static final int SHOWN = 100;

    private final Engagements engagements;
    private final EngagementOverviews overviews;
    private final Samples samples;
    private final EngagementPackages packages;
    private final FrameworkCatalog frameworks;
    private final CurrentVisitor visitor;
    private final Clock clock;

    EngagementPages(
            Engagements engagements,
            EngagementOverviews overviews,
            Samples samples,
            EngagementPackages packages,
            FrameworkCatalog frameworks,
            CurrentVisitor visitor,
            Clock clock) {
        this.engagements = engagements;
        this.overviews = overviews;
        this.samples = samples;
        this.packages = packages;
        this.frameworks = frameworks;
        this.visitor = visitor;
        this.clock = clock;
    }

    /**
     * The list.
     *
     * @param closed where the visitor was assigned, and is not let in now
     * @param from the day that the form begins with
     * @param to the last day of the form's period
     */
    record ListPage(
            Visitor visitor,
            List<Engagement> engagements,
            List<TimeBox> closed,
            List<Framework> frameworks,
            LocalDate from,
            LocalDate to) {}

    /**
     * One engagement.
     *
     * @param controls those that are shown
     * @param show {@code all}, {@code left} (without conclusion) or {@code deficient}
     */
    record OnePage(Visitor visitor, EngagementOverview overview, List<ExaminedControl> controls, String show) {

        public boolean isMakingPackage() {
            return overview.packages().stream().anyMatch(each -> each.isUnderWay());
        }

        public long activeAuditors() {
            return overview.access().stream().filter(TimeBox::isActive).count();
        }

        public long waitingRequests() {
            return overview.requests().stream().filter(each -> each.isWaiting()).count();
        }

        /** When the populations were counted last; null when they were not. */
        public java.time.@Nullable Instant countedAt() {
            return overview.populations().get(0).asOf();
        }
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all() {
        Visitor by = visitor.get();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Templates.engagements(new ListPage(
                by,
                engagements.newest(by, SHOWN, null).items(),
                engagements.closedDoors(by),
                frameworks.frameworks(),
                today.minusMonths(USUAL_MONTHS),
                today));
    }

    @POST
    @RolesAllowed(May.SEE_AUDIT_TRAIL)
    @Operation(hidden = true)
    public Response open(
            @FormParam("name") @Nullable String name,
            @FormParam("scope") @Nullable String scope,
            @FormParam("framework") @Nullable String framework,
            @FormParam("from") @Nullable String from,
            @FormParam("to") @Nullable String to) {
        String[] edition = Asked.orEmpty(framework).split(" ", 2);
        Engagement opened = engagements.open(
                visitor.get(),
                new Engagements.Wanted(
                        name,
                        scope,
                        edition.length == 2 ? edition[0] : null,
                        edition.length == 2 ? edition[1] : null,
                        EvidencePages.beginOf(from, "from", 0),
                        EvidencePages.beginOf(to, "to", 1)));
        return to(opened.id());
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID id, @QueryParam("show") @Nullable String show) {
        Visitor by = visitor.get();
        EngagementOverview overview = overviews.look(by, id);
        String shown = Set.of("left", "deficient").contains(Asked.orEmpty(show)) ? Asked.orEmpty(show) : "all";
        return Templates.engagement(new OnePage(
                by,
                overview,
                overview.controls().stream()
                        .filter(control -> isShown(control, shown))
                        .toList(),
                shown));
    }

    private static boolean isShown(ExaminedControl control, String show) {
        return switch (show) {
            case "left" -> control.conclusion() == null;
            case "deficient" ->
                control.conclusion() != null && control.conclusion().isDeficient();
            default -> true;
        };
    }

    @POST
    @Path("/{id}/populations")
    @Operation(hidden = true)
    public Response count(UUID id) {
        samples.count(visitor.get(), id);
        return to(id);
    }

    @POST
    @Path("/{id}/sign-off")
    @Operation(hidden = true)
    public Response signOff(UUID id, @FormParam("statement") @Nullable String statement) {
        engagements.signOff(visitor.get(), id, statement);
        return to(id);
    }

    @POST
    @Path("/{id}/packages")
    @Operation(hidden = true)
    public Response makePackage(UUID id) {
        packages.request(visitor.get(), id, null);
        return Response.seeOther(URI.create("%s/%s#packages".formatted(PLACE, id)))
                .build();
    }

    @GET
    @Path("/{id}/packages/{package}/file")
    @Operation(hidden = true)
    public Response file(UUID id, @PathParam("package") UUID made) {
        return Response.ok(packages.file(visitor.get(), id, made).toFile())
                .header("Content-Type", "application/zip")
                .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(EvidencePackages.fileName(made)))
                .build();
    }

    static Response to(UUID id) {
        return Response.seeOther(URI.create(PLACE + '/' + id)).build();
    }

    @CheckedTemplate(basePath = "evidence")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance engagements(ListPage page);

        static native TemplateInstance engagement(OnePage page);
    }
}
