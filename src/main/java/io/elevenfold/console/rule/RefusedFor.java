package io.elevenfold.console.rule;

import io.elevenfold.detection.tuning.ImportReport.Refused;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Documents that are refused for the same reason: of a whole pack nobody reads them one by one. */
record RefusedFor(String reason, List<Refused> documents) {

    RefusedFor {
        documents = List.copyOf(documents);
    }

    /** The reason that most share comes first. */
    static List<RefusedFor> byReason(List<Refused> refused, boolean outOfSight) {
        Map<String, List<Refused>> reasons = refused.stream()
                .filter(each -> each.outOfSight() == outOfSight)
                .collect(Collectors.groupingBy(Refused::reason, LinkedHashMap::new, Collectors.toList()));
        return reasons.entrySet().stream()
                .map(each -> new RefusedFor(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(
                        (RefusedFor each) -> -each.documents().size()))
                .toList();
    }
}
