package io.elevenfold.ingest.sample;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;

/** The log records of one turn, on their way into one {@code ExportLogsServiceRequest}. */
final class LogRequest {

    private final Attributes resource;
    private final ScopeLogs.Builder logs;

    LogRequest(Attributes resource, String scope, String version) {
        this.resource = resource;
        this.logs = ScopeLogs.newBuilder()
                .setScope(InstrumentationScope.newBuilder().setName(scope).setVersion(version));
    }

    void add(long nanos, String body, Attributes attributes) {
        logs.addLogRecords(LogRecord.newBuilder()
                .setTimeUnixNano(nanos)
                .setObservedTimeUnixNano(nanos)
                .setBody(AnyValue.newBuilder().setStringValue(body))
                .addAllAttributes(attributes.list()));
    }

    /** As Codex does it: no time but the observed one, and a line of its source code for a name. */
    void addObserved(long nanos, String sourceLine, Attributes attributes) {
        logs.addLogRecords(LogRecord.newBuilder()
                .setObservedTimeUnixNano(nanos)
                .setSeverityNumberValue(9)
                .setSeverityText("INFO")
                .setEventName(sourceLine)
                .addAllAttributes(attributes.list()));
    }

    SampleRequest request(SampleSession session, Pace pace) {
        byte[] body = ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .setResource(Resource.newBuilder().addAllAttributes(resource.list()))
                        .addScopeLogs(logs))
                .build()
                .toByteArray();
        return new SampleRequest(session.endpoint().host(), SampleRequest.Door.LOGS, "", pace.now(), body);
    }
}
