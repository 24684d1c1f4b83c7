package io.elevenfold.console.rule;

import io.elevenfold.activity.Field;
import io.elevenfold.console.Asked;
import io.elevenfold.console.Links;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.replay.RuleReplays;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.detection.tuning.LiveRules;
import io.elevenfold.detection.tuning.RuleSetting;
import io.elevenfold.detection.tuning.RuleTuning;
import io.elevenfold.detection.tuning.Silencing;
import io.elevenfold.detection.tuning.Suppression;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class TuningPages {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 365;
    private static final int TRIED_DAYS = 30;
    /** What somebody begins with who suppresses a rule. */
    private static final String BEGINNING =
            """
            title: Known and harmless
            logsource:
              product: coding_agent
            filter:
              rules:
                - %s
              known:
                process.command_line|contains: ''
              condition: not known
            """;

    private final LiveRules live;
    private final RuleTuning tuning;
    private final RuleReplays replays;
    private final Findings findings;
    private final CurrentActor actor;
    private final Clock clock;

    TuningPages(
            LiveRules live,
            RuleTuning tuning,
            RuleReplays replays,
            Findings findings,
            CurrentActor actor,
            Clock clock) {
        this.replays = replays;
        this.findings = findings;
        this.live = live;
        this.tuning = tuning;
        this.actor = actor;
        this.clock = clock;
    }

    @POST
    @Path("rules/{id}/setting")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response set(
            String id,
            @FormParam("enabled") @Nullable String enabled,
            @FormParam("level") @Nullable String level,
            @FormParam("risk_only") @Nullable String riskOnly,
            @FormParam("filter") @Nullable String filter,
            @FormParam("reason") @Nullable String reason) {
        // A form ends lines as RFC 7578 has it; what is kept is what was typed.
        String typed = filter == null ? null : filter.replace("\r\n", "\n");
        tuning.set(
                actor.get(),
                id,
                new RuleSetting("true".equals(enabled), level(level), "true".equals(riskOnly), Asked.orNull(typed)),
                reason);
        return to("/rules/" + Links.encode(id));
    }

    @GET
    @Path("rules/suppressions")
    @Operation(hidden = true)
    public TemplateInstance suppressions(
            @QueryParam("rule") @Nullable String rule, @QueryParam("finding") @Nullable String finding) {
        UUID about = Asked.id("finding", finding);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Instant now = clock.instant();
        List<Line> lines = tuning.suppressions().stream()
                .map(each -> new Line(each, each.isOverAt(now), named(each)))
                .toList();
        String asked = rule == null ? null : live.isNarrowable(rule) ? rule : null;
        return Templates.suppressions(new SuppressionPage(
                lines,
                about == null ? BEGINNING.formatted(asked == null ? "any" : asked) : beginning(about),
                today.plusDays(USUAL_DAYS).toString(),
                today.plusDays(1).toString(),
                today.plusDays(MOST_DAYS).toString()));
    }

    /** What somebody begins with who wants to silence a finding: its rule, and what it is about. */
    private String beginning(UUID id) {
        FindingView finding = findings.withId(id);
        if (!live.isNarrowable(finding.source())) {
            throw ProblemException.invalid("finding: one of a rule that can be narrowed is expected");
        }
        Map<String, String> known = new LinkedHashMap<>();
        UUID endpoint = finding.subject().endpointId();
        String agent = finding.subject().agent();
        if (endpoint != null) {
            known.put(Field.ENDPOINT_ID.key(), endpoint.toString());
        }
        if (agent != null) {
            known.put(Field.AGENT_PRODUCT.key(), agent);
        }
        return Silencing.filter(finding.source(), "Known and harmless: " + finding.title(), known);
    }

    @POST
    @Path("rules/suppressions/try")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response attempt(@FormParam("yaml") @Nullable String yaml) {
        String filter = Asked.orEmpty(yaml).replace("\r\n", "\n");
        String rule = tuning.onlyRuleOf(filter);
        String written = live.textOf(rule)
                .orElseThrow(() -> ProblemException.notFound("No rule has this id"))
                .yaml();
        return to("/rules/replays/"
                + replays.ask(actor.get(), null, Silencing.draft(written, filter), TRIED_DAYS)
                        .id());
    }

    @POST
    @Path("rules/suppressions")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response suppress(
            @FormParam("yaml") @Nullable String yaml,
            @FormParam("until") @Nullable String until,
            @FormParam("reason") @Nullable String reason) {
        tuning.suppress(actor.get(), yaml == null ? null : yaml.replace("\r\n", "\n"), endOf(until), reason);
        return to("/rules/suppressions");
    }

    @POST
    @Path("rules/suppressions/{id}/end")
    @RolesAllowed(May.GOVERN)
    @Operation(hidden = true)
    public Response end(UUID id) {
        tuning.end(actor.get(), id);
        return to("/rules/suppressions");
    }

    private List<Rule> named(Suppression suppression) {
        return suppression.rules().stream()
                .flatMap(id -> live.rule(id).stream())
                .toList();
    }

    private static Instant endOf(@Nullable String day) {
        try {
            return LocalDate.parse(Asked.orEmpty(day))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid("until: a day is expected, as 2027-03-31");
        }
    }

    private static @Nullable Level level(@Nullable String word) {
        if (Asked.orNull(word) == null) {
            return null;
        }
        return Arrays.stream(Level.values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("level: one of Sigma's levels is expected"));
    }

    private static Response to(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /** @param rules those that it names; empty when it speaks of every rule */
    record Line(Suppression suppression, boolean over, List<Rule> rules) {}

    record SuppressionPage(List<Line> lines, String yaml, String until, String earliest, String latest) {}

    @CheckedTemplate(basePath = "rule")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance suppressions(SuppressionPage page);
    }
}
