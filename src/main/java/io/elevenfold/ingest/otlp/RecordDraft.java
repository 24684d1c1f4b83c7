package io.elevenfold.ingest.otlp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record while it is being read: its members come in any order, in both encodings. */
final class RecordDraft {

    final AttributeCollector attributes;
    String name = "";

    @Nullable
    Object body;

    long timeNanos;
    long observedNanos;
    long startNanos;
    String traceId = "";
    String spanId = "";
    String parentSpanId = "";
    int spanKind;
    int statusCode;
    String statusMessage = "";
    double value;
    long count = 1;
    List<RecordDraft> events = List.of();

    RecordDraft(AttributeCollector attributes) {
        this.attributes = attributes;
    }

    void add(RecordDraft event) {
        if (events.isEmpty()) {
            events = new ArrayList<>();
        }
        events.add(event);
    }

    void body(@Nullable Object value) {
        body = value;
        if (attributes.takeCut()) {
            attributes.mark("body");
        }
    }

    /** Status messages carry the reason of a refusal, so they are cut like a value and not shorter. */
    void statusMessage(String message) {
        statusMessage = attributes.text(message);
        if (attributes.takeCut()) {
            attributes.mark("status");
        }
    }

    void addTo(RecordCollector records, OtlpChannel channel, OtlpOrigin origin) {
        OtlpRecord record = record(channel, origin, null, null);
        records.add(record);
        for (RecordDraft event : events) {
            event.traceId = traceId;
            event.spanId = spanId;
            records.add(event.record(OtlpChannel.SPAN_EVENT, origin, record, null));
        }
    }

    OtlpRecord record(
            OtlpChannel channel, OtlpOrigin origin, @Nullable OtlpRecord span, OtlpRecord.@Nullable Measure measure) {
        return new OtlpRecord(
                channel,
                origin,
                name,
                attributes.values(),
                attributes.overwritten(),
                body,
                timeNanos,
                observedNanos,
                startNanos,
                traceId,
                spanId,
                parentSpanId,
                spanKind,
                statusCode,
                statusMessage,
                span,
                measure,
                attributes.truncated());
    }
}
