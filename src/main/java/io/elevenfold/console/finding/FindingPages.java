package io.elevenfold.console.finding;

import io.elevenfold.console.Asked;
import io.elevenfold.finding.Disposition;
import io.elevenfold.finding.FindingKind;
import io.elevenfold.finding.FindingState;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
import io.elevenfold.finding.Severity;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/findings")
@RolesAllowed(May.LOOK)
@Blocking
class FindingPages {

    private static final int SHOWN = 50;

    private final Findings findings;
    private final FrameworkCatalog frameworks;
    private final FindingDetails details;
    private final SecurityIdentity identity;

    FindingPages(Findings findings, FrameworkCatalog frameworks, FindingDetails details, SecurityIdentity identity) {
        this.findings = findings;
        this.frameworks = frameworks;
        this.details = details;
        this.identity = identity;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(
            @BeanParam FindingQuery query,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("HX-Request") @Nullable String part) {
        Page<FindingView> page = findings.queue(query.filter(), SHOWN, after);
        String next = page.next() == null
                ? null
                : query.links().with("after", page.next()).to("/findings");
        boolean isPart = part != null && after != null;
        FindingList list = new FindingList(
                query,
                isPart ? "" : total(query),
                page.items(),
                next,
                query.links().toString(),
                query.links().isEmpty() && after == null,
                states(),
                Arrays.stream(Severity.values()).map(Severity::word).toList(),
                Arrays.stream(FindingKind.values()).map(FindingKind::word).toList(),
                frameworks.layers());
        return isPart ? Templates.list$rows(list) : Templates.list(list);
    }

    private String total(FindingQuery query) {
        long count = findings.count(query.filter());
        return count > Findings.COUNTED ? "%,d+".formatted(Findings.COUNTED) : "%,d".formatted(count);
    }

    private static List<String> states() {
        return Stream.concat(
                        Stream.of(FindingQuery.ACTIVE, FindingQuery.ANY),
                        Arrays.stream(FindingState.values()).map(FindingState::word))
                .toList();
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID id) {
        return Templates.detail(details.of(id));
    }

    @POST
    @Path("/{id}/moves")
    @RolesAllowed(May.TRIAGE)
    @Operation(hidden = true)
    public Response move(
            UUID id,
            @FormParam("to") @Nullable String to,
            @FormParam("disposition") @Nullable String disposition,
            @FormParam("note") @Nullable String note) {
        FindingState next = Arrays.stream(FindingState.values())
                .filter(state -> state.word().equals(to))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("to: a state is expected"));
        String turnedOut = Asked.orNull(disposition);
        findings.decide(
                id,
                new Findings.Decision(next, turnedOut == null ? null : Disposition.of(turnedOut), note),
                identity.getPrincipal().getName());
        return Response.seeOther(URI.create("/findings/" + id)).build();
    }

    @CheckedTemplate(basePath = "finding")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance list(FindingList page);

        static native TemplateInstance list$rows(FindingList page);

        static native TemplateInstance detail(FindingDetail page);
    }
}
