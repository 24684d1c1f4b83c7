package io.elevenfold.console.home;

import io.elevenfold.activity.ActivityFigures;
import io.elevenfold.activity.ActivityFigures.DayCount;
import io.elevenfold.compliance.Compliance;
import io.elevenfold.compliance.FrameworkView;
import io.elevenfold.compliance.LayerView;
import io.elevenfold.compliance.Layers;
import io.elevenfold.compliance.RequirementCounts;
import io.elevenfold.compliance.SeverityCounts;
import io.elevenfold.console.Part;
import io.elevenfold.console.Tally;
import io.elevenfold.evidence.LedgerChecks;
import io.elevenfold.finding.FindingFilter;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
import io.elevenfold.framework.Family;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the first page shows. */
@Singleton
class Home {

    private static final int DAYS = 14;
    private static final int WORST = 6;
    private static final int LOOKED_AT = 100;
    private static final int COLOURS = 6;
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low", "info");

    private final Compliance compliance;
    private final Findings findings;
    private final ActivityFigures figures;
    private final LedgerChecks ledger;
    private final Clock clock;

    Home(Compliance compliance, Findings findings, ActivityFigures figures, LedgerChecks ledger, Clock clock) {
        this.compliance = compliance;
        this.findings = findings;
        this.figures = figures;
        this.ledger = ledger;
        this.clock = clock;
    }

    HomePage page() {
        Layers layers = compliance.layers(null);
        Instant first = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(DAYS - 1, ChronoUnit.DAYS);
        List<HomePage.Step> steps = steps(layers);
        SeverityCounts open = sum(layers);
        long done = steps.stream().filter(HomePage.Step::done).count();
        return new HomePage(
                layers.asOf(),
                ledger.alarms(),
                layers.coverage(),
                layers.belowTarget(),
                layers.assessed(),
                layers.items().stream().map(Home::tile).toList(),
                families(),
                open,
                all(open).toList(),
                activity(first),
                Plot.of(
                        first,
                        DAYS,
                        SEVERITIES.stream()
                                .map(word -> new Plot.Line(word, "fill-" + word))
                                .toList(),
                        figures.hitsBySeverity(first)),
                worst(),
                done == steps.size() ? List.of() : steps,
                done);
    }

    /** One of each kind: ten findings of one check on one endpoint would hide the other problems. */
    private List<FindingView> worst() {
        FindingFilter active = new FindingFilter(
                List.of("active"), List.of(), List.of(), List.of(), null, null, null, null, null, null);
        Set<String> sources = new HashSet<>();
        return findings.queue(active, LOOKED_AT, null).items().stream()
                .filter(finding -> sources.add(finding.source()))
                .limit(WORST)
                .toList();
    }

    private Plot activity(Instant first) {
        List<DayCount> counts = figures.activitiesByAgent(first);
        List<String> agents = counts.stream().map(DayCount::name).distinct().toList();
        List<Plot.Line> lines = new ArrayList<>();
        for (String agent : agents) {
            lines.add(new Plot.Line(agent, "plot-" + (lines.size() % COLOURS + 1)));
        }
        return Plot.of(first, DAYS, lines, counts);
    }

    private static HomePage.Tile tile(LayerView layer) {
        Double before = layer.trend().sevenDaysAgo();
        Long points = layer.score() == null || before == null ? null : units(layer.score()) - units(before);
        LayerView.WorstControl worst = layer.worstControl();
        return new HomePage.Tile(
                layer.number(),
                layer.name(),
                layer.score() == null ? null : units(layer.score()) + " %",
                layer.basis().word(),
                layer.belowTarget() == null ? "none" : layer.belowTarget() ? "below" : "good",
                layer.score() == null ? 0 : units(layer.score()),
                units(layer.target()),
                points == null
                        ? null
                        : "%+d".formatted(points).replace("-", "−").replace("+0", "±0"),
                points == null || points == 0 ? "flat" : points > 0 ? "up" : "down",
                layer.coverage(),
                worst == null ? null : new HomePage.Worst(worst.id(), worst.title()),
                counts(layer.openFindings()));
    }

    private static List<HomePage.Count> counts(SeverityCounts open) {
        return all(open).filter(count -> count.count() > 0).toList();
    }

    private static Stream<HomePage.Count> all(SeverityCounts open) {
        return Stream.of(
                new HomePage.Count("critical", open.critical()),
                new HomePage.Count("high", open.high()),
                new HomePage.Count("medium", open.medium()),
                new HomePage.Count("low", open.low()),
                new HomePage.Count("info", open.info()));
    }

    private static SeverityCounts sum(Layers layers) {
        long[] totals = new long[SEVERITIES.size()];
        for (LayerView layer : layers.items()) {
            SeverityCounts open = layer.openFindings();
            totals[0] += open.critical();
            totals[1] += open.high();
            totals[2] += open.medium();
            totals[3] += open.low();
            totals[4] += open.info();
        }
        return new SeverityCounts(totals[0], totals[1], totals[2], totals[3], totals[4]);
    }

    private List<HomePage.FamilyStrip> families() {
        List<FrameworkView> all = compliance.frameworks(null).items();
        return Family.ALWAYS_SHOWN.stream()
                .map(family -> new HomePage.FamilyStrip(
                        family.label(),
                        all.stream()
                                .filter(framework -> framework.family() == family && framework.supersededBy() == null)
                                .map(Home::line)
                                .toList()))
                .toList();
    }

    private static HomePage.FrameworkLine line(FrameworkView framework) {
        RequirementCounts counts = framework.summary();
        List<Tally.Entry> told = List.of(
                new Tally.Entry("met", counts.met()),
                new Tally.Entry("supported", counts.supported()),
                new Tally.Entry("partly", counts.partly()),
                new Tally.Entry("failing", counts.failing()),
                new Tally.Entry("not_assessed", counts.notAssessed() + counts.notMapped()));
        return new HomePage.FrameworkLine(
                framework.id(),
                framework.version(),
                framework.title(),
                counts.met() + counts.supported(),
                counts.total(),
                counts.excepted(),
                told,
                Part.of(told));
    }

    private List<HomePage.Step> steps(Layers layers) {
        List<String> channels = figures.channelsOfLatestSessions();
        return List.of(
                new HomePage.Step("enrol", layers.coverage().expected() > 0, "/settings/enrolment"),
                new HomePage.Step("telemetry", channels.contains("otlp"), "/settings/enrolment"),
                new HomePage.Step("hooks", channels.contains("hook"), "/settings/enrolment"),
                new HomePage.Step("report", layers.coverage().reporting() > 0, "/settings/enrolment"));
    }

    private static long units(@Nullable Double share) {
        return share == null ? 0 : Math.round(share * 100);
    }
}
