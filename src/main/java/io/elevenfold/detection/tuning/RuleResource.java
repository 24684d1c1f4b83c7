package io.elevenfold.detection.tuning;

import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleEvaluation;
import io.elevenfold.detection.RuleExplanations;
import io.elevenfold.detection.sigma.Placeholders;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Detection")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class RuleResource {

    private final LiveRules live;
    private final RuleExplanations explanations;

    RuleResource(LiveRules live, RuleExplanations explanations) {
        this.live = live;
        this.explanations = explanations;
    }

    @GET
    @Path("rules")
    @Operation(summary = "Rules in the order of their files, with the level that they have here, then those taken in")
    public Page<Rule> rules() {
        return new Page<>(live.rules(), null);
    }

    @GET
    @Path("rules/{id}")
    @Operation(summary = "One rule")
    public Rule rule(String id) {
        return live.rule(id).orElseThrow(() -> ProblemException.notFound("No rule has this id"));
    }

    @POST
    @Path("rules/evaluate")
    @Operation(summary = "Try Sigma rules, correlations and filters on events, any JSON; their log source is ignored")
    public RuleEvaluation.Result evaluate(@Nullable Trial trial) {
        if (trial == null || trial.rules() == null || trial.events() == null) {
            throw ProblemException.invalid("rules, events: Sigma YAML and a list of JSON objects are expected");
        }
        Map<String, List<String>> placeholders = trial.placeholders() == null ? Map.of() : trial.placeholders();
        return RuleEvaluation.evaluate(trial.rules(), trial.events(), Placeholders.NONE.with(placeholders));
    }

    @POST
    @Path("rules/explain")
    @Operation(summary = "Why a rule, or a draft in yaml, holds for an event or does not, question by question")
    public RuleExplanations.Answer explain(RuleExplanations.@Nullable Question question) {
        if (question == null) {
            throw ProblemException.invalid("rule, activity: a rule and an event are expected");
        }
        return explanations.explain(question);
    }

    /** @param placeholders values for the modifier expand, by name */
    record Trial(
            @Nullable String rules,
            @Nullable List<Map<String, Object>> events,
            @Nullable Map<String, List<String>> placeholders) {}
}
