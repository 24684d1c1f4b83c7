package io.elevenfold.forwarding.transport;

import com.google.protobuf.InvalidProtocolBufferException;
import io.elevenfold.forwarding.format.Outgoing;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * OTLP/HTTP logs, protobuf. A partial success is none: OTLP says how many were refused and not which, so the batch is
 * halved until the refused ones stand alone.
 */
final class OtlpTransport implements Transport {

    private static final long NANOS = 1_000_000_000L;

    private final HttpSender http;
    private final Map<String, String> headers;

    OtlpTransport(Target target) {
        this.http = new HttpSender(target, Duration.ofSeconds(30));
        this.headers = target.secret() == null ? Map.of() : Map.of("Authorization", "Bearer " + target.secret());
    }

    @Override
    public Answer send(List<Payload> batch) {
        ScopeLogs.Builder scope = ScopeLogs.newBuilder();
        batch.forEach(payload -> scope.addLogRecords(log(payload)));
        byte[] body = ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(attribute("service.name", "elevenfold")))
                        .addScopeLogs(scope))
                .build()
                .toByteArray();
        HttpSender.Reply reply =
                HttpSender.successful(http.post(http.below("/v1/logs"), headers, "application/x-protobuf", body, true));
        try {
            ExportLogsPartialSuccess partial =
                    ExportLogsServiceResponse.parseFrom(reply.body()).getPartialSuccess();
            if (partial.getRejectedLogRecords() > 0) {
                return Answer.refused(
                        batch,
                        "partial success: %d refused: %s"
                                .formatted(partial.getRejectedLogRecords(), partial.getErrorMessage()));
            }
        } catch (InvalidProtocolBufferException e) {
            throw DeliveryException.unavailable("the answer is not OTLP", e);
        }
        return Answer.allTaken("HTTP " + reply.status() + ", no record refused", reply.body());
    }

    private static LogRecord log(Payload payload) {
        Outgoing record = payload.record();
        LogRecord.Builder log = LogRecord.newBuilder()
                .setTimeUnixNano(nanos(record.at()))
                .setEventName("elevenfold." + record.kind().word())
                .setSeverityNumber(severity(record))
                .setSeverityText(record.severity().word());
        if (payload.isFlat()) {
            log.setBody(value(String.valueOf(record.text("event.action"))));
            record.fields().forEach((name, value) -> log.addAttributes(attribute(name, value)));
        } else {
            log.setBody(value(payload.line())).addAttributes(attribute("event.id", record.id()));
        }
        return log.build();
    }

    private static SeverityNumber severity(Outgoing record) {
        return switch (record.severity()) {
            case CRITICAL -> SeverityNumber.SEVERITY_NUMBER_FATAL;
            case HIGH -> SeverityNumber.SEVERITY_NUMBER_ERROR;
            case MEDIUM -> SeverityNumber.SEVERITY_NUMBER_WARN;
            case LOW -> SeverityNumber.SEVERITY_NUMBER_INFO2;
            case INFO -> SeverityNumber.SEVERITY_NUMBER_INFO;
        };
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * NANOS + at.getNano();
    }

    private static KeyValue attribute(String name, Object value) {
        return KeyValue.newBuilder().setKey(whole(name)).setValue(value(value)).build();
    }

    private static AnyValue value(Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        if (value instanceof Boolean flag) {
            return any.setBoolValue(flag).build();
        }
        if (value instanceof Double || value instanceof Float) {
            return any.setDoubleValue(((Number) value).doubleValue()).build();
        }
        if (value instanceof Number number) {
            return any.setIntValue(number.longValue()).build();
        }
        if (value instanceof Collection<?> list) {
            ArrayValue.Builder array = ArrayValue.newBuilder();
            list.forEach(item -> array.addValues(value((Object) item)));
            return any.setArrayValue(array).build();
        }
        if (value instanceof Map<?, ?> map) {
            KeyValueList.Builder members = KeyValueList.newBuilder();
            map.forEach((key, member) -> members.addValues(attribute(String.valueOf(key), member)));
            return any.setKvlistValue(members).build();
        }
        return any.setStringValue(whole(value.toString())).build();
    }

    /** Protobuf refuses half a character. */
    private static String whole(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
