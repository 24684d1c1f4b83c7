package io.elevenfold.console.posture;

import io.elevenfold.activity.SessionView;
import io.elevenfold.activity.Sessions;
import io.elevenfold.console.Asked;
import io.elevenfold.finding.FindingFilter;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.May;
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

    private final Endpoints endpoints;
    private final Findings findings;
    private final Sessions sessions;
    private final CheckCatalog checks;
    private final FrameworkCatalog frameworks;

    EndpointPages(
            Endpoints endpoints,
            Findings findings,
            Sessions sessions,
            CheckCatalog checks,
            FrameworkCatalog frameworks) {
        this.endpoints = endpoints;
        this.findings = findings;
        this.sessions = sessions;
        this.checks = checks;
        this.frameworks = frameworks;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@QueryParam("q") @Nullable String text, @QueryParam("after") @Nullable String after) {
        return Templates.endpoints(endpoints.byHostname(text, ROWS, after), Asked.orEmpty(text));
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
