package io.elevenfold.compliance;

import io.elevenfold.framework.Control;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A snapshot, judged: where every control and every layer stood. Immutable. */
final class Picture {

    private final Snapshot snapshot;
    private final TestCatalog tests;
    private final Map<String, ControlView> controls = new TreeMap<>();
    private final List<LayerView> layers = new ArrayList<>();

    /**
     * @param weekBefore results of checks seven days before the snapshot
     * @param monthBefore results of checks thirty days before the snapshot
     */
    Picture(
            FrameworkCatalog frameworks,
            TestCatalog shipped,
            Snapshot snapshot,
            Map<String, ResultCounts> weekBefore,
            Map<String, ResultCounts> monthBefore) {
        this.snapshot = snapshot;
        this.tests = shipped.with(frameworks.controls(), snapshot.policies());
        for (Control control : frameworks.controls()) {
            controls.put(control.id(), ControlJudge.judge(control, tests.of(control.id()), snapshot));
        }
        for (Layer layer : frameworks.layers()) {
            List<ControlView> ofLayer = controls.values().stream()
                    .filter(control -> control.layer() == layer.number())
                    .toList();
            LayerJudge judge = new LayerJudge(layer, tests.all(), ofLayer);
            LayerView.Trend trend = new LayerView.Trend(judge.score(weekBefore), judge.score(monthBefore));
            layers.add(judge.judge(snapshot, trend));
        }
    }

    Instant at() {
        return snapshot.at();
    }

    /** What is shipped, and the policies that people were asked to sign. */
    TestCatalog tests() {
        return tests;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** By id. */
    List<ControlView> controls() {
        return List.copyOf(controls.values());
    }

    Optional<ControlView> control(String id) {
        return Optional.ofNullable(controls.get(id));
    }

    /** All eleven, by number. */
    List<LayerView> layers() {
        return List.copyOf(layers);
    }
}
