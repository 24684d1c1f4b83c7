package io.elevenfold.console.posture;

import io.elevenfold.compliance.ResultCounts;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.posture.CheckResultView;
import io.elevenfold.posture.ResultState;
import io.elevenfold.posture.check.CheckCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the checks of one layer say about an endpoint.
 *
 * @param toDo what asks for work, the gravest first
 * @param others what does not
 */
public record EndpointResults(
        int number, String name, ResultCounts counts, List<ResultLine> toDo, List<ResultLine> others) {

    private static final List<String> FAILING_FIRST =
            List.of("fail", "excepted", "error", "not_checked", "pending", "pass", "not_applicable");
    private static final List<String> GRAVEST_FIRST = List.of("critical", "high", "medium", "low", "info");
    private static final Comparator<ResultLine> ORDER = Comparator.<ResultLine>comparingInt(
                    line -> FAILING_FIRST.indexOf(line.state()))
            .thenComparingInt(line -> GRAVEST_FIRST.indexOf(line.severity()))
            .thenComparing(ResultLine::check)
            .thenComparing(ResultLine::subject);

    public EndpointResults {
        toDo = List.copyOf(toDo);
        others = List.copyOf(others);
    }

    /** Layers without a result are left out. */
    public static List<EndpointResults> byLayer(
            List<CheckResultView> results, CheckCatalog checks, FrameworkCatalog frameworks) {
        Map<Integer, List<ResultLine>> byLayer = new TreeMap<>();
        for (CheckResultView result : results) {
            byLayer.computeIfAbsent(result.layer(), layer -> new ArrayList<>())
                    .add(ResultLine.of(result, checks.find(result.check()).orElse(null)));
        }
        List<EndpointResults> layers = new ArrayList<>();
        byLayer.forEach((layer, lines) -> {
            lines.sort(ORDER);
            layers.add(new EndpointResults(
                    layer,
                    frameworks.layer(layer).name(),
                    ResultCounts.sum(lines.stream().map(EndpointResults::one).toList()),
                    lines.stream().filter(ResultLine::asksForWork).toList(),
                    lines.stream().filter(line -> !line.asksForWork()).toList()));
        });
        return layers;
    }

    private static ResultCounts one(ResultLine line) {
        return ResultCounts.of(ResultState.valueOf(line.state().toUpperCase(Locale.ROOT)), 1);
    }
}
