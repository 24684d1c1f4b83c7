package io.elevenfold.ingest.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads OTLP/JSON. Members may come in any order and in both spellings (lowerCamelCase, and snake_case as protobuf-JSON
 * allows); unknown ones are skipped. A byte order mark is Jackson's to skip.
 */
final class JsonReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] body;
    private final RecordCollector records;

    JsonReader(byte[] body, RecordCollector records) {
        this.body = body;
        this.records = records;
    }

    void read(OtlpSignal signal) throws IOException {
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedPayloadException("not OTLP JSON: it is no object", null);
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String member = in.currentName();
                in.nextToken();
                switch (member) {
                    case "resourceLogs",
                            "resource_logs",
                            "resourceSpans",
                            "resource_spans",
                            "resourceMetrics",
                            "resource_metrics" -> readObjects(in, () -> readResource(in, signal));
                    default -> in.skipChildren();
                }
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void read() throws IOException;
    }

    /** Calls the step at each object of the list at hand; everything else is skipped. */
    private static void readObjects(JsonParser in, Step step) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() == JsonToken.START_OBJECT) {
                step.read();
            } else {
                in.skipChildren();
            }
        }
    }

    private void readResource(JsonParser in, OtlpSignal signal) throws IOException {
        ResourceDraft resource = new ResourceDraft(records.attributes());
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "resource" -> readResourceAttributes(in, resource.attributes);
                case "scopeLogs", "scope_logs", "scopeSpans", "scope_spans", "scopeMetrics", "scope_metrics" ->
                    readObjects(in, () -> readScope(in, resource, signal));
                default -> in.skipChildren();
            }
        }
        resource.finish();
    }

    private static void readResourceAttributes(JsonParser in, AttributeCollector into) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            if (member.equals("attributes")) {
                JsonValues.readAttributes(in, into);
            } else {
                in.skipChildren();
            }
        }
    }

    private void readScope(JsonParser in, ResourceDraft resource, OtlpSignal signal) throws IOException {
        ResourceDraft.Scope scope = resource.new Scope();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "scope" -> readScopeName(in, scope);
                case "logRecords", "log_records", "spans", "metrics" ->
                    readObjects(in, () -> readRecord(in, signal, scope));
                default -> in.skipChildren();
            }
        }
        scope.finish();
    }

    private void readScopeName(JsonParser in, ResourceDraft.Scope scope) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "name" -> scope.name = records.cut(JsonValues.text(in));
                case "version" -> scope.version = records.cut(JsonValues.text(in));
                default -> in.skipChildren();
            }
        }
    }

    private void readRecord(JsonParser in, OtlpSignal signal, ResourceDraft.Scope scope) throws IOException {
        if (signal == OtlpSignal.METRICS) {
            new JsonMetrics(in, records).read(scope);
        } else if (records.takes()) {
            RecordDraft draft = new RecordDraft(records.attributes());
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String member = in.currentName();
                in.nextToken();
                readMember(in, member, draft);
            }
            draft.addTo(records, signal == OtlpSignal.LOGS ? OtlpChannel.LOG : OtlpChannel.SPAN, scope.origin());
        } else {
            in.skipChildren();
        }
    }

    /** Log records, spans and span events share their members' names where they share a meaning. */
    private void readMember(JsonParser in, String member, RecordDraft draft) throws IOException {
        switch (member) {
            case "attributes" -> JsonValues.readAttributes(in, draft.attributes);
            case "body" -> draft.body(JsonValues.readValue(in, draft.attributes, 0));
            case "name", "eventName", "event_name" -> draft.name = records.cut(JsonValues.text(in));
            case "timeUnixNano", "time_unix_nano", "endTimeUnixNano", "end_time_unix_nano" ->
                draft.timeNanos = JsonValues.nanos(in);
            case "observedTimeUnixNano", "observed_time_unix_nano" -> draft.observedNanos = JsonValues.nanos(in);
            case "startTimeUnixNano", "start_time_unix_nano" -> draft.startNanos = JsonValues.nanos(in);
            case "traceId", "trace_id" -> draft.traceId = Identifiers.of(JsonValues.text(in), Identifiers.TRACE);
            case "spanId", "span_id" -> draft.spanId = Identifiers.of(JsonValues.text(in), Identifiers.SPAN);
            case "parentSpanId", "parent_span_id" ->
                draft.parentSpanId = Identifiers.of(JsonValues.text(in), Identifiers.SPAN);
            case "kind" ->
                draft.spanKind =
                        JsonValues.choice(in, "UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
            case "status" -> readStatus(in, draft);
            case "events" -> readObjects(in, () -> readEvent(in, draft));
            default -> in.skipChildren();
        }
    }

    private void readEvent(JsonParser in, RecordDraft span) throws IOException {
        if (!records.takes()) {
            in.skipChildren();
            return;
        }
        RecordDraft event = new RecordDraft(records.attributes());
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "attributes", "name", "timeUnixNano", "time_unix_nano" -> readMember(in, member, event);
                default -> in.skipChildren();
            }
        }
        span.add(event);
    }

    private static void readStatus(JsonParser in, RecordDraft draft) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "code" -> draft.statusCode = JsonValues.choice(in, "UNSET", "OK", "ERROR");
                case "message" -> draft.statusMessage(JsonValues.text(in));
                default -> in.skipChildren();
            }
        }
    }
}
