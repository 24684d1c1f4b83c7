package io.elevenfold.compliance;

import com.fasterxml.jackson.annotation.JsonValue;
import io.elevenfold.detection.Rule;
import io.elevenfold.finding.Severity;
import io.elevenfold.policy.SignatureCounts;
import io.elevenfold.posture.check.Check;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What tests controls: a check of posture reports, a rule over activity, or a policy that people sign.
 *
 * @param severity how bad it is when the check fails or the rule holds
 * @param layer 1 to 11; null for a rule that does not say
 * @param controls ids of the controls that it names
 * @param location where it is written, for people who mend it
 */
record ControlTest(
        Kind kind,
        String id,
        String title,
        Severity severity,
        @Nullable Integer layer,
        List<String> controls,
        String location) {

    private static final int LAYER_OF_GOVERNANCE = 11;

    ControlTest {
        controls = List.copyOf(controls);
    }

    enum Kind {
        CHECK,
        RULE,
        ATTESTATION;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ControlTest of(Check check) {
        return new ControlTest(
                Kind.CHECK,
                check.id(),
                check.title(),
                Severity.valueOf(check.severity().name()),
                check.layer(),
                check.controls(),
                check.location());
    }

    /** A policy: a result for each person who was asked to sign it. */
    static ControlTest of(SignatureCounts policy) {
        return new ControlTest(
                Kind.ATTESTATION,
                "policy/" + policy.policyId(),
                policy.title(),
                Severity.MEDIUM,
                LAYER_OF_GOVERNANCE,
                policy.controls(),
                "policy");
    }

    static ControlTest of(Rule rule, String location) {
        Severity severity =
                switch (rule.level()) {
                    case CRITICAL -> Severity.CRITICAL;
                    case HIGH -> Severity.HIGH;
                    case MEDIUM -> Severity.MEDIUM;
                    case LOW -> Severity.LOW;
                    case INFORMATIONAL -> Severity.INFO;
                };
        return new ControlTest(Kind.RULE, rule.id(), rule.title(), severity, rule.layer(), rule.controls(), location);
    }

    /** What the results of this check alone say. */
    ControlDetail.CheckStanding standing(Snapshot snapshot) {
        ResultCounts results = snapshot.resultsOf(id);
        return new ControlDetail.CheckStanding(id, title, severity.word(), layer, ControlStatus.of(results), results);
    }

    ControlTest withControls(List<String> known) {
        return new ControlTest(kind, id, title, severity, layer, known, location);
    }

    /** What the signatures under this policy say. */
    ControlDetail.PolicyStanding signatures(Snapshot snapshot) {
        ResultCounts results = snapshot.resultsOf(id);
        return new ControlDetail.PolicyStanding(
                id.substring(id.indexOf('/') + 1), title, ControlStatus.of(results), results);
    }

    /** What this rule has found. */
    ControlDetail.RuleStanding hits(Snapshot snapshot) {
        long open = snapshot.findings().stream()
                .filter(group ->
                        !group.fromCheck() && group.isOpen() && group.source().equals(id))
                .mapToLong(Snapshot.FindingGroup::findings)
                .sum();
        return new ControlDetail.RuleStanding(id, title, severity.word(), layer, open);
    }
}
