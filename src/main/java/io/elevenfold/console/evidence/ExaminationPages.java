package io.elevenfold.console.evidence;

import io.elevenfold.console.Pairs;
import io.elevenfold.evidence.engagement.BroughtFiles;
import io.elevenfold.evidence.engagement.ControlExamination;
import io.elevenfold.evidence.engagement.CurrentVisitor;
import io.elevenfold.evidence.engagement.Engagement;
import io.elevenfold.evidence.engagement.EngagementFile;
import io.elevenfold.evidence.engagement.Examinations;
import io.elevenfold.evidence.engagement.ItemEvidence;
import io.elevenfold.evidence.engagement.LedgerEvidence;
import io.elevenfold.evidence.engagement.Sample;
import io.elevenfold.evidence.engagement.SampleItem;
import io.elevenfold.evidence.engagement.SampleSize;
import io.elevenfold.evidence.engagement.Samples;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Uploaded;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** From a control over its samples to the single row and what was concluded. */
@Path("/evidence/engagements/{id}")
@RolesAllowed(May.EXAMINE)
@Blocking
class ExaminationPages {

    private static final long LARGE = 1_000_000;

    private final Examinations examinations;
    private final Samples samples;
    private final ItemEvidence evidence;
    private final BroughtFiles files;
    private final CurrentVisitor visitor;

    ExaminationPages(
            Examinations examinations,
            Samples samples,
            ItemEvidence evidence,
            BroughtFiles files,
            CurrentVisitor visitor) {
        this.examinations = examinations;
        this.samples = samples;
        this.evidence = evidence;
        this.files = files;
        this.visitor = visitor;
    }

    /** @param sizes how many rows to draw from a large population */
    record ControlPage(Engagement engagement, ControlExamination path, List<SampleSize> sizes) {

        /** Populations that hold the rows of one test. */
        public List<ControlExamination.Source> oneTest() {
            return path.sources().stream()
                    .filter(source -> source.test() != null)
                    .toList();
        }

        public List<ControlExamination.Source> wholeLists() {
            return path.sources().stream()
                    .filter(source -> source.test() == null)
                    .toList();
        }
    }

    record SamplePage(Engagement engagement, Sample sample, List<SampleItem> items) {}

    /**
     * A drawn row.
     *
     * @param fields of the row, for one that is no event
     * @param groups of the record in the ledger that were opened
     */
    record ItemPage(
            Engagement engagement,
            Sample sample,
            ItemEvidence.Opened opened,
            Pairs fields,
            List<Group> groups,
            List<EngagementFile> files) {

        public SampleItem item() {
            return opened.item();
        }

        public @Nullable LedgerEvidence ledger() {
            return opened.ledger();
        }
    }

    /** Fields that one commitment covers. */
    record Group(String name, Pairs fields) {}

    @GET
    @Path("/controls/{control}")
    @Operation(hidden = true)
    public TemplateInstance control(UUID id, String control) {
        Examinations.Path path = examinations.path(visitor.get(), id, control);
        return Templates.examination(new ControlPage(path.engagement(), path.control(), SampleSize.of(LARGE)));
    }

    @POST
    @Path("/controls/{control}/conclusion")
    @Operation(hidden = true)
    public Response conclude(
            UUID id,
            String control,
            @FormParam("design") @Nullable String design,
            @FormParam("operation") @Nullable String operation,
            @FormParam("deviations") @Nullable String deviations,
            @FormParam("note") @Nullable String note) {
        examinations.conclude(visitor.get(), id, control, new Examinations.Wanted(design, operation, deviations, note));
        return to(id, "controls/" + control);
    }

    @POST
    @Path("/controls/{control}/samples")
    @Operation(hidden = true)
    public Response draw(
            UUID id,
            String control,
            @FormParam("source") @Nullable String source,
            @FormParam("size") int size,
            @FormParam("seed") @Nullable String seed) {
        String[] parts = source == null ? new String[] {""} : source.split("/", 2);
        Sample drawn = samples.draw(
                visitor.get(),
                id,
                new Samples.Wanted(control, parts[0], parts.length == 2 ? parts[1] : null, size, seed));
        return to(id, "samples/" + drawn.id());
    }

