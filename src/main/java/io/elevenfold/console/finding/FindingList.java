package io.elevenfold.console.finding;

import io.elevenfold.finding.FindingView;
import io.elevenfold.framework.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queue.
 *
 * @param total how many match; {@code 10,000+} where counting stopped
 * @param next the address of the rows that follow; null at the end
 * @param export the query of the exports
 * @param isAll whether nothing is left out but what is done with
 */
public record FindingList(
        FindingQuery query,
        String total,
        List<FindingView> items,
        @Nullable String next,
        String export,
        boolean isAll,
        List<String> states,
        List<String> severities,
        List<String> kinds,
        List<Layer> layers) {}
