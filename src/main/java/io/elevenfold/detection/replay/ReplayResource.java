package io.elevenfold.detection.replay;

import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Detection")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class ReplayResource {

    private static final int USUAL_DAYS = 7;

    private final RuleReplays replays;
    private final CurrentActor actor;

    ReplayResource(RuleReplays replays, CurrentActor actor) {
        this.replays = replays;
        this.actor = actor;
    }

    @GET
    @Path("rules/replays")
    @Operation(summary = "Tries of rules on what was recorded, newest first")
    public Page<ReplayView> newest() {
        return new Page<>(replays.newest(), null);
    }

    @POST
    @Path("rules/replays")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Ask what a rule, or a draft in yaml, would have found in the last days")
    public ReplayView ask(@Nullable Question question) {
        if (question == null) {
            throw ProblemException.invalid("rule, yaml, days: a rule and a number of days are expected");
        }
        return replays.ask(
                actor.get(), question.rule(), question.yaml(), question.days() == null ? USUAL_DAYS : question.days());
    }

    @GET
    @Path("rules/replays/{id}")
    @Operation(summary = "How far a try is, and what it found")
    public ReplayView one(UUID id) {
        return replays.withId(id);
    }

    @POST
    @Path("rules/replays/{id}/stop")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "End a try")
    public ReplayView stop(UUID id) {
        return replays.stop(actor.get(), id);
    }

    record Question(@Nullable String rule, @Nullable String yaml, @Nullable Integer days) {}
}
