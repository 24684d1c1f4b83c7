package io.elevenfold.console.activity;

import io.elevenfold.activity.ActivityFigures;
import io.elevenfold.console.Prose;
import io.elevenfold.console.Wording;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.baseline.FullBaselines;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.detection.tuning.ImportedRule;
import io.elevenfold.detection.tuning.LiveRules;
import io.elevenfold.detection.tuning.RuleChange;
import io.elevenfold.detection.tuning.RuleSetting;
import io.elevenfold.detection.tuning.RuleTuning;
import io.elevenfold.detection.tuning.Suppression;
import io.elevenfold.finding.FindingFilter;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
import io.elevenfold.finding.Scorecard;
import io.elevenfold.finding.Scorecards;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.Layer;
import io.elevenfold.identity.May;
import io.elevenfold.ingest.VisibilityMatrix;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class RulePages {

    private static final int BESIDE = 20;
    private static final List<String> LEVELS = List.of("critical", "high", "medium", "low", "informational");
    private static final Duration RECENT = Duration.ofDays(30);

    private final LiveRules rules;
    private final FrameworkCatalog frameworks;
    private final ActivityFigures figures;
    private final Findings findings;
    private final RuleTuning tuning;
    private final Scorecards scorecards;
    private final FullBaselines full;
    private final Clock clock;
    private final VisibilityMatrix matrix = VisibilityMatrix.load();

    RulePages(
            LiveRules rules,
            FrameworkCatalog frameworks,
            ActivityFigures figures,
            Findings findings,
            RuleTuning tuning,
            Scorecards scorecards,
            FullBaselines full,
            Clock clock) {
        this.full = full;
        this.scorecards = scorecards;
        this.tuning = tuning;
        this.rules = rules;
        this.frameworks = frameworks;
        this.figures = figures;
        this.findings = findings;
        this.clock = clock;
    }

    @GET
    @Path("rules")
    @Operation(hidden = true)
    public TemplateInstance list() {
        Map<String, Long> hits = figures.hitsByRule(clock.instant().minus(RECENT));
        Map<String, Scorecard> decided = scorecards.decided();
        Set<String> overfull = full.all().keySet();
        List<LayerRules> layers = frameworks.layers().stream()
                .map(layer -> new LayerRules(
                        layer,
                        rules.rules().stream()
                                .filter(rule -> Objects.equals(rule.layer(), layer.number()))
                                .map(rule -> line(rule, hits, decided, overfull))
                                .toList()))
                .filter(layer -> !layer.rules().isEmpty())
                .toList();
        List<RuleLine> unlayered = rules.rules().stream()
                .filter(rule -> rule.layer() == null)
                .map(rule -> line(rule, hits, decided, overfull))
                .toList();
        return Templates.rules(rules.rules().size(), layers, unlayered);
    }

    @GET
    @Path("rules/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(String id) {
        Rule rule = rules.rule(id).orElseThrow(() -> ProblemException.notFound("No rule has this id"));
        long hits = figures.hitsOf(id, clock.instant().minus(RECENT));
        FullBaselines.PassedOver passedOver = full.of(id).orElse(null);
        Scorecard quality = scorecards.of(id);
        return Templates.rule(new RuleDetail(
                rule,
                QualityPart.of(quality, rules.setting(id)),
                line(rule, Map.of(id, hits), Map.of(id, quality), passedOver == null ? Set.of() : Set.of(id)),
                Prose.of(rule.description()),
                Prose.of(rule.guide()),
                rule.layer() == null ? null : frameworks.layer(rule.layer()),
                findings.queue(of(id), BESIDE, null).items(),
                new TuningPart(
                        rules.setting(id), rules.isNarrowable(id), rules.suppressions(id), tuning.changes(id), LEVELS),
                rules.imported(id).orElse(null),
                passedOver));
    }

    @GET
    @Path("visibility")
    @Operation(hidden = true)
    public TemplateInstance visibility() {
        return Templates.visibility(matrix);
    }

    private static FindingFilter of(String rule) {
        return new FindingFilter(List.of(), List.of(), List.of(), List.of(), rule, null, null, null, null, null);
    }

    private RuleLine line(Rule rule, Map<String, Long> hits, Map<String, Scorecard> decided, Set<String> overfull) {
        RuleSetting setting = rules.setting(rule.id());
        return new RuleLine(
                rule.id(),
                rule.title(),
                severity(rule),
                rule.kind().name().toLowerCase(Locale.ROOT),
                rule.controls(),
                hits.getOrDefault(rule.id(), 0L),
                QualityPart.of(decided.getOrDefault(rule.id(), Scorecard.EMPTY), setting),
                setting.enabled(),
                setting.riskOnly(),
                !setting.equals(RuleSetting.AS_WRITTEN)
                        || !rules.suppressions(rule.id()).isEmpty(),
                overfull.contains(rule.id()));
    }

    /** Sigma's words are ours but for one. */
    private static String severity(Rule rule) {
        return rule.level() == Level.INFORMATIONAL
                ? "info"
                : rule.level().name().toLowerCase(Locale.ROOT);
    }

    record LayerRules(Layer layer, List<RuleLine> rules) {}

    /**
     * @param hits in the last 30 days
     * @param enabled whether it runs
     * @param riskOnly whether it only adds risk
     * @param tuned whether something was made of it here
     * @param overfull whether it is a baseline that had no room for all new terms
     */
    record RuleLine(
            String id,
            String title,
            String severity,
            String kind,
            List<String> controls,
            long hits,
            QualityPart quality,
            boolean enabled,
            boolean riskOnly,
            boolean tuned,
            boolean overfull) {}

    /**
     * What was made of a rule here.
     *
     * @param narrowable whether events can be left out of it
     */
    record TuningPart(
            RuleSetting setting,
            boolean narrowable,
            List<Suppression> suppressions,
            List<RuleChange> changes,
            List<String> levels) {}

    /**
     * How often it is right.
     *
     * @param precision with its interval, for people; null without decisions
     * @param median how long half of the decisions took at most; null without decisions
     * @param demote the reason to propose that it only adds risk; null when there is none
     */
    record QualityPart(Scorecard card, @Nullable String precision, @Nullable String median, @Nullable String demote) {

        static QualityPart of(Scorecard card, RuleSetting setting) {
            Double share = card.precision();
            Double low = card.precisionLow();
            Double high = card.precisionHigh();
            String precision = share == null || low == null || high == null
                    ? null
                    : "%s %% (%s–%s)".formatted(percent(share), percent(low), percent(high));
            return new QualityPart(
                    card,
                    precision,
                    card.median() == null ? null : Wording.spoken(card.median()),
                    card.seldomRight() && setting.enabled() && !setting.riskOnly()
                            ? "Precision %s after %d decisions: it only adds risk from now on"
                                    .formatted(precision, card.decisions())
                            : null);
        }

        private static long percent(double share) {
            return Math.round(100 * share);
        }
    }

    /**
     * @param findings what it raised, whatever became of it
     * @param passedOver of a baseline, what it had no room for; null when it had
     */
    record RuleDetail(
            Rule rule,
            QualityPart quality,
            RuleLine line,
            Prose about,
            Prose guide,
            @Nullable Layer layer,
            List<FindingView> findings,
            TuningPart tuning,
            @Nullable ImportedRule imported,
            FullBaselines.@Nullable PassedOver passedOver) {}

    @CheckedTemplate(basePath = "activity")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance rules(int total, List<LayerRules> layers, List<RuleLine> unlayered);

        static native TemplateInstance rule(RuleDetail page);

        static native TemplateInstance visibility(VisibilityMatrix matrix);
    }
}
