package io.elevenfold.console.finding;

import io.elevenfold.compliance.exception.ExceptionView;
import io.elevenfold.console.Pairs;
import io.elevenfold.console.Prose;
import io.elevenfold.finding.FindingChange;
import io.elevenfold.finding.FindingView;
import io.elevenfold.framework.Layer;
import io.elevenfold.posture.check.Fix;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding with all that one needs to decide about it.
 *
 * @param why what the check or rule is about, why it matters; empty when what raised it is not ours
 * @param advice what to do
 * @param latest what matched, or what was expected and observed, the last time it was seen; null when nothing was kept
 * @param earlier the other occurrences that are kept, newest first
 * @param sourceHref the page of the check or rule; null when there is none
 * @param sameHref the queue of all that the same check or rule raised
 * @param crosswalk the controls' requirements by family, empty where nothing maps truthfully
 * @param exceptions that cover it, or would, or did; newest first
 * @param moves the states that a person may set from here
 * @param dispositions what it may turn out to be, when it can be resolved from here; empty for a check's
 * @param silenceHref where a suppression for it begins; null when it cannot be suppressed
 */
public record FindingDetail(
        FindingView finding,
        Layer layer,
        Prose why,
        Prose advice,
        List<Fix> fixes,
        List<String> falsePositives,
        List<String> references,
        @Nullable Seen latest,
        List<Seen> earlier,
        @Nullable String sourceHref,
        String sameHref,
        List<NamedControl> controls,
        List<FamilyCell> crosswalk,
        List<FindingChange> history,
        List<ExceptionView> exceptions,
        List<String> moves,
        List<String> dispositions,
        @Nullable String silenceHref) {

    /**
     * One time that it was seen.
     *
     * @param href where the evidence is shown; null when nothing more is kept
     * @param pairs field and value, without those of the terms
     * @param terms of a finding about risk
     */
    public record Seen(
            Instant at, String kind, String reference, @Nullable String href, Pairs pairs, List<RiskTerm> terms) {

        public Seen {
            terms = List.copyOf(terms);
        }
    }

    public record NamedControl(String id, String title) {}

    /** @param requirements empty when nothing of this family maps truthfully */
    public record FamilyCell(String family, List<Mapped> requirements) {}

    /** @param via the controls that lead there, with how they relate to it */
    public record Mapped(String framework, String version, String id, String title, String href, String via) {}
}
