package io.elevenfold.ingest.otlp;

import java.util.ArrayList;
import java.util.List;

/** A metric while it is being read; its points need its name and unit, which may come after them. */
final class MetricDraft {

    final List<RecordDraft> points = new ArrayList<>();
    String name = "";
    String unit = "";
    String type = "gauge";
    String temporality = "unspecified";

    /** Numbers as in the protocol: 1 delta, 2 cumulative. */
    void temporality(long number) {
        temporality = number == 1 ? "delta" : number == 2 ? "cumulative" : "unspecified";
    }

    void addTo(RecordCollector records, OtlpOrigin origin) {
        for (RecordDraft point : points) {
            point.name = name;
            records.add(point.record(
                    OtlpChannel.METRIC,
                    origin,
                    null,
                    new OtlpRecord.Measure(
                            unit, type, temporality, Double.isFinite(point.value) ? point.value : 0, point.count)));
        }
    }
}
