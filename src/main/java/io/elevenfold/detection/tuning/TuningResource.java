package io.elevenfold.detection.tuning;

import io.elevenfold.detection.sigma.Level;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Detection")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class TuningResource {

    private final LiveRules live;
    private final RuleTuning tuning;
    private final PlaceholderValues placeholders;
    private final CurrentActor actor;

    TuningResource(LiveRules live, RuleTuning tuning, PlaceholderValues placeholders, CurrentActor actor) {
        this.live = live;
        this.tuning = tuning;
        this.placeholders = placeholders;
        this.actor = actor;
    }

    @GET
    @Path("rules/{id}/setting")
    @Operation(summary = "How a rule runs here, and who changed it and why")
    public Tuning setting(String id) {
        if (live.rule(id).isEmpty()) {
            throw ProblemException.notFound("No rule has this id");
        }
        return new Tuning(live.setting(id), live.suppressions(id), tuning.changes(id));
    }

    @PUT
    @Path("rules/{id}/setting")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Switch a rule on or off, change its level, leave events out; with a reason")
    public Tuning set(String id, @Nullable Wanted wanted) {
        if (wanted == null) {
            throw ProblemException.invalid("enabled, level, filter, reason: a setting is expected");
        }
        String filter = wanted.filter() == null || wanted.filter().isBlank() ? null : wanted.filter();
        tuning.set(
                actor.get(),
                id,
                new RuleSetting(
                        wanted.enabled() == null || wanted.enabled(),
                        level(wanted.level()),
                        Boolean.TRUE.equals(wanted.riskOnly()),
                        filter),
                wanted.reason());
        return setting(id);
    }

    @GET
    @Path("rules/suppressions")
    @Operation(summary = "Suppressions, newest first, those that are over too")
    public Page<Suppression> suppressions() {
        return new Page<>(tuning.suppressions(), null);
    }

    @POST
    @Path("rules/suppressions")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Pass over what a Sigma filter names, for a time; with a reason")
    public Suppression suppress(@Nullable Asked asked) {
        if (asked == null) {
            throw ProblemException.invalid("yaml, until, reason: a suppression is expected");
        }
        return tuning.suppress(actor.get(), asked.yaml(), asked.until(), asked.reason());
    }

    @DELETE
    @Path("rules/suppressions/{id}")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "End a suppression before its time")
    public void end(UUID id) {
        tuning.end(actor.get(), id);
    }

    @GET
    @Path("rules/placeholders")
    @Operation(summary = "Placeholders of rules, what they stand for here, and which rules ask for them")
    public Page<Placeholder> placeholders() {
        return new Page<>(placeholders.all(), null);
    }

    @GET
    @Path("rules/placeholders/{name}/changes")
    @Operation(summary = "Who changed what a placeholder stands for, and why; newest first")
    public Page<RuleChange> placeholderChanges(String name) {
        return new Page<>(placeholders.changes(name), null);
    }

    @PUT
    @Path("rules/placeholders/{name}")
    @RolesAllowed(May.GOVERN)
    @Operation(summary = "Say what a placeholder stands for here; no values take ours away. With a reason")
    public Page<Placeholder> setPlaceholder(String name, @Nullable Values wanted) {
        if (wanted == null || wanted.values() == null) {
            throw ProblemException.invalid("values, reason: a list of texts is expected");
        }
        placeholders.set(actor.get(), name, wanted.values(), wanted.reason());
        return placeholders();
    }

    static @Nullable Level level(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return null;
        }
        return Arrays.stream(Level.values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "level: one of informational, low, medium, high, critical is expected"));
    }

    /**
     * @param enabled missing means on
     * @param riskOnly missing means that a hit raises a finding
     */
    record Wanted(
            @Nullable Boolean enabled,
            @Nullable String level,
            @Nullable Boolean riskOnly,
            @Nullable String filter,
            @Nullable String reason) {}

    record Values(@Nullable List<String> values, @Nullable String reason) {}

    record Asked(@Nullable String yaml, @Nullable Instant until, @Nullable String reason) {}

    record Tuning(RuleSetting setting, List<Suppression> suppressions, List<RuleChange> changes) {}
}
