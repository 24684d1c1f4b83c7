package io.elevenfold.console.activity;

import io.elevenfold.activity.Activities;
import io.elevenfold.activity.ActivityFigures;
import io.elevenfold.activity.RecordedActivity;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/activity")
@RolesAllowed(May.LOOK)
@Blocking
class ExplorerPages {

    private static final int SHOWN = 50;
    /** The kinds of docs/activity-event.md, in its order. */
    private static final List<String> KINDS = List.of(
            "session_start",
            "session_end",
            "turn_end",
            "prompt",
            "response",
            "model_call",
            "tool_decision",
            "shell_exec",
            "file_read",
            "file_write",
            "file_search",
            "network",
            "mcp_call",
            "tool_call",
            "skill",
            "subagent",
            "hook",
            "edit_review",
            "config_change",
            "mode_change",
            "extension_install",
            "mcp_connection",
            "inventory",
            "auth",
            "sandbox",
            "compaction",
            "vcs_change",
            "feedback",
            "error",
            "other");

    private final Activities activities;
    private final ActivityFigures figures;

    ExplorerPages(Activities activities, ActivityFigures figures) {
        this.activities = activities;
        this.figures = figures;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(
            @BeanParam ExplorerQuery query,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("HX-Request") @Nullable String part) {
        Page<RecordedActivity> page = activities.newest(query.filter(), SHOWN, after);
        String next = page.next() == null
                ? null
                : query.links().with("after", page.next()).to("/activity");
        boolean isPart = part != null && after != null;
        ActivityList list = new ActivityList(
                query,
                page.items().stream()
                        .map(activity -> ActivityLine.of(activity, Map.of(), null))
                        .toList(),
                next,
                query.links().toString(),
                query.links().isEmpty() && after == null,
                KINDS,
                isPart ? List.of() : figures.agents(),
                ExplorerQuery.decisions());
        return isPart ? Templates.explorer$rows(list) : Templates.explorer(list);
    }

    /** @param isAll whether the list is narrowed by nothing */
    record ActivityList(
            ExplorerQuery query,
            List<ActivityLine> items,
            @Nullable String next,
            String export,
            boolean isAll,
            List<String> kinds,
            List<String> agents,
            List<String> decisions) {}

    @CheckedTemplate(basePath = "activity")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance explorer(ActivityList page);

        static native TemplateInstance explorer$rows(ActivityList page);
    }
}
