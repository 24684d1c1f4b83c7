package io.elevenfold.console.posture;

import io.elevenfold.activity.SessionView;
import io.elevenfold.activity.Sessions;
import io.elevenfold.console.Asked;
import io.elevenfold.console.Export;
import io.elevenfold.console.Links;
import io.elevenfold.finding.FindingFilter;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.elevenfold.posture.EndpointView;
import io.elevenfold.posture.Endpoints;
import io.elevenfold.posture.check.CheckCatalog;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/endpoints")
@RolesAllowed(May.LOOK)
@Blocking
class EndpointPages {

    private static final int ROWS = 100;
    private static final int BESIDE = 10;
    private static final List<String> COLUMNS = List.of(
            "id",
            "hostname",
            "os",
            "person",
            "team",
            "enrolled_at",
            "last_report_at",
            "last_activity_at",
            "checks_failing",
            "checks_decided");

    private final Endpoints endpoints;
    private final Findings findings;
    private final Sessions sessions;
    private final CheckCatalog checks;
    private final FrameworkCatalog frameworks;
    private final Export export;
    private final Clock clock;

    EndpointPages(
            Endpoints endpoints,
            Findings findings,
            Sessions sessions,
            CheckCatalog checks,
            FrameworkCatalog frameworks,
            Export export,
            Clock clock) {
        this.endpoints = endpoints;
        this.findings = findings;
        this.sessions = sessions;
        this.checks = checks;
        this.frameworks = frameworks;
        this.export = export;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@QueryParam("q") @Nullable String text, @QueryParam("after") @Nullable String after) {
        return Templates.endpoints(endpoints.byHostname(text, ROWS, after), Asked.orEmpty(text));
    }

    @GET
    @Path("/export.csv")
    @RolesAllowed(May.EXPORT)
    @Operation(hidden = true)
    public Response csv(@QueryParam("q") @Nullable String text) {
        List<EndpointView> rows = new ArrayList<>();
        Export.About about = collect(text, rows);
        return export.csv(
                about, COLUMNS, rows.stream().map(EndpointPages::cells).toList());
    }

    @GET
    @Path("/export.json")
    @RolesAllowed(May.EXPORT)
    @Operation(hidden = true)
    public Response json(@QueryParam("q") @Nullable String text) {
        List<EndpointView> rows = new ArrayList<>();
        return export.json(collect(text, rows), rows);
    }

    private Export.About collect(@Nullable String text, List<EndpointView> rows) {
        String after = null;
        do {
            Page<EndpointView> page = endpoints.byHostname(text, Cursor.MAX_LIMIT, after);
            rows.addAll(page.items());
            after = page.next();
        } while (after != null && rows.size() < Export.MOST);
        return new Export.About("endpoints", Links.query().with("q", text).toString(), clock.instant(), after == null);
    }

    private static List<@Nullable Object> cells(EndpointView endpoint) {
        return Arrays.asList(
                endpoint.id(),
                endpoint.hostname(),
                endpoint.os(),
                endpoint.person(),
                endpoint.team(),
                endpoint.enrolledAt(),
                endpoint.lastReportAt(),
                endpoint.lastActivityAt(),
                endpoint.failing(),
                endpoint.checked());
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID id, @QueryParam("as_of") @Nullable String asOf) {
        EndpointView endpoint = endpoints.withId(id);
        List<EndpointResults> layers =
                EndpointResults.byLayer(endpoints.results(id, Asked.moment(asOf)), checks, frameworks);
        FindingFilter open =
                new FindingFilter(List.of("active"), List.of(), List.of(), List.of(), null, id, null, null, null, null);
        return Templates.endpoint(
                endpoint,
                layers,
                Asked.day(asOf),
                findings.queue(open, BESIDE, null).items(),
                findings.count(open),
                sessions.latest(id, null, BESIDE, null).items());
    }

    @CheckedTemplate(basePath = "posture")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance endpoints(Page<EndpointView> page, String text);

        static native TemplateInstance endpoint(
                EndpointView endpoint,
                List<EndpointResults> layers,
                String asOf,
                List<FindingView> findings,
                long openFindings,
                List<SessionView> sessions);
    }
}
