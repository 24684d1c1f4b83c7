package io.elevenfold.ingest;

import io.elevenfold.identity.CurrentSender;
import io.elevenfold.identity.Roles;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.secret.SecretScanner;
import io.elevenfold.posture.PostureReportReader;
import io.elevenfold.posture.PostureReports;
import io.elevenfold.posture.RejectedReportException;
import io.elevenfold.posture.ReportLimits;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes what an endpoint declares of itself. The schema is published at {@code /schemas/posture-report.json}. */
@Path("/api/v1/posture")
@Tag(name = "Doors")
@RolesAllowed(Roles.ENDPOINT)
@Blocking
class PostureResource {

    private final CurrentSender sender;
    private final PostureReports reports;
    private final IngestConfig config;
    private final PostureReportReader reader;

    PostureResource(CurrentSender sender, PostureReports reports, IngestConfig config, SecretScanner secrets) {
        this.sender = sender;
        this.reports = reports;
        this.config = config;
        this.reader = new PostureReportReader(ReportLimits.DEFAULT, secrets);
    }

    @POST
    @Operation(summary = "A posture report; a refusal names every field that is wrong")
    public Response report(@HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding, byte[] raw) {
        try {
            PostureReports.Recorded recorded =
                    reports.record(sender.get(), reader.read(Body.read(raw, encoding, config)));
            return Response.status(recorded.repeated() ? Response.Status.OK : Response.Status.CREATED)
                    .entity(recorded)
                    .build();
        } catch (RejectedReportException e) {
            throw new ProblemException(
                    e.holdsSecret() ? ProblemType.SECRET_IN_REPORT : ProblemType.REPORT_REJECTED,
                    "%d things are wrong with the report; nothing of it was stored"
                            .formatted(e.violations().size()),
                    Map.of("errors", e.violations()));
        }
    }
}
