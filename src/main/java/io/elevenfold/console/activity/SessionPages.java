package io.elevenfold.console.activity;

import io.elevenfold.activity.SessionView;
import io.elevenfold.activity.Sessions;
import io.elevenfold.console.Asked;
import io.elevenfold.console.Export;
import io.elevenfold.console.Links;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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

@Path("/sessions")
@RolesAllowed(May.LOOK)
@Blocking
class SessionPages {

    private static final int SHOWN = 50;
    private static final List<String> COLUMNS = List.of(
            "key",
            "session",
            "agent",
            "agent_version",
            "person",
            "endpoint",
            "repository",
            "permission_mode",
            "started_at",
            "last_seen_at",
            "events",
            "tool_calls",
            "refused",
            "findings",
            "channels");

    private final Sessions sessions;
    private final Timelines timelines;
    private final Export export;
    private final Clock clock;

    SessionPages(Sessions sessions, Timelines timelines, Export export, Clock clock) {
        this.sessions = sessions;
        this.timelines = timelines;
        this.export = export;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(
            @QueryParam("endpoint") @Nullable String endpoint,
            @QueryParam("person") @Nullable String person,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("HX-Request") @Nullable String part) {
        Page<SessionView> page =
                sessions.latest(Asked.id("endpoint", endpoint), Asked.id("person", person), SHOWN, after);
        Links links = Links.query().with("endpoint", endpoint).with("person", person);
        boolean isAll = links.isEmpty();
        String query = links.toString();
        String next =
                page.next() == null ? null : links.with("after", page.next()).to("/sessions");
        SessionList list = new SessionList(page.items(), next, isAll, query);
        return part != null && after != null ? Templates.sessions$rows(list) : Templates.sessions(list);
    }

    @GET
    @Path("/export.csv")
    @RolesAllowed(May.EXPORT)
    @Operation(hidden = true)
    public Response csv(
            @QueryParam("endpoint") @Nullable String endpoint, @QueryParam("person") @Nullable String person) {
        List<SessionView> rows = new ArrayList<>();
        Export.About about = collect(endpoint, person, rows);
        return export.csv(about, COLUMNS, rows.stream().map(SessionPages::cells).toList());
    }

    @GET
    @Path("/export.json")
    @RolesAllowed(May.EXPORT)
    @Operation(hidden = true)
    public Response json(
            @QueryParam("endpoint") @Nullable String endpoint, @QueryParam("person") @Nullable String person) {
        List<SessionView> rows = new ArrayList<>();
        return export.json(collect(endpoint, person, rows), rows);
    }

    private Export.About collect(@Nullable String endpoint, @Nullable String person, List<SessionView> rows) {
        String after = null;
        do {
            Page<SessionView> page = sessions.latest(
                    Asked.id("endpoint", endpoint), Asked.id("person", person), Cursor.MAX_LIMIT, after);
            rows.addAll(page.items());
            after = page.next();
        } while (after != null && rows.size() < Export.MOST);
        String filter =
                Links.query().with("endpoint", endpoint).with("person", person).toString();
        return new Export.About("sessions", filter, clock.instant(), after == null);
    }

    private static List<@Nullable Object> cells(SessionView session) {
        return Arrays.asList(
                session.key(),
                session.id(),
                session.product(),
                session.agentVersion(),
                session.userEmail(),
                session.hostname(),
                session.repository(),
                session.permissionMode(),
                session.startedAt(),
                session.lastSeenAt(),
                session.events(),
                session.toolCalls(),
                session.denials(),
                session.findings(),
                String.join(" ", session.channels()));
    }

    @GET
    @Path("/{key}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID key, @QueryParam("kind") @Nullable String kind) {
        return Templates.session(timelines.of(key, kind));
    }

    /**
     * @param isAll whether the list is narrowed by nothing
     * @param query of the exports
     */
    record SessionList(List<SessionView> items, @Nullable String next, boolean isAll, String query) {}

    @CheckedTemplate(basePath = "activity")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance sessions(SessionList page);

        static native TemplateInstance sessions$rows(SessionList page);

        static native TemplateInstance session(Timeline page);
    }
}
