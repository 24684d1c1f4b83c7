package io.elevenfold.console.rule;

import io.elevenfold.console.Asked;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.replay.ReplayView;
import io.elevenfold.detection.replay.RuleReplays;
import io.elevenfold.detection.tuning.LiveRules;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class ReplayPages {

    private static final int USUAL_DAYS = 7;

    private final RuleReplays replays;
    private final LiveRules live;
    private final CurrentActor actor;

    ReplayPages(RuleReplays replays, LiveRules live, CurrentActor actor) {
        this.replays = replays;
        this.live = live;
        this.actor = actor;
    }

    @GET
    @Path("rules/replays")
    @Operation(hidden = true)
    public TemplateInstance all(@QueryParam("rule") @Nullable String rule) {
        List<Rule> rules = live.rules().stream()
                .filter(each -> live.isNarrowable(each.id()))
                .sorted(Comparator.comparing(Rule::title))
                .toList();
        return Templates.replays(
                new ReplayList(replays.newest(), rules, Asked.orEmpty(rule), USUAL_DAYS, RuleReplays.MOST_DAYS));
    }

    @POST
    @Path("rules/replays")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response ask(
            @FormParam("rule") @Nullable String rule,
            @FormParam("yaml") @Nullable String yaml,
            @FormParam("days") @Nullable String days) {
        String draft = Asked.orNull(yaml);
        ReplayView asked =
                replays.ask(actor.get(), draft == null ? Asked.orNull(rule) : null, draft, number(Asked.orEmpty(days)));
        return to(asked.id());
    }

    @GET
    @Path("rules/replays/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID id) {
        return Templates.replay(replays.withId(id));
    }

    @POST
    @Path("rules/replays/{id}/stop")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response stop(UUID id) {
        replays.stop(actor.get(), id);
        return to(id);
    }

    private static int number(String days) {
        if (!days.matches("\\d{1,3}")) {
            throw ProblemException.invalid("days: a number is expected");
        }
        return Integer.parseInt(days);
    }

    private static Response to(UUID id) {
        return Response.seeOther(URI.create("/rules/replays/" + id)).build();
    }

    record ReplayList(List<ReplayView> items, List<Rule> rules, String rule, int usual, int most) {}

    @CheckedTemplate(basePath = "rule")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance replays(ReplayList page);

        static native TemplateInstance replay(ReplayView replay);
    }
}
