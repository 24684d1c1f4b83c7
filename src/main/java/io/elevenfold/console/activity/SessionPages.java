package io.elevenfold.console.activity;

import io.elevenfold.activity.Activities;
import io.elevenfold.activity.RecordedActivity;
import io.elevenfold.activity.SessionView;
import io.elevenfold.activity.Sessions;
import io.elevenfold.finding.Findings;
import io.elevenfold.finding.SessionFinding;
import io.elevenfold.identity.Roles;
import io.elevenfold.platform.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/sessions")
@RolesAllowed({Roles.ADMINISTRATOR, Roles.CISO, Roles.SECURITY, Roles.AUDITOR})
@Blocking
class SessionPages {

    private static final int SHOWN = 50;
    private static final int MOST_OF_A_SESSION = 2000;

    /** What a reader of the short form does not need to see. */
    private static final Set<String> BACKGROUND =
            Set.of("hook", "model_call", "inventory", "response", "mcp_connection", "compaction");

    private final Sessions sessions;
    private final Activities activities;
    private final Findings findings;

    SessionPages(Sessions sessions, Activities activities, Findings findings) {
        this.sessions = sessions;
        this.activities = activities;
        this.findings = findings;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(
            @QueryParam("endpoint") @Nullable UUID endpoint,
            @QueryParam("person") @Nullable UUID person,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("HX-Request") @Nullable String part) {
        Page<SessionView> page = sessions.latest(endpoint, person, SHOWN, after);
        String more = page.next() == null
                ? null
                : Links.to("/sessions")
                        .with("endpoint", endpoint)
                        .with("person", person)
                        .with("after", page.next())
                        .text();
        return part == null ? Templates.sessions(page.items(), more) : Templates.sessions$rows(page.items(), more);
    }

    @GET
    @Path("/{key}")
    @Operation(hidden = true)
    public TemplateInstance timeline(UUID key, @QueryParam("show") @Nullable String show) {
        SessionView session = sessions.withKey(key);
        boolean everything = "everything".equals(show);
        Map<String, List<SessionFinding>> found = byReference(findings.ofSession(key));
        List<RecordedActivity> all = activities.ofSession(key);
        List<EventView> events = new ArrayList<>();
        for (RecordedActivity activity : all) {
            List<SessionFinding> here = activity.records().stream()
                    .flatMap(position -> found.getOrDefault(activity.lane() + "/" + position, List.of()).stream())
                    .toList();
            if (everything || !here.isEmpty() || !BACKGROUND.contains(String.valueOf(activity.text("event.action")))) {
                events.add(EventView.of(activity, here));
            }
        }
        return Templates.session(session, events, everything, all.size() >= MOST_OF_A_SESSION);
    }

    private static Map<String, List<SessionFinding>> byReference(List<SessionFinding> findings) {
        Map<String, List<SessionFinding>> byReference = new HashMap<>();
        findings.forEach(finding -> byReference
                .computeIfAbsent(finding.reference(), key -> new ArrayList<>())
                .add(finding));
        return byReference;
    }

    @CheckedTemplate(basePath = "activity")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance sessions(List<SessionView> sessions, @Nullable String more);

        static native TemplateInstance sessions$rows(List<SessionView> sessions, @Nullable String more);

        static native TemplateInstance session(
                SessionView session, List<EventView> events, boolean everything, boolean cut);
    }
}
