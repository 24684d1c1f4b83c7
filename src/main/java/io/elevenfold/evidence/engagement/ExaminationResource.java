package io.elevenfold.evidence.engagement;

import io.elevenfold.identity.May;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Uploaded;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** What happens within an engagement, from programs. */
@Path("/api/v1/engagements/{id}")
@Tag(name = "Engagements")
@RolesAllowed(May.EXAMINE)
@Blocking
class ExaminationResource {

    private final Examinations examinations;
    private final Samples samples;
    private final ItemEvidence evidence;
    private final AuditRequests requests;
    private final BroughtFiles files;
    private final CurrentVisitor visitor;

    ExaminationResource(
            Examinations examinations,
            Samples samples,
            ItemEvidence evidence,
            AuditRequests requests,
            BroughtFiles files,
            CurrentVisitor visitor) {
        this.examinations = examinations;
        this.samples = samples;
        this.evidence = evidence;
        this.requests = requests;
        this.files = files;
        this.visitor = visitor;
    }

    @GET
    @Path("/controls")
    @Operation(summary = "The controls that it examines, by id")
    public Page<ExaminedControl> controls(
            UUID id, @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("after") @Nullable String after) {
        return part(examinations.controls(visitor.get(), id), limit, after, ExaminedControl::id);
    }

    @GET
    @Path("/controls/{control}")
    @Operation(summary = "One control: tests over the period, populations, samples, conclusions")
    public ControlExamination control(UUID id, String control) {
        return examinations.control(visitor.get(), id, control);
    }

    @POST
    @Path("/controls/{control}/conclusion")
    @Operation(summary = "Concludes about design and operation of a control")
    public ControlConclusion conclude(UUID id, String control, Examinations.@Nullable Wanted wanted) {
        return examinations.conclude(
                visitor.get(), id, control, wanted == null ? new Examinations.Wanted(null, null, null, null) : wanted);
    }

    @GET
    @Path("/populations")
    @Operation(summary = "The populations over its period, as they were last counted")
    public Page<Population> populations(UUID id) {
        return new Page<>(samples.populations(visitor.get(), id), null);
    }

    @POST
    @Path("/populations")
    @Operation(summary = "Counts all populations and keeps sizes and hashes")
    public Page<Population> count(UUID id) {
        return new Page<>(samples.count(visitor.get(), id), null);
    }

    @GET
    @Path("/samples")
    @Operation(summary = "Samples, oldest first")
    public Page<Sample> samples(
            UUID id, @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("after") @Nullable String after) {
        return part(samples.all(visitor.get(), id), limit, after, sample -> sample.id()
                .toString());
    }

    @POST
    @Path("/samples")
    @Operation(summary = "Draws a sample; without seed by chance")
    public Response draw(UUID id, Samples.@Nullable Wanted wanted) {
        if (wanted == null) {
            throw ProblemException.invalid("control, population and size are expected");
        }
        return Response.status(Response.Status.CREATED)
                .entity(samples.draw(visitor.get(), id, wanted))
                .build();
    }

    @GET
    @Path("/samples/{sample}")
    @Operation(summary = "One sample, with seed, size and hash of its population")
    public Sample sample(UUID id, UUID sample) {
        return samples.one(visitor.get(), id, sample);
    }

    @GET
    @Path("/samples/{sample}/items")
    @Operation(summary = "Its rows, in the order in which they were drawn")
    public Page<SampleItem> items(
            UUID id,
            UUID sample,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        return samples.items(visitor.get(), id, sample, limit, after);
    }

    @GET
    @Path("/samples/{sample}/items/{row}")
    @Operation(summary = "One row with its evidence and what the ledger proves of it")
    public ItemEvidence.Opened item(UUID id, UUID sample, long row) {
        return evidence.open(visitor.get(), id, sample, row);
    }

    @GET
    @Path("/samples/{sample}/items/{row}/proof")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "The proof that its record is in the ledger: C2SP tlog-proof")
    public String proof(UUID id, UUID sample, long row) {
        LedgerEvidence ledger = evidence.open(visitor.get(), id, sample, row).ledger();
        if (ledger == null) {
            throw ProblemException.notFound("This row has no record of its own in the ledger");
        }
        return ledger.proof();
    }

    /** What a drawn row shows. */
    public record Shown(@Nullable String conclusion, @Nullable String note) {}

    @POST
    @Path("/samples/{sample}/items/{row}/conclusion")
    @Operation(summary = "Concludes about a drawn row")
    public void concludeItem(UUID id, UUID sample, long row, @Nullable Shown shown) {
        Shown said = shown == null ? new Shown(null, null) : shown;
        samples.conclude(visitor.get(), id, sample, row, said.conclusion(), said.note());
    }

    /** @param requests a list as text, one request a line */
    public record Pasted(@Nullable String requests) {}

    @GET
    @Path("/requests")
    @Operation(summary = "What was asked for, by number, with every answer")
    public Page<AuditRequest> requests(
            UUID id, @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("after") @Nullable String after) {
        return part(requests.all(visitor.get(), id), limit, after, request -> "%04d".formatted(request.number()));
    }

    @POST
    @Path("/requests")
    @Operation(summary = "Adds requests, one for each line")
    public Page<AuditRequest> ask(UUID id, @Nullable Pasted pasted) {
        return new Page<>(requests.add(visitor.get(), id, pasted == null ? null : pasted.requests()), null);
    }

    @POST
    @Path("/requests/{request}/acts")
    @Operation(summary = "Answers a request, takes it over, accepts or returns the answer")
    public AuditRequest act(UUID id, UUID request, AuditRequests.@Nullable Wanted wanted) {
        return requests.act(
                visitor.get(), id, request, wanted == null ? new AuditRequests.Wanted(null, null, null) : wanted);
    }

    @GET
    @Path("/files")
    @Operation(summary = "Evidence from outside, oldest first")
    public Page<EngagementFile> files(UUID id) {
        return new Page<>(files.all(visitor.get(), id), null);
    }

    @POST
    @Path("/files")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
    @Operation(summary = "Adds a file up to 20 MB, about the engagement, a control, a drawn row or a request")
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
        return Response.status(Response.Status.CREATED)
                .entity(files.add(
                        visitor.get(),
                        id,
                        new BroughtFiles.About(control, sample, row, request),
                        uploaded.name(),
                        note,
                        uploaded.content()))
                .build();
    }

    @GET
    @Path("/files/{file}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "A file's bytes")
    public byte[] file(UUID id, UUID file) {
        return files.content(visitor.get(), id, file).bytes();
    }

    /** What follows a key, of a list that is in the order of its keys. */
    private static <T> Page<T> part(List<T> all, int limit, @Nullable String after, Function<T, String> key) {
        List<String> cursor = Cursor.values(after, 1);
        int most = Cursor.limit(limit);
        List<T> rest = all.stream()
                .filter(item -> cursor.isEmpty() || key.apply(item).compareTo(cursor.get(0)) > 0)
                .limit(most + 1L)
                .toList();
        return Page.of(rest, most, item -> Cursor.of(key.apply(item)));
    }
}
