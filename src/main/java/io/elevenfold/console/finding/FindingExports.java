package io.elevenfold.console.finding;

import io.elevenfold.console.Export;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The queue, filtered as on the page, as a file. */
@Path("/findings")
@RolesAllowed(May.EXPORT)
@Blocking
class FindingExports {

    private static final List<String> COLUMNS = List.of(
            "id",
            "severity",
            "state",
            "layer",
            "kind",
            "source",
            "title",
            "controls",
            "endpoint",
            "person",
            "agent",
            "session",
            "first_seen",
            "last_seen",
            "occurrences");

    private final Findings findings;
    private final Export export;
    private final Clock clock;

    FindingExports(Findings findings, Export export, Clock clock) {
        this.findings = findings;
        this.export = export;
        this.clock = clock;
    }

    @GET
    @Path("/export.csv")
    @Operation(hidden = true)
    public Response csv(@BeanParam FindingQuery query) {
        List<FindingView> rows = new ArrayList<>();
        Export.About about = collect(query, rows);
        return export.csv(
                about, COLUMNS, rows.stream().map(FindingExports::cells).toList());
    }

    @GET
    @Path("/export.json")
    @Operation(hidden = true)
    public Response json(@BeanParam FindingQuery query) {
        List<FindingView> rows = new ArrayList<>();
        return export.json(collect(query, rows), rows);
    }

    private Export.About collect(FindingQuery query, List<FindingView> rows) {
        String after = null;
        do {
            Page<FindingView> page = findings.queue(query.filter(), Cursor.MAX_LIMIT, after);
            rows.addAll(page.items());
            after = page.next();
        } while (after != null && rows.size() < Export.MOST);
        String filter = query.links().with("state", query.state()).toString();
        return new Export.About("findings", filter, clock.instant(), after == null);
    }

    private static List<@Nullable Object> cells(FindingView finding) {
        return Arrays.asList(
                finding.id(),
                finding.severity(),
                finding.state(),
                finding.layer(),
                finding.kind(),
                finding.source(),
                finding.title(),
                String.join(" ", finding.controls()),
                finding.subject().hostname(),
                finding.subject().person(),
                finding.subject().agent(),
                finding.subject().sessionId(),
                finding.firstSeen(),
                finding.lastSeen(),
                finding.occurrences());
    }
}
