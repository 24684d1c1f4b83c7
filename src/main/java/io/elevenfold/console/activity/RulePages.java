package io.elevenfold.console.activity;

import io.elevenfold.detection.ContradictionRule;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleTest;
import io.elevenfold.detection.ShippedRule;
import io.elevenfold.detection.SilenceRule;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.identity.Roles;
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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/rules")
@RolesAllowed({Roles.ADMINISTRATOR, Roles.CISO, Roles.SECURITY, Roles.AUDITOR})
@Blocking
class RulePages {

    private static final Duration COUNTED = Duration.ofDays(30);

    private final RuleCatalog catalog;
    private final RuleHits hits;
    private final Clock clock;

    RulePages(RuleCatalog catalog, RuleHits hits, Clock clock) {
        this.catalog = catalog;
        this.hits = hits;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all() {
        Map<String, Long> counted = hits.since(clock.instant().minus(COUNTED));
        return Templates.rules(
                catalog.rules().stream().map(rule -> row(rule, counted)).toList());
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(String id) {
        Rule rule = catalog.rule(id).orElseThrow(() -> ProblemException.notFound("No rule has this id"));
        return Templates.rule(row(rule, hits.since(clock.instant().minus(COUNTED))), tests(id));
    }

    private static Row row(Rule rule, Map<String, Long> counted) {
        return new Row(rule, severity(rule.level()), rule.kind().name().toLowerCase(Locale.ROOT), counted.getOrDefault(rule.id(), 0L));
    }

    private List<RuleTest> tests(String id) {
        Stream<RuleTest> overEvents = catalog.shipped().stream()
                .filter(shipped -> shipped.rule().id().equals(id))
                .map(ShippedRule::tests)
                .flatMap(List::stream);
        Stream<RuleTest> overReports = catalog.contradictions().stream()
                .filter(contradiction -> contradiction.rule().id().equals(id))
                .map(ContradictionRule::tests)
                .flatMap(List::stream);
        Stream<RuleTest> overSilence = catalog.silences().stream()
                .filter(silence -> silence.rule().id().equals(id))
                .map(SilenceRule::tests)
                .flatMap(List::stream);
        return Stream.of(overEvents, overReports, overSilence)
                .flatMap(tests -> tests)
                .toList();
    }

    private static String severity(Level level) {
        return level == Level.INFORMATIONAL ? "info" : level.name().toLowerCase(Locale.ROOT);
    }

    /** A rule with the words that the page needs; {@code hits} of the last 30 days. */
    public record Row(Rule rule, String severity, String kind, long hits) {}

    @CheckedTemplate(basePath = "activity")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance rules(List<Row> rows);

        static native TemplateInstance rule(Row row, List<RuleTest> tests);
    }
}
