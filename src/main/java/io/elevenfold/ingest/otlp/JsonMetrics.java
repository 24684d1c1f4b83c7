package io.elevenfold.ingest.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads one metric in OTLP/JSON. */
final class JsonMetrics {

    private final JsonParser in;
    private final RecordCollector records;

    JsonMetrics(JsonParser in, RecordCollector records) {
        this.in = in;
        this.records = records;
    }

    /** Reads the metric at whose opening brace the parser stands. */
    void read(ResourceDraft.Scope scope) throws IOException {
        MetricDraft metric = new MetricDraft();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "name" -> metric.name = records.cut(JsonValues.text(in));
                case "unit" -> metric.unit = records.cut(JsonValues.text(in));
                case "gauge", "sum", "histogram", "summary" -> readData(metric, member);
                case "exponentialHistogram", "exponential_histogram" -> readData(metric, "exponential_histogram");
                default -> in.skipChildren();
            }
        }
        if (!metric.points.isEmpty()) {
            metric.addTo(records, scope.origin());
        }
    }

    private void readData(MetricDraft metric, String type) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        metric.type = type;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "dataPoints", "data_points" -> readPoints(metric);
                case "aggregationTemporality", "aggregation_temporality" ->
                    metric.temporality(JsonValues.choice(in, "UNSPECIFIED", "DELTA", "CUMULATIVE"));
                default -> in.skipChildren();
            }
        }
    }

    private void readPoints(MetricDraft metric) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() == JsonToken.START_OBJECT && records.takes()) {
                metric.points.add(readPoint());
            } else {
                in.skipChildren();
            }
        }
    }

    private RecordDraft readPoint() throws IOException {
        RecordDraft point = new RecordDraft(records.attributes());
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "attributes" -> JsonValues.readAttributes(in, point.attributes);
                case "startTimeUnixNano", "start_time_unix_nano" -> point.startNanos = JsonValues.nanos(in);
                case "timeUnixNano", "time_unix_nano" -> point.timeNanos = JsonValues.nanos(in);
                case "asDouble", "as_double", "asInt", "as_int", "sum" -> point.value = JsonValues.real(in);
                case "count" -> point.count = JsonValues.number(in);
                default -> in.skipChildren();
            }
        }
        return point;
    }
}
