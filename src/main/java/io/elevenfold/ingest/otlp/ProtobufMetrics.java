package io.elevenfold.ingest.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.io.IOException;

/**
 * Reads one {@code Metric}. The five kinds agree in: data_points (1), aggregation_temporality (2), and of a point start
 * (2) and time (3); of all but numbers also count (4) and sum (5). Only the attributes' number differs.
 */
final class ProtobufMetrics {

    private static final int DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int FIXED64 = WireFormat.WIRETYPE_FIXED64;

    private final CodedInputStream in;
    private final RecordCollector records;

    ProtobufMetrics(CodedInputStream in, RecordCollector records) {
        this.in = in;
        this.records = records;
    }

    /** Reads the metric at whose length the stream stands. */
    void read(ResourceDraft.Scope scope) throws IOException {
        MetricDraft metric = new MetricDraft();
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Metric.NAME_FIELD_NUMBER << 3 | DELIMITED -> metric.name = records.cut(in.readString());
                case Metric.UNIT_FIELD_NUMBER << 3 | DELIMITED -> metric.unit = records.cut(in.readString());
                case Metric.GAUGE_FIELD_NUMBER << 3 | DELIMITED ->
                    readData(metric, "gauge", NumberDataPoint.ATTRIBUTES_FIELD_NUMBER);
                case Metric.SUM_FIELD_NUMBER << 3 | DELIMITED ->
                    readData(metric, "sum", NumberDataPoint.ATTRIBUTES_FIELD_NUMBER);
                case Metric.HISTOGRAM_FIELD_NUMBER << 3 | DELIMITED ->
                    readData(metric, "histogram", HistogramDataPoint.ATTRIBUTES_FIELD_NUMBER);
                case Metric.EXPONENTIAL_HISTOGRAM_FIELD_NUMBER << 3 | DELIMITED ->
                    readData(metric, "exponential_histogram", ExponentialHistogramDataPoint.ATTRIBUTES_FIELD_NUMBER);
                case Metric.SUMMARY_FIELD_NUMBER << 3 | DELIMITED ->
                    readData(metric, "summary", SummaryDataPoint.ATTRIBUTES_FIELD_NUMBER);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        if (!metric.points.isEmpty()) {
            metric.addTo(records, scope.origin());
        }
    }

    private void readData(MetricDraft metric, String type, int attributesNumber) throws IOException {
        metric.type = type;
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (Sum.DATA_POINTS_FIELD_NUMBER << 3 | DELIMITED) && records.takes()) {
                metric.points.add(readPoint(type, attributesNumber));
            } else if (tag == (Sum.AGGREGATION_TEMPORALITY_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT)) {
                metric.temporality(in.readEnum());
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
    }

    private RecordDraft readPoint(String type, int attributesNumber) throws IOException {
        boolean isNumber = type.equals("gauge") || type.equals("sum");
        RecordDraft point = new RecordDraft(records.attributes());
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (attributesNumber << 3 | DELIMITED)) {
                ProtobufValues.readAttribute(in, point.attributes);
                continue;
            }
            switch (tag) {
                case NumberDataPoint.START_TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 ->
                    point.startNanos = in.readFixed64();
                case NumberDataPoint.TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 -> point.timeNanos = in.readFixed64();
                case NumberDataPoint.AS_DOUBLE_FIELD_NUMBER << 3 | FIXED64 -> {
                    if (isNumber) {
                        point.value = in.readDouble();
                    } else {
                        point.count = in.readFixed64();
                    }
                }
                case HistogramDataPoint.SUM_FIELD_NUMBER << 3 | FIXED64 -> point.value = in.readDouble();
                case NumberDataPoint.AS_INT_FIELD_NUMBER << 3 | FIXED64 -> point.value = in.readSFixed64();
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return point;
    }
}
