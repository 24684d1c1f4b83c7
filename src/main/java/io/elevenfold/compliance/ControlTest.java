package io.elevenfold.compliance;

import com.fasterxml.jackson.annotation.JsonValue;
import io.elevenfold.detection.Rule;
import io.elevenfold.finding.Severity;
import io.elevenfold.posture.check.Check;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What tests controls: a check of posture reports, or a rule over activity.
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

    ControlTest {
        controls = List.copyOf(controls);
    }

    enum Kind {
        CHECK,
        RULE;

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
