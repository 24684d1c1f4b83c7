package io.elevenfold.evidence.engagement;

import io.elevenfold.compliance.Compliance;
import io.elevenfold.compliance.ControlDetail;
import io.elevenfold.compliance.ControlView;
import io.elevenfold.evidence.bundle.Populations;
import io.elevenfold.framework.Control;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.Requirement;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Controls under examination, each with its tests over the period, and what was concluded about them. */
@ApplicationScoped
public class Examinations {

    /** What can be concluded about design and operation. */
    public static final Set<String> WORDS = Set.of("effective", "deficient", "not_examined");

    private static final String CONCLUSIONS =
            """
            select control, design, operation, deviations, note, concluded_by, concluded_at
            from engagement_conclusion where engagement_id = ? order by concluded_at desc, id desc""";

    private final Sql sql;
    private final Room room;
    private final Samples samples;
    private final BroughtFiles files;
    private final Compliance compliance;
    private final FrameworkCatalog frameworks;
    private final Clock clock;

    Examinations(
            Sql sql,
            Room room,
            Samples samples,
            BroughtFiles files,
            Compliance compliance,
            FrameworkCatalog frameworks,
            Clock clock) {
        this.sql = sql;
        this.room = room;
        this.samples = samples;
        this.files = files;
        this.compliance = compliance;
        this.frameworks = frameworks;
        this.clock = clock;
    }

    /** All controls that the engagement examines, by id. */
    @Transactional
    public List<ExaminedControl> controls(Visitor by, UUID id) {
        return controls(room.look(by, id, "controls"));
    }

    /** The same, for who is in already. */
    List<ExaminedControl> controls(Engagement engagement) {
        Map<String, ControlView> standing = new HashMap<>();
        compliance
                .controls(null, null, atEnd(engagement))
                .items()
                .forEach(control -> standing.put(control.id(), control));
        Map<String, ControlConclusion> concluded = new HashMap<>();
        history(engagement.id()).forEach(each -> concluded.putIfAbsent(each.control(), each));
        List<Sample> drawn = samples.all(engagement.id());
        List<EngagementFile> brought = files.all(engagement.id());
        return room.controls(engagement).stream()
                .map(control -> examined(engagement, control, standing.get(control.id()), concluded, drawn, brought))
                .toList();
    }

    private ExaminedControl examined(
            Engagement engagement,
            Control control,
            @Nullable ControlView standing,
            Map<String, ControlConclusion> concluded,
            List<Sample> drawn,
            List<EngagementFile> brought) {
        List<Sample> own = drawn.stream()
                .filter(sample -> sample.control().equals(control.id()))
                .toList();
        if (standing == null) {
            throw new IllegalStateException("every control has a standing");
        }
        return new ExaminedControl(
                control.id(),
                control.layer(),
                control.title(),
                standing.status(),
                standing.tests().total(),
                requirements(engagement, control.id()),
                own.size(),
                own.stream().mapToInt(Sample::items).sum(),
                own.stream().mapToInt(Sample::concluded).sum(),
                own.stream().mapToInt(Sample::deviating).sum(),
                (int) brought.stream()
                        .filter(file -> control.id().equals(file.control()))
                        .count(),
                concluded.get(control.id()));
    }

    private List<ExaminedControl.MappedRequirement> requirements(Engagement engagement, String control) {
        return frameworks.mappingsOf(control).stream()
                .filter(mapping -> mapping.requirement().framework().equals(engagement.framework())
                        && mapping.requirement().version().equals(engagement.frameworkVersion()))
                .map(mapping -> new ExaminedControl.MappedRequirement(
                        mapping.requirement().id(),
                        frameworks
                                .requirement(mapping.requirement())
                                .map(Requirement::title)
                                .orElse(""),
                        mapping.relationship()))
                .toList();
    }

    /** The end of the period; null while it lasts. */
    private @Nullable Instant atEnd(Engagement engagement) {
        return engagement.to().isAfter(clock.instant()) ? null : engagement.to();
    }

    /** @throws ProblemException when the engagement does not examine this control */
    @Transactional
    public ControlExamination control(Visitor by, UUID id, String control) {
        return path(by, id, control).control();
    }

    /** A control with the engagement that examines it. */
    public record Path(Engagement engagement, ControlExamination control) {}

    /** The same, with the engagement. */
    @Transactional
    public Path path(Visitor by, UUID id, String control) {
        Engagement engagement = room.look(by, id, "control " + control);
        return new Path(engagement, examination(engagement, control));
    }

    private ControlExamination examination(Engagement engagement, String control) {
        UUID id = engagement.id();
        Control examined = room.control(engagement, control);
        ControlDetail detail = compliance.control(control, atEnd(engagement));
        List<ControlConclusion> history = history(id).stream()
                .filter(each -> each.control().equals(control))
                .toList();
        return new ControlExamination(
                controls(engagement).stream()
                        .filter(each -> each.id().equals(control))
                        .findFirst()
                        .orElseThrow(),
                examined.objective(),
                examined.how(),
                examined.verifiedBy(),
                detail.asOf(),
                tests(engagement, detail),
                sources(detail),
                samples.of(id, control),
                files.all(id).stream()
                        .filter(file -> control.equals(file.control()))
                        .toList(),
                history);
    }

    /** What tests a control over the period. */
    List<ControlExamination.Test> tests(Engagement engagement, String control) {
        return tests(engagement, compliance.control(control, atEnd(engagement)));
    }

