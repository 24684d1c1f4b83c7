package io.elevenfold.console.home;

import io.elevenfold.compliance.Coverage;
import io.elevenfold.compliance.SeverityCounts;
import io.elevenfold.console.Part;
import io.elevenfold.console.Tally;
import io.elevenfold.evidence.LedgerChecks;
import io.elevenfold.finding.FindingView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the organisation stands.
 *
 * @param alarms what is wrong with the ledger, before everything else
 * @param steps what is to be done to begin; empty when all of it is done
 * @param severityLinks the open findings again, all five severities
 * @param worst the findings that need somebody first
 */
record HomePage(
        Instant asOf,
        List<LedgerChecks.Alarm> alarms,
        Coverage coverage,
        long belowTarget,
        long assessed,
        List<Tile> layers,
        List<FamilyStrip> families,
        SeverityCounts open,
        List<Count> severityLinks,
        Plot activity,
        Plot hits,
        List<FindingView> worst,
        List<Step> steps,
        long stepsDone) {

    /**
     * A layer.
     *
     * @param score in per cent; null when there is none
     * @param basis why there is a score, or none
     * @param state {@code good}, {@code below} or {@code none}, against the target
     * @param bar the score for a bar of 100 units; 0 without a score
     * @param trend points since seven days ago, with its sign; null when there is nothing to compare with
     * @param direction {@code up}, {@code down} or {@code flat}
     */
    record Tile(
            int number,
            String name,
            @Nullable String score,
            String basis,
            String state,
            long bar,
            long target,
            @Nullable String trend,
            String direction,
            Coverage coverage,
            @Nullable Worst worst,
            List<Count> open) {}

    record Worst(String id, String title) {}

    record Count(String severity, long count) {}

    record FamilyStrip(String family, List<FrameworkLine> frameworks) {}

    /**
     * How far an edition of a framework is covered.
     *
     * @param shown requirements that are met or supported
     * @param excepted requirements that lean on an exception, whatever their status
     * @param told what the bar shows, in words
     */
    record FrameworkLine(
            String id,
            String version,
            String title,
            long shown,
            long total,
            long excepted,
            List<Tally.Entry> told,
            List<Part> bar) {}

    record Step(String key, boolean done, String href) {}
}
