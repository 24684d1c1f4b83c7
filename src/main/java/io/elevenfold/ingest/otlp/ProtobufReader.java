package io.elevenfold.ingest.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;

/**
 * Reads OTLP protobuf. The three requests have one shape, with the same field numbers down to the records:
 * request → resource_* (1) → resource (1), scope_* (2) → scope (1), records (2).
 */
final class ProtobufReader {

    private static final int DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int FIXED64 = WireFormat.WIRETYPE_FIXED64;
    private static final int VARINT = WireFormat.WIRETYPE_VARINT;

    private final CodedInputStream in;
    private final RecordCollector records;

    ProtobufReader(byte[] body, RecordCollector records) {
        this.in = CodedInputStream.newInstance(body);
        this.records = records;
    }

    void read(OtlpSignal signal) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER << 3 | DELIMITED)) {
                readResource(signal);
            } else {
                in.skipField(tag);
            }
        }
    }

    private void readResource(OtlpSignal signal) throws IOException {
        ResourceDraft resource = new ResourceDraft(records.attributes());
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case ResourceLogs.RESOURCE_FIELD_NUMBER << 3 | DELIMITED ->
                    readAttributes(resource.attributes, Resource.ATTRIBUTES_FIELD_NUMBER);
                case ResourceLogs.SCOPE_LOGS_FIELD_NUMBER << 3 | DELIMITED -> readScope(resource, signal);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        resource.finish();
    }

    private void readAttributes(AttributeCollector into, int fieldNumber) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (fieldNumber << 3 | DELIMITED)) {
                ProtobufValues.readAttribute(in, into);
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
    }

    private void readScope(ResourceDraft resource, OtlpSignal signal) throws IOException {
        ResourceDraft.Scope scope = resource.new Scope();
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case ScopeLogs.SCOPE_FIELD_NUMBER << 3 | DELIMITED -> readScopeName(scope);
                case ScopeLogs.LOG_RECORDS_FIELD_NUMBER << 3 | DELIMITED -> {
                    if (signal == OtlpSignal.METRICS) {
                        new ProtobufMetrics(in, records).read(scope);
                    } else if (records.takes()) {
                        readRecord(signal, scope.origin());
                    } else {
                        in.skipField(tag);
                    }
                }
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        scope.finish();
    }

    private void readScopeName(ResourceDraft.Scope scope) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case InstrumentationScope.NAME_FIELD_NUMBER << 3 | DELIMITED ->
                    scope.name = records.cut(in.readString());
                case InstrumentationScope.VERSION_FIELD_NUMBER << 3 | DELIMITED ->
                    scope.version = records.cut(in.readString());
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
    }

    private void readRecord(OtlpSignal signal, OtlpOrigin origin) throws IOException {
        RecordDraft draft = new RecordDraft(records.attributes());
        int outer = in.pushLimit(in.readRawVarint32());
        if (signal == OtlpSignal.LOGS) {
            readLog(draft);
        } else {
            readSpan(draft);
        }
        in.popLimit(outer);
        draft.addTo(records, signal == OtlpSignal.LOGS ? OtlpChannel.LOG : OtlpChannel.SPAN, origin);
    }

    private void readLog(RecordDraft draft) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case LogRecord.TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 -> draft.timeNanos = in.readFixed64();
                case LogRecord.OBSERVED_TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 ->
                    draft.observedNanos = in.readFixed64();
                case LogRecord.BODY_FIELD_NUMBER << 3 | DELIMITED ->
                    draft.body(ProtobufValues.readValue(in, draft.attributes, 0));
                case LogRecord.ATTRIBUTES_FIELD_NUMBER << 3 | DELIMITED ->
                    ProtobufValues.readAttribute(in, draft.attributes);
                case LogRecord.TRACE_ID_FIELD_NUMBER << 3 | DELIMITED ->
                    draft.traceId = Identifiers.of(in.readByteArray(), Identifiers.TRACE);
                case LogRecord.SPAN_ID_FIELD_NUMBER << 3 | DELIMITED ->
                    draft.spanId = Identifiers.of(in.readByteArray(), Identifiers.SPAN);
                case LogRecord.EVENT_NAME_FIELD_NUMBER << 3 | DELIMITED -> draft.name = records.cut(in.readString());
                default -> in.skipField(tag);
            }
        }
    }

    private void readSpan(RecordDraft draft) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Span.TRACE_ID_FIELD_NUMBER << 3 | DELIMITED ->
                    draft.traceId = Identifiers.of(in.readByteArray(), Identifiers.TRACE);
                case Span.SPAN_ID_FIELD_NUMBER << 3 | DELIMITED ->
                    draft.spanId = Identifiers.of(in.readByteArray(), Identifiers.SPAN);
                case Span.PARENT_SPAN_ID_FIELD_NUMBER << 3 | DELIMITED ->
                    draft.parentSpanId = Identifiers.of(in.readByteArray(), Identifiers.SPAN);
                case Span.NAME_FIELD_NUMBER << 3 | DELIMITED -> draft.name = records.cut(in.readString());
                case Span.KIND_FIELD_NUMBER << 3 | VARINT -> draft.spanKind = in.readEnum();
                case Span.START_TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 -> draft.startNanos = in.readFixed64();
                case Span.END_TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 -> draft.timeNanos = in.readFixed64();
                case Span.ATTRIBUTES_FIELD_NUMBER << 3 | DELIMITED ->
                    ProtobufValues.readAttribute(in, draft.attributes);
                case Span.EVENTS_FIELD_NUMBER << 3 | DELIMITED -> readEvent(draft, tag);
                case Span.STATUS_FIELD_NUMBER << 3 | DELIMITED -> readStatus(draft);
                default -> in.skipField(tag);
            }
        }
    }

    private void readEvent(RecordDraft span, int eventTag) throws IOException {
        if (!records.takes()) {
            in.skipField(eventTag);
            return;
        }
        RecordDraft event = new RecordDraft(records.attributes());
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Span.Event.TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 -> event.timeNanos = in.readFixed64();
                case Span.Event.NAME_FIELD_NUMBER << 3 | DELIMITED -> event.name = records.cut(in.readString());
                case Span.Event.ATTRIBUTES_FIELD_NUMBER << 3 | DELIMITED ->
                    ProtobufValues.readAttribute(in, event.attributes);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        span.add(event);
    }

    private void readStatus(RecordDraft draft) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Status.MESSAGE_FIELD_NUMBER << 3 | DELIMITED -> draft.statusMessage(in.readString());
                case Status.CODE_FIELD_NUMBER << 3 | VARINT -> draft.statusCode = in.readEnum();
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
    }
}
