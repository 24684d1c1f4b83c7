package io.elevenfold.bench;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** A captured Claude Code session, told again and again as other sessions. */
final class ClaudeTraffic {

    private final ResourceLogs resource;
    private final ScopeLogs scope;
    private final List<LogRecord> records;

    ClaudeTraffic() throws IOException {
        try (InputStream capture =
                getClass().getResourceAsStream("/ingest/claude-code/captured-logs.http-protobuf.bin")) {
            ExportLogsServiceRequest request =
                    ExportLogsServiceRequest.parseFrom(Objects.requireNonNull(capture, "the capture is missing"));
            resource = request.getResourceLogs(0);
            scope = resource.getScopeLogs(0);
            records = scope.getLogRecordsList();
        }
    }

    int recordsInASession() {
        return records.size();
    }

    /** A request body with some records of the session, beginning anywhere in it. */
    byte[] body(long session, int from, int count) {
        ScopeLogs.Builder logs = scope.toBuilder().clearLogRecords();
        for (int i = 0; i < count; i++) {
            logs.addLogRecords(ofSession(records.get((from + i) % records.size()), session, from + i));
        }
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(resource.toBuilder().clearScopeLogs().addScopeLogs(logs))
                .build()
                .toByteArray();
    }

    private static LogRecord ofSession(LogRecord record, long session, int sequence) {
        LogRecord.Builder copy = record.toBuilder();
        for (int i = 0; i < copy.getAttributesCount(); i++) {
            KeyValue attribute = copy.getAttributes(i);
            switch (attribute.getKey()) {
                case "session.id" -> copy.setAttributes(i, text(attribute, "bench-session-" + session));
                case "tool_use_id" ->
                    copy.setAttributes(i, text(attribute, attribute.getValue().getStringValue() + "-" + sequence));
                case "event.sequence" ->
                    copy.setAttributes(
                            i,
                            attribute.toBuilder()
                                    .setValue(AnyValue.newBuilder().setIntValue(sequence))
                                    .build());
                default -> {}
            }
        }
        return copy.build();
    }

    private static KeyValue text(KeyValue attribute, String value) {
        return attribute.toBuilder()
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
