package io.elevenfold.console.activity;

import io.elevenfold.activity.Activities;
import io.elevenfold.activity.ActivityFilter;
import io.elevenfold.activity.RecordedActivity;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/activity")
@RolesAllowed({Roles.ADMINISTRATOR, Roles.CISO, Roles.SECURITY, Roles.AUDITOR})
@Blocking
class ExplorerPages {

    private static final int SHOWN = 100;
    private static final List<String> KINDS = List.of(
            "shell_exec",
            "file_read",
            "file_write",
            "file_search",
            "network",
            "mcp_call",
            "tool_call",
            "tool_decision",
            "prompt",
            "model_call",
            "mode_change",
            "config_change",
            "extension_install",
            "mcp_connection",
            "session_start",
            "session_end",
            "hook",
            "error",
            "other");
    private static final List<String> AGENTS = List.of(
            "claude-code", "codex", "copilot-cli", "vscode-copilot", "gemini-cli", "cursor", "windsurf", "other");
    private static final List<String> DECISIONS = List.of("allow", "deny", "ask", "modify", "abort", "timeout");

    private final Activities activities;

    ExplorerPages(Activities activities) {
        this.activities = activities;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance explorer(
            @QueryParam("q") @Nullable String text,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("agent") @Nullable String agent,
            @QueryParam("decision") @Nullable String decision,
            @QueryParam("endpoint") @Nullable UUID endpoint,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("HX-Request") @Nullable String part) {
        ActivityFilter filter = new ActivityFilter(
                null, null, orNull(kind), orNull(agent), orNull(decision), endpoint, null, null, null, orNull(text));
        Page<RecordedActivity> page = activities.newest(filter, SHOWN, after);
        List<EventView> events = page.items().stream()
                .map(activity -> EventView.of(activity, List.of()))
                .toList();
        String more = page.next() == null
                ? null
                : Links.to("/activity")
                        .with("q", text)
                        .with("kind", kind)
                        .with("agent", agent)
                        .with("decision", decision)
                        .with("endpoint", endpoint)
                        .with("after", page.next())
                        .text();
        if (part != null) {
            return Templates.explorer$rows(events, more);
        }
        return Templates.explorer(
                events,
                more,
                text == null ? "" : text,
                Choice.of(KINDS, kind),
                Choice.of(AGENTS, agent),
                Choice.of(DECISIONS, decision));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** One entry of a choice. */
    public record Choice(String value, boolean chosen) {

        static List<Choice> of(List<String> values, @Nullable String chosen) {
            return values.stream()
                    .map(value -> new Choice(value, value.equals(chosen)))
                    .toList();
        }
    }

    @CheckedTemplate(basePath = "activity")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance explorer(
                List<EventView> events,
                @Nullable String more,
                String text,
                List<Choice> kinds,
                List<Choice> agents,
                List<Choice> decisions);

        static native TemplateInstance explorer$rows(List<EventView> events, @Nullable String more);
    }
}
