package io.elevenfold.compliance;

import io.elevenfold.finding.FindingState;
import io.elevenfold.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was known at a moment, before anybody judged it.
 *
 * @param results check or policy to its results
 * @param policies those that somebody was asked to sign
 * @param findings those that were not resolved, in groups
 * @param hasActivity whether any agent had reported any activity
 */
record Snapshot(
        Instant at,
        Map<String, ResultCounts> results,
        List<ControlTest> policies,
        List<FindingGroup> findings,
        Coverage coverage,
        boolean hasActivity) {

    Snapshot {
        results = Map.copyOf(results);
        policies = List.copyOf(policies);
        findings = List.copyOf(findings);
    }

    ResultCounts resultsOf(String check) {
        return results.getOrDefault(check, ResultCounts.NONE);
    }

    /**
     * Findings that have all of this in common.
     *
     * @param fromCheck whether a check raised them, so that the check's results tell the same
     * @param source the check, the rule or the tool that raised them
     */
    record FindingGroup(
            boolean fromCheck,
            String source,
            int layer,
            Severity severity,
            FindingState state,
            List<String> controls,
            long findings) {

        FindingGroup {
            controls = List.copyOf(controls);
        }

        boolean names(String control) {
            return controls.contains(control);
        }

        boolean isOpen() {
            return state.isOpen();
        }

        /** What is only worth knowing speaks against nothing. */
        boolean weighs() {
            return severity != Severity.INFO;
        }
    }
}
