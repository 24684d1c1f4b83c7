package io.elevenfold.detection.tuning;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleEvaluation;
import io.elevenfold.detection.RuleExplanations;
import io.elevenfold.detection.baseline.FullBaselines;
import io.elevenfold.detection.sigma.Placeholders;
import io.elevenfold.finding.Scorecard;
import io.elevenfold.finding.Scorecards;
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
import java.util.Objects;
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
    private final Scorecards scorecards;
    private final FullBaselines full;

    RuleResource(LiveRules live, RuleExplanations explanations, Scorecards scorecards, FullBaselines full) {
        this.full = full;
        this.scorecards = scorecards;
        this.live = live;
        this.explanations = explanations;
    }

    @GET
    @Path("rules")
    @Operation(summary = "Rules in the order of their files, with the level that they have here, then those taken in")
    public Page<RatedRule> rules() {
        Map<String, Scorecard> decided = scorecards.decided();
        Map<String, FullBaselines.PassedOver> passedOver = full.all();
        return new Page<>(
                live.rules().stream()
                        .map(rule -> RatedRule.of(
                                rule, decided.getOrDefault(rule.id(), Scorecard.EMPTY), passedOver.get(rule.id())))
                        .toList(),
                null);
    }

    @GET
    @Path("rules/{id}")
    @Operation(summary = "One rule, and how often it is right by what was decided about its findings")
    public RatedRule rule(String id) {
        return live.rule(id)
                .map(rule -> RatedRule.of(rule, scorecards.of(id), full.of(id).orElse(null)))
                .orElseThrow(() -> ProblemException.notFound("No rule has this id"));
    }

    @POST
    @Path("rules/evaluate")
    @Operation(summary = "Try Sigma rules, correlations and filters on events, any JSON; their log source is ignored")
    public RuleEvaluation.Result evaluate(@Nullable Trial trial) {
        if (trial == null || trial.rules() == null || trial.events() == null) {
            throw ProblemException.invalid("rules, events: Sigma YAML and a list of JSON objects are expected");
        }
        return RuleEvaluation.evaluate(trial.rules(), trial.events(), placeholders(trial.placeholders()));
    }

    private static Placeholders placeholders(@Nullable Map<String, List<String>> given) {
        if (given == null) {
            return Placeholders.NONE;
        }
        if (given.values().stream()
                .anyMatch(each -> each == null || each.stream().anyMatch(Objects::isNull))) {
            throw ProblemException.invalid("placeholders: a list of texts by name is expected");
        }
        return Placeholders.NONE.with(given);
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

    /**
     * @param quality what people decided; of a list without what is open
     * @param passedOver of a baseline, what it had no room for; null when it had
     */
    record RatedRule(@JsonUnwrapped Rule rule, Quality quality, FullBaselines.@Nullable PassedOver passedOver) {

        static RatedRule of(Rule rule, Scorecard scorecard, FullBaselines.@Nullable PassedOver passedOver) {
            return new RatedRule(rule, Quality.of(scorecard), passedOver);
        }
    }

    /**
     * A scorecard in the API.
     *
     * @param precision share of decisions that found something wrong; null without decisions, as the interval
     * @param precisionInterval its Wilson interval at 95 %
     * @param demotionProposed whether there is enough proof that it should only add risk
     */
    record Quality(
            @JsonUnwrapped Scorecard scorecard,
            long decisions,
            @Nullable Double precision,
            @Nullable List<Double> precisionInterval,
            boolean demotionProposed) {

        static Quality of(Scorecard card) {
            Double low = card.precisionLow();
            Double high = card.precisionHigh();
            return new Quality(
                    card,
                    card.decisions(),
                    card.precision(),
                    low == null || high == null ? null : List.of(low, high),
                    card.seldomRight());
        }
    }

    /** @param placeholders values for the modifier expand, by name */
    record Trial(
            @Nullable String rules,
            @Nullable List<Map<String, Object>> events,
            @Nullable Map<String, List<String>> placeholders) {}
}
