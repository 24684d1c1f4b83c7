package io.elevenfold.finding;

import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/findings")
@Tag(name = "Findings")
@RolesAllowed(May.LOOK)
@Blocking
class FindingResource {

    private final Findings findings;
    private final FrameworkCatalog frameworks;
    private final SecurityIdentity identity;

    FindingResource(Findings findings, FrameworkCatalog frameworks, SecurityIdentity identity) {
        this.findings = findings;
        this.frameworks = frameworks;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "Findings, worst first, then the most recently seen")
    public Page<FindingJson> queue(
            @BeanParam FindingParameters parameters,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        return findings.queue(parameters.filter(), limit, after).map(finding -> json(finding, null, null));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One finding with its history and its latest occurrences")
    public FindingJson one(UUID id) {
        return json(findings.withId(id), findings.changes(id), findings.occurrences(id));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(May.TRIAGE)
    @Operation(summary = "Move a finding on in triage; who resolves it may say what it turned out to be, and why")
    public FindingJson move(UUID id, @Nullable Decision decision) {
        if (decision == null || decision.state() == null) {
            throw ProblemException.invalid("state: one of open, acknowledged, in_progress, resolved is expected");
        }
        FindingView moved = findings.decide(
                id,
                new Findings.Decision(
                        stateOf(decision.state()),
                        decision.disposition() == null ? null : Disposition.of(decision.disposition()),
                        decision.note()),
                identity.getPrincipal().getName());
        return json(moved, findings.changes(id), findings.occurrences(id));
    }

    private static FindingState stateOf(String word) {
        for (FindingState state : FindingState.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw ProblemException.invalid("state: one of open, acknowledged, in_progress, resolved is expected");
    }

    private FindingJson json(
            FindingView finding, @Nullable List<FindingChange> history, @Nullable List<Occurrence> evidence) {
        return new FindingJson(
                finding,
                finding.check(),
                finding.rule(),
                frameworks.requirementsOf(finding.controls()),
                frameworks.requirementsByFamily(finding.controls()),
                history,
                evidence);
    }

    /**
     * @param disposition true_positive, benign_expected or false_positive, when it is resolved; null when nothing is said
     * @param note why; null when nothing is to be said
     */
    record Decision(@Nullable String state, @Nullable String disposition, @Nullable String note) {}
}
