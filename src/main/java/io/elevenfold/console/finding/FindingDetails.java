package io.elevenfold.console.finding;

import io.elevenfold.compliance.exception.Exceptions;
import io.elevenfold.console.Links;
import io.elevenfold.console.Pairs;
import io.elevenfold.console.Prose;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.tuning.LiveRules;
import io.elevenfold.finding.Disposition;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
import io.elevenfold.finding.Occurrence;
import io.elevenfold.framework.Family;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.MappedRequirement;
import io.elevenfold.framework.RequirementRef;
import io.elevenfold.posture.check.Check;
import io.elevenfold.posture.check.CheckCatalog;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what the finding, its source and the frameworks know. */
@Singleton
class FindingDetails {

    private static final String RESOLVED = "resolved";
    private static final Prose NOTHING = Prose.of("");

    private final Findings findings;
    private final Exceptions exceptions;
    private final CheckCatalog checks;
    private final LiveRules rules;
    private final FrameworkCatalog frameworks;

    FindingDetails(
            Findings findings,
            CheckCatalog checks,
            LiveRules rules,
            FrameworkCatalog frameworks,
            Exceptions exceptions) {
        this.exceptions = exceptions;
        this.findings = findings;
        this.checks = checks;
        this.rules = rules;
        this.frameworks = frameworks;
    }

    FindingDetail of(UUID id) {
        FindingView finding = findings.withId(id);
        Optional<Check> check = finding.check() == null ? Optional.empty() : checks.find(finding.source());
        Optional<Rule> rule = finding.rule() == null ? Optional.empty() : rules.rule(finding.source());
        List<FindingDetail.Seen> seen = findings.occurrences(id).stream()
                .map(occurrence -> seen(finding, occurrence))
                .toList();
        return new FindingDetail(
                finding,
                frameworks.layer(finding.layer()),
                check.map(found -> Prose.of(found.why()))
                        .or(() -> rule.map(found -> Prose.of(found.description())))
                        .orElse(NOTHING),
                check.map(found -> Prose.of(found.remediation()))
                        .or(() -> rule.map(found -> Prose.of(found.guide())))
                        .orElse(NOTHING),
                check.map(Check::fixes).orElse(List.of()),
                rule.map(Rule::falsePositives).orElse(List.of()),
                check.map(Check::references)
                        .or(() -> rule.map(Rule::references))
                        .orElse(List.of()),
                seen.isEmpty() ? null : seen.get(0),
                seen.stream().skip(1).toList(),
                check.map(found -> "/checks/" + Links.encode(found.id()))
                        .or(() -> rule.map(found -> "/rules/" + Links.encode(found.id())))
                        .orElse(null),
                Links.query()
                        .with("source", finding.source())
                        .with("state", FindingQuery.ANY)
                        .to("/findings"),
                controls(finding),
                crosswalk(finding),
                findings.changes(id),
                exceptions.about(finding),
                moves(finding),
                dispositions(finding),
                !rules.isNarrowable(finding.source())
                        ? null
                        : Links.query().with("finding", id.toString()).to("/rules/suppressions") + "#suppress");
    }

    private static FindingDetail.Seen seen(FindingView finding, Occurrence occurrence) {
        Pairs pairs = Pairs.ofJson(occurrence.detail());
        return new FindingDetail.Seen(
                occurrence.at(),
                occurrence.kind(),
                occurrence.reference(),
                href(finding, occurrence),
                new Pairs(pairs.items().stream()
                        .filter(pair -> !RiskTerm.isPart(pair))
                        .toList()),
                RiskTerm.among(pairs));
    }

    private static @Nullable String href(FindingView finding, Occurrence occurrence) {
        if (occurrence.sessionKey() != null) {
            return "/sessions/%s#a%s"
                    .formatted(occurrence.sessionKey(), occurrence.reference().replace('/', '-'));
        }
        UUID endpoint = finding.subject().endpointId();
        return endpoint == null ? null : "/endpoints/" + endpoint;
    }

    private List<FindingDetail.NamedControl> controls(FindingView finding) {
        return finding.controls().stream()
                .flatMap(id -> frameworks.control(id).stream())
                .map(control -> new FindingDetail.NamedControl(control.id(), control.title()))
                .toList();
    }

    private List<FindingDetail.FamilyCell> crosswalk(FindingView finding) {
        List<FindingDetail.FamilyCell> cells = new ArrayList<>();
        Map<Family, List<MappedRequirement>> byFamily = frameworks.requirementsByFamily(finding.controls());
        for (Map.Entry<Family, List<MappedRequirement>> family : byFamily.entrySet()) {
            cells.add(new FindingDetail.FamilyCell(
                    family.getKey().label(),
                    family.getValue().stream().map(FindingDetails::mapped).toList()));
        }
        return cells;
    }

    private static FindingDetail.Mapped mapped(MappedRequirement mapped) {
        RequirementRef ref = mapped.requirement();
        return new FindingDetail.Mapped(
                ref.framework(),
                ref.version(),
                ref.id(),
                mapped.title(),
                Links.query().with("version", ref.version()).to("/frameworks/" + Links.encode(ref.framework())) + "#"
                        + Links.encode(ref.id()),
                mapped.mappings().stream()
                        .map(mapping -> mapping.control() + " "
                                + mapping.relationship().word().replace('-', ' '))
                        .collect(Collectors.joining(", ")));
    }

    /** A rule's finding is resolved by saying what it turned out to be, a check's by what was done. */
    private static List<String> moves(FindingView finding) {
        List<String> moves =
                switch (finding.state()) {
                    case "open", "reopened" -> List.of("acknowledged", "in_progress", RESOLVED);
                    case "acknowledged" -> List.of("in_progress", RESOLVED, "open");
                    case "in_progress" -> List.of(RESOLVED, "acknowledged", "open");
                    default -> List.of("open");
                };
        return finding.check() != null
                ? moves
                : moves.stream().filter(move -> !move.equals(RESOLVED)).toList();
    }

    private static List<String> dispositions(FindingView finding) {
        return finding.check() != null || !finding.isOpen()
                ? List.of()
                : Arrays.stream(Disposition.values()).map(Disposition::word).toList();
    }
}
