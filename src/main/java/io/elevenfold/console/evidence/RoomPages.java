package io.elevenfold.console.evidence;

import io.elevenfold.evidence.engagement.AuditRequest;
import io.elevenfold.evidence.engagement.AuditRequests;
import io.elevenfold.evidence.engagement.CurrentVisitor;
import io.elevenfold.evidence.engagement.Engagement;
import io.elevenfold.evidence.engagement.Engagements;
import io.elevenfold.evidence.engagement.TimeBox;
import io.elevenfold.evidence.engagement.TimeBoxes;
import io.elevenfold.identity.AccountView;
import io.elevenfold.identity.Accounts;
import io.elevenfold.identity.May;
import io.elevenfold.identity.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What the auditor asks for, and which auditors are admitted. */
@Path("/evidence/engagements/{id}")
@RolesAllowed(May.EXAMINE)
@Blocking
class RoomPages {

    private static final int USUAL_WEEKS = 6;

    private final Engagements engagements;
    private final AuditRequests requests;
    private final TimeBoxes boxes;
    private final Accounts accounts;
    private final CurrentVisitor visitor;
    private final Clock clock;

    RoomPages(
            Engagements engagements,
            AuditRequests requests,
            TimeBoxes boxes,
            Accounts accounts,
            CurrentVisitor visitor,
            Clock clock) {
        this.engagements = engagements;
        this.requests = requests;
        this.boxes = boxes;
        this.accounts = accounts;
        this.visitor = visitor;
        this.clock = clock;
    }

    record RequestsPage(Engagement engagement, List<AuditRequest> requests) {

        public long waiting() {
            return requests.stream().filter(AuditRequest::isWaiting).count();
        }

        public long accepted() {
            return requests.stream()
                    .filter(request -> request.state().equals("accepted"))
                    .count();
        }
    }

    /**
     * Who is admitted.
     *
     * @param known accounts of external auditors
     * @param from the day that the form begins with
     * @param to the last day of the form
     */
    record AccessPage(
            Engagement engagement,
            List<TimeBox> access,
            List<TimeBox> history,
            List<String> known,
            LocalDate from,
            LocalDate to) {}

    @GET
    @Path("/requests")
    @Operation(hidden = true)
    public TemplateInstance requests(UUID id) {
        Engagement engagement = engagements.look(visitor.get(), id, "requests");
        return Templates.requests(new RequestsPage(engagement, requests.known(engagement)));
    }

    @POST
    @Path("/requests")
    @Operation(hidden = true)
    public Response ask(UUID id, @FormParam("requests") @Nullable String list) {
        requests.add(visitor.get(), id, list);
        return ExaminationPages.to(id, "requests");
    }

    @POST
    @Path("/requests/{request}")
    @Operation(hidden = true)
    public Response act(
            UUID id,
            UUID request,
            @FormParam("state") @Nullable String state,
            @FormParam("owner") @Nullable String owner,
            @FormParam("text") @Nullable String text) {
        AuditRequest acted = requests.act(visitor.get(), id, request, new AuditRequests.Wanted(state, owner, text));
        return ExaminationPages.to(id, "requests#request-" + acted.number());
    }

    @GET
    @Path("/access")
    @RolesAllowed(May.ADMIT_AUDITORS)
    @Operation(hidden = true)
    public TemplateInstance access(UUID id) {
        Engagement engagement = engagements.look(visitor.get(), id, "access");
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Templates.access(new AccessPage(
                engagement,
                boxes.of(id),
                boxes.history(id),
                accounts.all().stream()
                        .filter(account -> account.role() == Role.EXTERNAL_AUDITOR && account.disabledAt() == null)
                        .map(AccountView::username)
                        .toList(),
                today,
                today.plusWeeks(USUAL_WEEKS)));
    }

    @POST
    @Path("/access")
    @RolesAllowed(May.ADMIT_AUDITORS)
    @Operation(hidden = true)
    public Response admit(
            UUID id,
            @FormParam("auditor") @Nullable String auditor,
            @FormParam("from") @Nullable String from,
            @FormParam("to") @Nullable String to,
            @FormParam("reason") @Nullable String reason) {
        boxes.give(
                visitor.get(),
                id,
                auditor,
                EvidencePages.beginOf(from, "from", 0),
                EvidencePages.beginOf(to, "to", 1),
                reason);
        return ExaminationPages.to(id, "access");
    }

    @POST
    @Path("/access/removal")
    @RolesAllowed(May.ADMIT_AUDITORS)
    @Operation(hidden = true)
    public Response takeAway(
            UUID id, @FormParam("auditor") @Nullable String auditor, @FormParam("reason") @Nullable String reason) {
        boxes.takeAway(visitor.get(), id, auditor, reason);
        return ExaminationPages.to(id, "access");
    }

    @CheckedTemplate(basePath = "evidence")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance requests(RequestsPage page);

        static native TemplateInstance access(AccessPage page);
    }
}
