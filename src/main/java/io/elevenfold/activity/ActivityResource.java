package io.elevenfold.activity;

import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Activity")
@RolesAllowed(May.LOOK)
@Blocking
class ActivityResource {

    private final Activities activities;
    private final Sessions sessions;

    ActivityResource(Activities activities, Sessions sessions) {
        this.activities = activities;
        this.sessions = sessions;
    }

    @GET
    @Path("/activity")
    @Operation(summary = "Activities, newest arrival first; 'session' takes our key or the agent's own id")
    public Page<RecordedActivity> newest(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("action") @Nullable String action,
            @QueryParam("agent") @Nullable String agent,
            @QueryParam("decision") @Nullable String decision,
            @QueryParam("endpoint") @Nullable UUID endpoint,
            @QueryParam("person") @Nullable UUID person,
            @QueryParam("session") @Nullable String session,
            @QueryParam("q") @Nullable String text,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        ActivityFilter filter = new ActivityFilter(
                instant("from", from),
                instant("to", to),
                action,
                agent,
                decision,
                endpoint,
                person,
                null,
                session,
                text);
        return activities.newest(filter, limit, after);
    }

    @GET
    @Path("/sessions")
    @Operation(summary = "Sessions, the latest heard of first")
    public Page<SessionView> sessions(
            @QueryParam("endpoint") @Nullable UUID endpoint,
            @QueryParam("person") @Nullable UUID person,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        return sessions.latest(endpoint, person, limit, after);
    }

    @GET
    @Path("/sessions/{key}")
    @Operation(summary = "One session")
    public SessionView session(UUID key) {
        return sessions.withKey(key);
    }

    @GET
    @Path("/sessions/{key}/activity")
    @Operation(summary = "What happened in a session, in order")
    public Page<RecordedActivity> timeline(UUID key) {
        sessions.withKey(key);
        return new Page<>(activities.ofSession(key), null);
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(name + ": a moment (2026-03-31T12:00:00Z) is expected");
        }
    }
}
