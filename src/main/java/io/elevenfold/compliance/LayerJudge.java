package io.elevenfold.compliance;

import io.elevenfold.finding.Severity;
import io.elevenfold.framework.Layer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges one layer by the results of its checks, by signatures, and by its controls, which are judged already. */
final class LayerJudge {

    private final Layer layer;
    private final List<ControlTest> checks;
    private final List<ControlView> controls;

    /**
     * @param tests all there are
     * @param controls of this layer
     */
    LayerJudge(Layer layer, List<ControlTest> tests, List<ControlView> controls) {
        this.layer = layer;
        this.checks = tests.stream()
                .filter(test -> test.kind() != ControlTest.Kind.RULE)
                .filter(test -> Objects.equals(test.layer(), layer.number()))
                .toList();
        this.controls = controls;
    }

    LayerView judge(Snapshot snapshot, LayerView.Trend trend) {
        Double score = score(snapshot.results());
        ResultCounts results = ResultCounts.sum(
                checks.stream().map(check -> snapshot.resultsOf(check.id())).toList());
        return new LayerView(
                layer.number(),
                layer.name(),
                layer.summary(),
                score,
                basis(results, snapshot.coverage()),
                layer.target(),
                score == null ? null : score < layer.target(),
                snapshot.coverage(),
                results,
                openFindings(snapshot),
                ControlCounts.of(controls),
                worstControl(),
                trend);
    }

    /** @param results check to its results, at whatever moment */
    @Nullable
    Double score(Map<String, ResultCounts> results) {
        Map<Severity, ResultCounts> bySeverity = new EnumMap<>(Severity.class);
        for (ControlTest check : checks) {
            bySeverity.merge(check.severity(), results.getOrDefault(check.id(), ResultCounts.NONE), ResultCounts::plus);
        }
        return Score.of(bySeverity);
    }

    private LayerView.Basis basis(ResultCounts results, Coverage coverage) {
        if (results.assessed() > 0) {
            return LayerView.Basis.ASSESSED;
        }
        if (results.total() > 0 && results.notApplicable() == results.total()) {
            return LayerView.Basis.NOT_APPLICABLE;
        }
        return checks.isEmpty() || coverage.expected() == 0 ? LayerView.Basis.NO_DATA : LayerView.Basis.NOT_REPORTED;
    }

    private SeverityCounts openFindings(Snapshot snapshot) {
        Map<Severity, Long> open = new EnumMap<>(Severity.class);
        snapshot.findings().stream()
                .filter(group -> group.isOpen() && group.layer() == layer.number())
                .forEach(group -> open.merge(group.severity(), group.findings(), Long::sum));
        return SeverityCounts.of(open);
    }

    private LayerView.@Nullable WorstControl worstControl() {
        return controls.stream()
                .filter(ControlView::needsWork)
                .min(ControlView.WORST_FIRST)
                .map(control ->
                        new LayerView.WorstControl(control.id(), control.title(), control.status(), control.worst()))
                .orElse(null);
    }
}
