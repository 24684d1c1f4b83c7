package io.elevenfold.detection.tuning;

import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleSources;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Rules that others wrote: handed in, looked at, and taken in when somebody asks for it. Each text is kept as its
 * author wrote it, in versions.
 */
@ApplicationScoped
public class RuleImports {

    private static final int MOST_RULES = 5_000;
    private static final Duration KEPT_UNTAKEN = Duration.ofDays(7);
    private static final String KEPT_REASON = "new here: to be looked at before it runs";

    private final RuleCatalog catalog;
    private final LiveRules live;
    private final RuleSources sources;
    private final ImportTable table;
    private final TuningTable tunings;
    private final AuditTrail trail;
    private final Event<RulesChanged> changed;
    private final Clock clock;

    RuleImports(
            RuleCatalog catalog,
            LiveRules live,
            RuleSources sources,
            ImportTable table,
            TuningTable tunings,
            AuditTrail trail,
            Event<RulesChanged> changed,
            Clock clock) {
        this.catalog = catalog;
        this.live = live;
        this.sources = sources;
        this.table = table;
        this.tunings = tunings;
        this.trail = trail;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Looks at a file or a zip of files, and keeps it for a week. No rule is taken in by this.
     *
     * @throws ProblemException when it cannot be read at all; a document that is wrong is part of the report
     */
    @Transactional
    public ImportReport handIn(Actor actor, String name, byte[] content) {
        Instant now = clock.instant();
        table.forgetUntakenBefore(now.minus(KEPT_UNTAKEN));
        List<RuleFile> files = Archive.read(name.isBlank() ? "rules.yml" : name, content);
        ImportTable.HandedIn handedIn = new ImportTable.HandedIn(
                Ids.at(now), files.size() == 1 ? files.get(0).name() : bounded(name), files, actor.name(), now, null);
        table.add(handedIn);
        return report(handedIn);
    }

    /** @throws ProblemException when there is none, or nobody took it in for a week */
    public ImportReport report(UUID id) {
        return report(table.handedIn(id, false).orElseThrow(() -> unknown(id)));
    }

    /** Newest first. */
    public List<ImportReport> newest() {
        return table.newest().stream().map(each -> reportOf(each, List.of())).toList();
    }

    /**
     * Takes the good ones in. Those that are new here are switched off unless asked otherwise, and so can be tried
     * first; a new version runs as the one before it did.
     *
     * @throws ProblemException when it was done already, or there would be too many rules
     */
    @Transactional
    public ImportReport take(Actor actor, UUID id, boolean enabled) {
        ImportTable.HandedIn handedIn = table.handedIn(id, true).orElseThrow(() -> unknown(id));
        if (handedIn.taken() != null) {
            throw new ProblemException(ProblemType.CONFLICT, "It was taken in already");
        }
        Instant now = clock.instant();
        List<Inspection.Document> documents = inspect(handedIn);
        List<ImportedRule> latest = table.latest();
        long fresh = documents.stream()
                .filter(each -> each.good() != null && each.good().version() == 1)
                .count();
        if (latest.size() + fresh > MOST_RULES) {
            throw new ProblemException(ProblemType.CONFLICT, "At most %d rules are kept".formatted(MOST_RULES));
        }
        for (Inspection.Document document : documents) {
            Inspection.Good good = document.good();
            if (good != null && good.version() > 0) {
                take(actor, id, document, good, enabled, now);
            }
        }
        table.taken(id, now, actor.name());
        tunings.grow();
        changed.fire(new RulesChanged());
        return report(handedIn);
    }

    private void take(
            Actor actor,
            UUID origin,
            Inspection.Document document,
            Inspection.Good good,
            boolean enabled,
            Instant now) {
        ImportedRule rule = imported(actor, document, good, now);
        table.add(origin, rule);
        if (good.version() == 1 && !enabled) {
            tunings.write(rule.rule(), new RuleSetting(false, null, false, null), KEPT_REASON, actor.name(), now);
        }
        Map<String, Object> detail = Map.of(
                "rule", rule.rule(),
                "version", (long) rule.version(),
                "title", rule.title(),
                "author", rule.author() == null ? "" : rule.author(),
                "license", rule.license() == null ? "" : rule.license(),
                "sha256", rule.sha256(),
                "file", rule.file());
        tunings.change(rule.rule(), now, actor.name(), "taken in from " + rule.file(), null, detail);
        trail.keep(actor, "rule.taken_in", AuditTrail.NOBODY, detail);
    }

    private static ImportedRule imported(Actor actor, Inspection.Document document, Inspection.Good good, Instant now) {
        byte[] bytes = document.yaml().getBytes(StandardCharsets.UTF_8);
        return new ImportedRule(
                good.rule().id(),
                good.version(),
                document.yaml(),
                document.title(),
                good.author(),
                good.license(),
                HexFormat.of().formatHex(Hashes.plain(bytes)),
                document.file(),
                actor.name(),
                now);
    }

    /** Newest first; empty for a shipped rule. */
    public List<ImportedRule> versions(String rule) {
        return table.versions(rule);
    }

    /**
     * A rule as others can take it: what was taken in, exactly as its author wrote it; what we ship, as Sigma without
     * the parts that only we read.
     */
    public Optional<String> export(String rule) {
        return table.versions(rule).stream().findFirst().map(ImportedRule::yaml).or(() -> sources.of(rule)
                .map(source -> Upstream.of(source.yaml())));
    }

    private List<Inspection.Document> inspect(ImportTable.HandedIn handedIn) {
        return Inspection.of(
                handedIn.files(),
                live.state().known(),
                id -> catalog.rule(id).isPresent(),
                id -> table.versions(id).stream().findFirst());
    }

    private ImportReport report(ImportTable.HandedIn handedIn) {
        return reportOf(table.handedIn(handedIn.id(), false).orElse(handedIn), inspect(handedIn));
    }

    private static ImportReport reportOf(ImportTable.HandedIn handedIn, List<Inspection.Document> documents) {
        return new ImportReport(
                handedIn.id(),
                handedIn.name(),
                handedIn.by(),
                handedIn.at(),
                handedIn.taken(),
                documents.stream().flatMap(RuleImports::good).toList(),
                documents.stream()
                        .filter(each -> each.reason() != null)
                        .map(each -> new ImportReport.Refused(
                                each.file(), each.line(), each.title(), "" + each.reason(), each.outOfSight()))
                        .toList());
    }

    private static Stream<ImportReport.Good> good(Inspection.Document document) {
        Inspection.Good good = document.good();
        return good == null
                ? Stream.empty()
                : Stream.of(new ImportReport.Good(
                        document.file(),
                        document.line(),
                        good.rule().id(),
                        good.rule().kind().name().toLowerCase(Locale.ROOT),
                        document.title(),
                        good.written(),
                        good.rule().level().name().toLowerCase(Locale.ROOT),
                        good.author(),
                        good.license(),
                        good.version()));
    }

    private static String bounded(String name) {
        return name.length() <= 200 ? name : name.substring(0, 200);
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound("Nothing was handed in under " + id);
    }
}
