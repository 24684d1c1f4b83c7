package io.elevenfold.compliance;

import io.elevenfold.finding.FindingState;
import io.elevenfold.finding.Severity;
import io.elevenfold.framework.Control;
import io.elevenfold.framework.Verification;
import io.elevenfold.posture.ResultState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds what was known at a moment, sentence by sentence. */
final class Given {

    static final Instant MOMENT = Instant.parse("2026-03-31T12:00:00Z");

    private final Map<String, ResultCounts> results = new HashMap<>();
    private final List<Snapshot.FindingGroup> findings = new ArrayList<>();
    private boolean activity;
    private Coverage coverage = new Coverage(10, 8);

    static Given nothing() {
        return new Given();
    }

    Given result(String check, ResultState state, long count) {
        results.merge(check, ResultCounts.of(state, count), ResultCounts::plus);
        return this;
    }

    Given finding(String source, Severity severity, FindingState state, String... controls) {
        findings.add(
                new Snapshot.FindingGroup(source.startsWith("APC-"), source, 3, severity, state, List.of(controls), 1));
        return this;
    }

    Given activity() {
        activity = true;
        return this;
    }

    Given noEndpoint() {
        coverage = new Coverage(0, 0);
        return this;
    }

    Snapshot snapshot() {
        return new Snapshot(MOMENT, results, List.of(), findings, coverage, activity);
    }

    static Control control(String id, Verification first, Verification... more) {
        EnumSet<Verification> verifiedBy = EnumSet.of(first, more);
        List<String> paths = verifiedBy.contains(Verification.POSTURE) ? List.of("network.egress") : List.of();
        return new Control(id, 3, "Title of " + id, "Do it", verifiedBy, "Look", paths, "metadata");
    }

    static ControlTest check(String id, Severity severity, String... controls) {
        return new ControlTest(
                ControlTest.Kind.CHECK, id, "Check " + id, severity, 3, List.of(controls), "checks.yaml:7");
    }

    static ControlTest rule(String id, String... controls) {
        return new ControlTest(
                ControlTest.Kind.RULE, id, "Rule " + id, Severity.HIGH, 3, List.of(controls), "rules.yaml:9");
    }
}