    private List<ControlExamination.Test> tests(Engagement engagement, ControlDetail detail) {
        List<ControlExamination.Test> tests = new ArrayList<>();
        for (ControlDetail.CheckStanding check : detail.checks()) {
            long[] between = failedBetween(engagement, check.id());
            tests.add(new ControlExamination.Test(
                    "check",
                    check.id(),
                    check.title(),
                    check.severity(),
                    check.status().word(),
                    check.results().pass(),
                    check.results().fail(),
                    check.results().total(),
                    between[0],
                    between[1]));
        }
        for (ControlDetail.RuleStanding rule : detail.rules()) {
            long[] found = found(engagement, rule.id());
            tests.add(new ControlExamination.Test(
                    "rule",
                    rule.id(),
                    rule.title(),
                    rule.severity(),
                    null,
                    0,
                    rule.openFindings(),
                    rule.openFindings(),
                    found[0],
                    found[1]));
        }
        for (ControlDetail.PolicyStanding policy : detail.policies()) {
            tests.add(new ControlExamination.Test(
                    "attestation",
                    policy.id(),
                    policy.title(),
                    null,
                    policy.status().word(),
                    policy.results().pass(),
                    policy.results().fail(),
                    policy.results().total(),
                    0,
                    0));
        }
        return tests;
    }

    /** Subjects that failed a check at some time in the period, and those of them that did not at its end. */
    private long[] failedBetween(Engagement engagement, String check) {
        return sql.list(
                        """
                        select count(*), count(*) filter (where not at_end) from (
                            select bool_or(superseded_at is null or superseded_at >= ?) as at_end from check_result
                            where check_id = ? and state = 'fail' and recorded_at < ?
                                and (superseded_at is null or superseded_at >= ?)
                            group by endpoint_id, subject) failed""",
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        List.of(engagement.to(), check, engagement.to(), engagement.from()))
                .get(0);
    }

    /** Findings of a rule that were recorded in the period, and those of them that are resolved. */
    private long[] found(Engagement engagement, String rule) {
        return sql.list(
                        """
                        select count(*), count(*) filter (where state = 'resolved') from finding
                        where source = ? and recorded_at >= ? and recorded_at < ?""",
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        List.of(rule, engagement.from(), engagement.to()))
                .get(0);
    }

    private static List<ControlExamination.Source> sources(ControlDetail detail) {
        List<ControlExamination.Source> sources = new ArrayList<>();
        detail.checks()
                .forEach(check ->
                        sources.add(new ControlExamination.Source("check-results", check.id(), check.title())));
        detail.rules().forEach(rule -> sources.add(new ControlExamination.Source("findings", rule.id(), rule.title())));
        detail.policies()
                .forEach(policy ->
                        sources.add(new ControlExamination.Source("attestations", policy.id(), policy.title())));
        Populations.all().forEach((name, title) -> sources.add(new ControlExamination.Source(name, null, title)));
        return sources;
    }

    /** Newest first, of all controls. */
    List<ControlConclusion> history(UUID id) {
        return sql.list(CONCLUSIONS, Examinations::conclusion, List.of(id));
    }

    /**
     * What somebody concludes about a control.
     *
     * @param design one of {@link #WORDS}
     * @param operation one of {@link #WORDS}
     */
    public record Wanted(
            @Nullable String design, @Nullable String operation, @Nullable String deviations, @Nullable String note) {}

    /**
     * Concludes about a control. A later conclusion takes the place of an earlier one, and both are kept.
     *
     * @throws ProblemException when a word is none of {@link #WORDS}, or a deficiency is not described
     */
    @Transactional
    public ControlConclusion conclude(Visitor by, UUID id, String control, Wanted wanted) {
        Engagement engagement = room.work(by, id);
        room.control(engagement, control);
        String design = word(wanted.design(), "design");
        String operation = word(wanted.operation(), "operation");
        String deviations = Texts.optional(wanted.deviations(), "deviations", Texts.LONG);
        String note = Texts.optional(wanted.note(), "note", Texts.LONG);
        boolean isDeficient = design.equals("deficient") || operation.equals("deficient");
        if (isDeficient && deviations.isEmpty()) {
            throw ProblemException.invalid("deviations: say what is deficient");
        }
        Instant now = clock.instant();
        sql.update(
                """
                insert into engagement_conclusion (id, engagement_id, control, design, operation, deviations, note,
                    concluded_by, concluded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                List.of(
                        Ids.at(now),
                        id,
                        control,
                        design,
                        operation,
                        deviations,
                        note,
                        by.actor().name(),
                        now));
        room.note(
                by,
                "engagement.control_concluded",
                id,
                Map.of(
                        "control", control,
                        "design", design,
                        "operation", operation,
                        "deviations", deviations,
                        "note", note));
        return new ControlConclusion(
                control, design, operation, deviations, note, by.actor().name(), now);
    }

    private static String word(@Nullable String word, String field) {
        if (word == null || !WORDS.contains(word)) {
            throw ProblemException.invalid(field + ": effective, deficient or not_examined is expected");
        }
        return word;
    }

    private static ControlConclusion conclusion(ResultSet row) throws SQLException {
        return new ControlConclusion(
                row.getString("control"),
                row.getString("design"),
                row.getString("operation"),
                row.getString("deviations"),
                row.getString("note"),
                row.getString("concluded_by"),
                row.getTimestamp("concluded_at").toInstant());
    }
}
