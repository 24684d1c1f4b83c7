package io.elevenfold.compliance;

import io.elevenfold.finding.Severity;
import io.elevenfold.framework.Control;
import io.elevenfold.framework.Verification;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges one control by what was known at a moment. Posture is what was declared and tested, signatures what people
 * declared themselves, activity is what rules saw:
 * a hit counts against a control always, the absence of hits speaks for it only where posture has no say.
 */
final class ControlJudge {

    private final Control control;
    private final List<ControlTest> checks;
    private final List<ControlTest> policies;
    private final List<ControlTest> rules;
    private final List<Snapshot.FindingGroup> findings;
    private final Snapshot snapshot;

    private ControlJudge(Control control, List<ControlTest> tests, Snapshot snapshot) {
        this.control = control;
        this.checks = tests.stream()
                .filter(test -> test.kind() == ControlTest.Kind.CHECK)
                .toList();
        this.policies = tests.stream()
                .filter(test -> test.kind() == ControlTest.Kind.ATTESTATION)
                .toList();
        this.rules = tests.stream()
                .filter(test -> test.kind() == ControlTest.Kind.RULE)
                .toList();
        this.findings = snapshot.findings().stream()
                .filter(group -> group.names(control.id()))
                .toList();
        this.snapshot = snapshot;
    }

    /** @param tests the checks and rules that name the control */
    static ControlView judge(Control control, List<ControlTest> tests, Snapshot snapshot) {
        return new ControlJudge(control, tests, snapshot).view();
    }

    private ControlView view() {
        ResultCounts reported = sum(checks);
        ResultCounts signed = sum(policies);
        ResultCounts results = reported.plus(signed);
        ControlStatus activity = activity();
        return new ControlView(
                control.id(),
                control.layer(),
                control.title(),
                control.objective(),
                together(ControlStatus.of(results), activity),
                control.verifiedBy(),
                evidence(ControlStatus.of(reported), activity, ControlStatus.of(signed)),
                results,
                tests(),
                findings.stream()
                        .filter(Snapshot.FindingGroup::isOpen)
                        .mapToLong(Snapshot.FindingGroup::findings)
                        .sum(),
                worst());
    }

    private ResultCounts sum(List<ControlTest> tests) {
        return ResultCounts.sum(
                tests.stream().map(test -> snapshot.resultsOf(test.id())).toList());
    }

    private ControlStatus activity() {
        List<Snapshot.FindingGroup> observed = findings.stream()
                .filter(group -> !group.fromCheck() && group.weighs())
                .toList();
        if (observed.stream().anyMatch(Snapshot.FindingGroup::isOpen)) {
            return ControlStatus.NOT_MET;
        }
        if (!observed.isEmpty()) {
            return ControlStatus.EXCEPTED;
        }
        boolean watched = control.verifiedBy().contains(Verification.ACTIVITY) && !rules.isEmpty();
        return watched && snapshot.hasActivity() ? ControlStatus.MET : ControlStatus.NOT_REPORTED;
    }

    private ControlStatus together(ControlStatus declared, ControlStatus activity) {
        boolean declarationHasASay =
                control.verifiedBy().contains(Verification.POSTURE) || !checks.isEmpty() || !policies.isEmpty();
        return switch (activity) {
            case NOT_MET ->
                declared.isAssessed() && declared != ControlStatus.NOT_MET
                        ? ControlStatus.PARTLY
                        : ControlStatus.NOT_MET;
            case EXCEPTED ->
                declared == ControlStatus.NOT_MET || declared == ControlStatus.PARTLY
                        ? declared
                        : ControlStatus.EXCEPTED;
            case MET -> declarationHasASay ? declared : ControlStatus.MET;
            case PARTLY, NOT_REPORTED, NOT_APPLICABLE -> declared;
        };
    }

    private Map<Verification, ControlStatus> evidence(
            ControlStatus posture, ControlStatus activity, ControlStatus signed) {
        Map<Verification, ControlStatus> evidence = new EnumMap<>(Verification.class);
        for (Verification verification : control.verifiedBy()) {
            evidence.put(
                    verification,
                    switch (verification) {
                        case POSTURE -> posture;
                        case ACTIVITY -> activity;
                        case ATTESTATION -> signed;
                        case MANUAL -> ControlStatus.NOT_REPORTED;
                    });
        }
        return evidence;
    }

    private ControlView.Tests tests() {
        long assessed = Stream.concat(checks.stream(), policies.stream())
                .filter(test -> snapshot.resultsOf(test.id()).assessed() > 0)
                .count();
        int assessedRules = snapshot.hasActivity() ? rules.size() : 0;
        return new ControlView.Tests(checks.size() + policies.size() + rules.size(), (int) assessed + assessedRules);
    }

    private @Nullable String worst() {
        Stream<Severity> failing = Stream.concat(checks.stream(), policies.stream())
                .filter(test -> snapshot.resultsOf(test.id()).fail() > 0)
                .map(ControlTest::severity);
        Stream<Severity> open = findings.stream()
                .filter(group -> group.isOpen() && group.weighs())
                .map(Snapshot.FindingGroup::severity);
        return Stream.concat(failing, open)
                .min(Comparator.naturalOrder())
                .map(Severity::word)
                .orElse(null);
    }
}
