package io.elevenfold.console.evidence;

import io.elevenfold.evidence.bundle.Populations;
import io.elevenfold.evidence.engagement.Engagement;
import io.elevenfold.evidence.engagement.Engagements;
import io.elevenfold.framework.Control;
import io.elevenfold.framework.Framework;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The auditor's room. */
@Path("/evidence/engagements")
@RolesAllowed(May.SEE_AUDIT_TRAIL)
@Blocking
class EngagementPages {

    private static final String PLACE = "/evidence/engagements";
    private static final int USUAL_MONTHS = 3;

    private final Engagements engagements;
    private final FrameworkCatalog frameworks;
    private final CurrentActor actor;
    private final Clock clock;

    EngagementPages(Engagements engagements, FrameworkCatalog frameworks, CurrentActor actor, Clock clock) {
        this.engagements = engagements;
        this.frameworks = frameworks;
        this.actor = actor;
        this.clock = clock;
    }

    /**
     * The list.
     *
     * @param from the day that the form begins with
     * @param to the last day of the form's period
     */
    record ListPage(List<Engagement> engagements, List<Framework> frameworks, LocalDate from, LocalDate to) {}

    /**
     * One engagement.
     *
     * @param populations what can be drawn from: name and what it holds
     */
    record OnePage(Engagement engagement, List<Control> controls, Map<String, String> populations) {}

    @GET
    @Operation(hidden = true)
    public TemplateInstance all() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Templates.engagements(
                new ListPage(engagements.newest(), frameworks.frameworks(), today.minusMonths(USUAL_MONTHS), today));
    }

    @POST
    @Operation(hidden = true)
    public Response open(
            @FormParam("name") @Nullable String name,
            @FormParam("scope") @Nullable String scope,
            @FormParam("framework") @Nullable String framework,
            @FormParam("from") @Nullable String from,
            @FormParam("to") @Nullable String to) {
        String[] edition = framework == null || framework.isEmpty() ? new String[0] : framework.split(" ", 2);
        Engagement opened = engagements.open(
                actor.get(),
                name,
                scope,
                edition.length == 2 ? edition[0] : null,
                edition.length == 2 ? edition[1] : null,
                EvidencePages.beginOf(from, "from", 0),
                EvidencePages.beginOf(to, "to", 1));
        return to(opened.id());
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID id) {
        return Templates.engagement(
                new OnePage(engagements.look(actor.get(), id), frameworks.controls(), Populations.all()));
    }

    @POST
    @Path("/{id}/samples")
    @Operation(hidden = true)
    public Response draw(
            UUID id,
            @FormParam("control") @Nullable String control,
            @FormParam("population") @Nullable String population,
            @FormParam("size") int size,
            @FormParam("seed") @Nullable String seed) {
        engagements.draw(actor.get(), id, control, population, size, seed);
        return to(id);
    }

    @POST
    @Path("/{id}/conclusions")
    @Operation(hidden = true)
    public Response conclude(
            UUID id,
            @FormParam("test") @Nullable UUID test,
            @FormParam("row") long row,
            @FormParam("conclusion") @Nullable String conclusion,
            @FormParam("note") @Nullable String note) {
        if (test == null) {
            throw ProblemException.invalid("test: the id of a test is expected");
        }
        engagements.conclude(actor.get(), id, test, row, conclusion, note);
        return to(id);
    }

    @POST
    @Path("/{id}/files")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Operation(hidden = true)
    public Response add(UUID id, @RestForm("file") @Nullable FileUpload file, @RestForm("note") @Nullable String note)
            throws IOException {
        if (file == null) {
            throw ProblemException.invalid("file: a file is expected");
        }
        engagements.add(actor.get(), id, file.fileName(), note, Files.readAllBytes(file.uploadedFile()));
        return to(id);
    }

    @GET
    @Path("/{id}/files/{file}")
    @Operation(hidden = true)
    public Response file(UUID id, UUID file) {
        Engagements.Content content = engagements.file(actor.get(), id, file);
        // Never shown by the browser: it comes from outside.
        return Response.ok(content.bytes())
                .header("Content-Type", "application/octet-stream")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s\"".formatted(content.name().replaceAll("[^A-Za-z0-9._ -]", "_")))
                .build();
    }

    @POST
    @Path("/{id}/closing")
    @Operation(hidden = true)
    public Response close(UUID id) {
        engagements.close(actor.get(), id);
        return to(id);
    }

    private static Response to(UUID id) {
        return Response.seeOther(URI.create(PLACE + '/' + id)).build();
    }

    @CheckedTemplate(basePath = "evidence")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance engagements(ListPage page);

        static native TemplateInstance engagement(OnePage page);
    }
}
