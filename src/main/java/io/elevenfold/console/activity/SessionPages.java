package io.elevenfold.console.activity;

import io.elevenfold.activity.SessionView;
import io.elevenfold.activity.Sessions;
import io.elevenfold.console.Links;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
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

@Path("/sessions")
@RolesAllowed(May.LOOK)
@Blocking
class SessionPages {

    private static final int SHOWN = 50;

    private final Sessions sessions;
    private final Timelines timelines;

    SessionPages(Sessions sessions, Timelines timelines) {
        this.sessions = sessions;
        this.timelines = timelines;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(
            @QueryParam("endpoint") @Nullable String endpoint,
            @QueryParam("person") @Nullable String person,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("HX-Request") @Nullable String part) {
        Page<SessionView> page = sessions.latest(id("endpoint", endpoint), id("person", person), SHOWN, after);
        Links links = Links.query().with("endpoint", endpoint).with("person", person);
        boolean isAll = links.isEmpty();
        String next =
                page.next() == null ? null : links.with("after", page.next()).to("/sessions");
        SessionList list = new SessionList(page.items(), next, isAll);
        return part != null && after != null ? Templates.sessions$rows(list) : Templates.sessions(list);
    }

    @GET
    @Path("/{key}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID key, @QueryParam("kind") @Nullable String kind) {
        return Templates.session(timelines.of(key, kind));
    }

    static @Nullable UUID id(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(name + ": an id is expected");
        }
    }

    /** @param isAll whether the list is narrowed by nothing */
    record SessionList(List<SessionView> items, @Nullable String next, boolean isAll) {}

    @CheckedTemplate(basePath = "activity")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance sessions(SessionList page);

        static native TemplateInstance sessions$rows(SessionList page);

        static native TemplateInstance session(Timeline page);
    }
}