    @GET
    @Path("/samples/{sample}")
    @Operation(hidden = true)
    public TemplateInstance sample(UUID id, UUID sample) {
        Samples.Drawn drawn = samples.drawn(visitor.get(), id, sample);
        return Templates.sample(new SamplePage(drawn.engagement(), drawn.sample(), drawn.items()));
    }

    @GET
    @Path("/samples/{sample}/items/{row}")
    @Operation(hidden = true)
    public TemplateInstance item(UUID id, UUID sample, long row) {
        ItemEvidence.Opened opened = evidence.open(visitor.get(), id, sample, row);
        LedgerEvidence ledger = opened.ledger();
        return Templates.item(new ItemPage(
                opened.engagement(),
                opened.sample(),
                opened,
                Pairs.of(opened.fields()),
                ledger == null
                        ? List.of()
                        : ledger.groups().entrySet().stream()
                                .map(each -> new Group(each.getKey(), Pairs.of(each.getValue())))
                                .toList(),
                opened.files()));
    }

    @GET
    @Path("/samples/{sample}/items/{row}/proof")
    @Operation(hidden = true)
    public Response proof(UUID id, UUID sample, long row) {
        LedgerEvidence ledger = evidence.open(visitor.get(), id, sample, row).ledger();
        if (ledger == null) {
            throw ProblemException.notFound("This row has no record of its own in the ledger");
        }
        return Response.ok(ledger.proof())
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%d-%d.tlog-proof\"".formatted(ledger.log(), ledger.position()))
                .build();
    }

    @POST
    @Path("/samples/{sample}/items/{row}/conclusion")
    @Operation(hidden = true)
    public Response concludeItem(
            UUID id,
            UUID sample,
            long row,
            @FormParam("conclusion") @Nullable String conclusion,
            @FormParam("note") @Nullable String note) {
        samples.conclude(visitor.get(), id, sample, row, conclusion, note);
        return to(id, "samples/" + sample);
    }

    @POST
    @Path("/files")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Operation(hidden = true)
    public Response add(
            UUID id,
            @RestForm("file") @Nullable FileUpload file,
            @RestForm("note") @Nullable String note,
            @RestForm("control") @Nullable String control,
            @RestForm("sample") @Nullable UUID sample,
            @RestForm("row") @Nullable Long row,
            @RestForm("request") @Nullable UUID request)
            throws IOException {
        Uploaded uploaded = Uploaded.of(file);
        EngagementFile added = files.add(
                visitor.get(),
                id,
                new BroughtFiles.About(control, sample, row, request),
                uploaded.name(),
                note,
                uploaded.content());
        if (added.request() != null) {
            return to(id, "requests");
        }
        if (added.row() != null) {
            return to(id, "samples/%s/items/%d".formatted(added.sample(), added.row()));
        }
        return added.control() == null ? EngagementPages.to(id) : to(id, "controls/" + added.control());
    }

    @GET
    @Path("/files/{file}")
    @Operation(hidden = true)
    public Response file(UUID id, UUID file) {
        BroughtFiles.Content content = files.content(visitor.get(), id, file);
        // Never shown by the browser: it comes from outside.
        return Response.ok(content.bytes())
                .header("Content-Type", "application/octet-stream")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s\"".formatted(content.name().replaceAll("[^A-Za-z0-9._ -]", "_")))
                .build();
    }

    static Response to(UUID id, String below) {
        return Response.seeOther(URI.create("%s/%s/%s".formatted(EngagementPages.PLACE, id, below)))
                .build();
    }

    @CheckedTemplate(basePath = "evidence")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance examination(ControlPage page);

        static native TemplateInstance sample(SamplePage page);

        static native TemplateInstance item(ItemPage page);
    }
}
