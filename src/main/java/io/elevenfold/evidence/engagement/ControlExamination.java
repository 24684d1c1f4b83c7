package io.elevenfold.evidence.engagement;

import io.elevenfold.framework.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The path of one control: what tests it, what they say over the period, what they speak for, what was drawn, and what
 * was concluded.
 *
 * @param how what an assessor looks at
 * @param asOf the end of the period, or the moment of asking while the period lasts
 * @param history conclusions, newest first
 */
public record ControlExamination(
        ExaminedControl control,
        String objective,
        String how,
        Set<Verification> verifiedBy,
        Instant asOf,
        List<Test> tests,
        List<Source> sources,
        List<Sample> samples,
        List<EngagementFile> files,
        List<ControlConclusion> history) {

    /**
     * A check, a rule or a policy.
     *
     * @param kind {@code check}, {@code rule} or {@code attestation}
     * @param status at the end, by its own results; null for a rule
     * @param passing results at the end; for a policy signatures
     * @param failing results at the end; for a rule open findings, for a policy people who are overdue
     * @param total results at the end in any state
     * @param failedBetween results that failed at some time in the period; for a rule findings of the period
     * @param mendedBetween of these, those that do not fail at the end
     */
    public record Test(
            String kind,
            String id,
            String title,
            @Nullable String severity,
            @Nullable String status,
            long passing,
            long failing,
            long total,
            long failedBetween,
            long mendedBetween) {}

    /**
     * A population that can be drawn from for this control.
     *
     * @param test null for all rows of the population
     * @param title what it holds, in words
     */
    public record Source(String population, @Nullable String test, String title) {}
}
