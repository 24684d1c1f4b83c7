package io.elevenfold.console;

import io.elevenfold.compliance.ControlCounts;
import io.elevenfold.compliance.LayerView;
import io.elevenfold.compliance.RequirementCounts;
import io.elevenfold.compliance.ResultCounts;
import io.elevenfold.compliance.SeverityCounts;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.stream.Stream;

/** Counts in the order in which pages tell them; what is zero is left out. */
@TemplateExtension
public final class Tally {

    private static final int HUNDRED = 100;

    private Tally() {}

    /** A count and the word for what was counted. */
    public record Entry(String word, long count) {}

    public static List<Entry> tally(ResultCounts counts) {
        return some(
                new Entry("fail", counts.fail()),
                new Entry("excepted", counts.excepted()),
                new Entry("error", counts.error()),
                new Entry("not_checked", counts.notChecked()),
                new Entry("pending", counts.pending()),
                new Entry("pass", counts.pass()),
                new Entry("not_applicable", counts.notApplicable()));
    }

    public static List<Entry> tally(ControlCounts counts) {
        return some(
                new Entry("not_met", counts.notMet()),
                new Entry("partly", counts.partly()),
                new Entry("excepted", counts.excepted()),
                new Entry("not_reported", counts.notReported()),
                new Entry("not_applicable", counts.notApplicable()),
                new Entry("met", counts.met()));
    }

    public static List<Entry> tally(SeverityCounts counts) {
        return some(
                new Entry("critical", counts.critical()),
                new Entry("high", counts.high()),
                new Entry("medium", counts.medium()),
                new Entry("low", counts.low()),
                new Entry("info", counts.info()));
    }

    public static List<Entry> tally(RequirementCounts counts) {
        return some(
                new Entry("met", counts.met()),
                new Entry("supported", counts.supported()),
                new Entry("partly", counts.partly()),
                new Entry("failing", counts.failing()),
                new Entry("not_assessed", counts.notAssessed()),
                new Entry("not_mapped", counts.notMapped()));
    }

    /** Whether a layer with a score is where it should be, as bars have it. */
    public static String standing(LayerView layer) {
        return Boolean.TRUE.equals(layer.belowTarget()) ? "below" : "good";
    }

    /** Requirements for which evidence stands. */
    public static long shown(RequirementCounts counts) {
        return counts.met() + counts.supported();
    }

    /** {@code 0.834} as {@code 83 %}. */
    public static String percent(Double share) {
        return Math.round(share * HUNDRED) + " %";
    }

    /** {@code 0.834} as {@code 83}, for a bar of 100 units. */
    public static long units(Double share) {
        return Math.round(share * HUNDRED);
    }

    private static List<Entry> some(Entry... entries) {
        return Stream.of(entries).filter(entry -> entry.count() > 0).toList();
    }
}
