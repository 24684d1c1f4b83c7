package io.elevenfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.google.protobuf.CodedInputStream;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class OtlpDoorTest {

    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";

    @Test
    void logsInJsonAreRecorded() {
        Enrolled endpoint = Enrolled.endpoint();

        post(endpoint, "/v1/logs", JSON, Samples.bytes("claude-code/captured-logs.json"))
                .then()
                .statusCode(200)
                .contentType(JSON)
                .body(equalTo("{}"));

        assertThat(Recorded.activitiesOf(endpoint.endpointId()))
                .hasSameSizeAs(
                        Samples.normalise("claude-code/captured-logs.json").activities())
                .allSatisfy(activity -> assertThat(activity)
                        .containsEntry("agent.product", "claude-code")
                        .containsEntry("endpoint.id", endpoint.endpointId().toString())
                        .containsEntry("capture.mode", "standard"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-code/captured-logs.http-protobuf.bin", "codex/captured-logs.http-protobuf.bin"})
    void logsInProtobufAreRecordedCompressedOrNot(String sample) throws IOException {
        Enrolled plain = Enrolled.endpoint();
        Enrolled compressed = Enrolled.endpoint();

        Response first = post(plain, "/v1/logs", PROTOBUF, Samples.bytes(sample));
        Response second = compressed
                .asEndpoint()
                .contentType(PROTOBUF)
                .header("Content-Encoding", "gzip")
                .body(gzip(Samples.bytes(sample)))
                .post("/v1/logs");

        for (Response answer : List.of(first, second)) {
            answer.then().statusCode(200).contentType(PROTOBUF);
            assertThat(ExportLogsServiceResponse.parseFrom(answer.asByteArray()))
                    .isEqualTo(ExportLogsServiceResponse.getDefaultInstance());
        }
        assertThat(Recorded.activitiesOf(plain.endpointId())).isNotEmpty();
        assertThat(Recorded.activitiesOf(compressed.endpointId()))
                .hasSameSizeAs(Recorded.activitiesOf(plain.endpointId()));
    }

    @Test
    void tracesAndMetricsAreTaken() {
        Enrolled endpoint = Enrolled.endpoint();

        post(endpoint, "/v1/traces", JSON, Samples.bytes("copilot-cli/captured-traces.json"))
                .then()
                .statusCode(200);
        post(endpoint, "/v1/metrics", PROTOBUF, Samples.bytes("claude-code/otlp-metrics.constructed.pb"))
                .then()
                .statusCode(200);

        assertThat(Recorded.activitiesOf(endpoint.endpointId()))
                .extracting(activity -> activity.get("agent.product"))
                .contains("copilot-cli");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/octet-stream"})
    void anotherMediaTypeIsRefused(String type) {
        post(Enrolled.endpoint(), "/v1/logs", type, new byte[] {'{', '}'})
                .then()
                .statusCode(415);
    }

    @Test
    void anotherEncodingIsRefused() {
        Enrolled.endpoint()
                .asEndpoint()
                .contentType(JSON)
                .header("Content-Encoding", "br")
                .body("{}")
                .post("/v1/logs")
                .then()
                .statusCode(415);
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() throws IOException {
        byte[] large = new byte[16 * 1024 * 1024 + 1];

        Response answer = post(Enrolled.endpoint(), "/v1/logs", PROTOBUF, large);

        answer.then().statusCode(413).contentType(PROTOBUF);
        assertThat(messageOf(answer.asByteArray())).contains("16777216 bytes");
    }

    @Test
    void aSmallBodyThatGrowsBeyondTheLimitIsRefused() throws IOException {
        byte[] bomb = gzip(new byte[64 * 1024 * 1024 + 1]);
        assertThat(bomb).hasSizeLessThan(100_000);

        Response answer = Enrolled.endpoint()
                .asEndpoint()
                .contentType(PROTOBUF)
                .header("Content-Encoding", "gzip")
                .body(bomb)
                .post("/v1/logs");

        answer.then().statusCode(413);
        assertThat(messageOf(answer.asByteArray())).contains("after decompression");
    }

    @Test
    void whatIsNoOtlpIsRefusedWithAStatusMessage() throws IOException {
        Enrolled endpoint = Enrolled.endpoint();
        byte[] whole = Samples.bytes("claude-code/captured-logs.http-protobuf.bin");
        byte[] truncated = Arrays.copyOf(whole, whole.length - 7);

        for (byte[] body : List.of(truncated, "{\"resourceLogs\":[]}".getBytes(StandardCharsets.UTF_8))) {
            Response answer = post(endpoint, "/v1/logs", PROTOBUF, body);

            answer.then().statusCode(400).contentType(PROTOBUF);
            assertThat(messageOf(answer.asByteArray())).startsWith("not OTLP protobuf");
        }
        for (String body : List.of("{\"resourceLogs\":[", "nonsense", "{\"resourceLogs\":[{}}")) {
            post(endpoint, "/v1/logs", JSON, body.getBytes(StandardCharsets.UTF_8))
                    .then()
                    .statusCode(400)
                    .contentType(JSON)
                    .body("message", containsString("OTLP"))
                    .body(not(containsString("Exception")));
        }
        endpoint.asEndpoint()
                .contentType(JSON)
                .header("Content-Encoding", "gzip")
                .body("{}")
                .post("/v1/logs")
                .then()
                .statusCode(400)
                .body("message", containsString("gzip"));
        assertThat(Recorded.activitiesOf(endpoint.endpointId())).isEmpty();
    }

    @Test
    void whatIsTooMuchOfOneRequestIsCountedAsRejected() throws IOException {
        Enrolled endpoint = Enrolled.endpoint();
        ScopeLogs.Builder records = ScopeLogs.newBuilder();
        // Records that are the agent's own housekeeping cost no storage.
        LogRecord record = LogRecord.newBuilder()
                .setBody(AnyValue.newBuilder().setStringValue("claude_code.hook_registered"))
                .build();
        for (int i = 0; i < 50_002; i++) {
            records.addLogRecords(record);
        }
        byte[] body = ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(KeyValue.newBuilder()
                                        .setKey("service.name")
                                        .setValue(AnyValue.newBuilder().setStringValue("claude-code"))))
                        .addScopeLogs(records))
                .build()
                .toByteArray();

        Response answer = post(endpoint, "/v1/logs", PROTOBUF, body);

        answer.then().statusCode(200);
        ExportLogsServiceResponse response = ExportLogsServiceResponse.parseFrom(answer.asByteArray());
        assertThat(response.getPartialSuccess().getRejectedLogRecords()).isEqualTo(2);
        assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo("more than 50000 records in one request");
    }

    @Test
    void aRepeatedRequestIsAcknowledgedAndRecordedOnce() throws IOException {
        Enrolled endpoint = Enrolled.endpoint();
        byte[] body = Samples.bytes("claude-code/captured-logs.json");
        post(endpoint, "/v1/logs", JSON, body).then().statusCode(200);
        List<Map<String, Object>> once = Recorded.activitiesOf(endpoint.endpointId());

        post(endpoint, "/v1/logs", JSON, body).then().statusCode(200).body(equalTo("{}"));
        endpoint.asEndpoint()
                .contentType(JSON)
                .header("Content-Encoding", "gzip")
                .body(gzip(body))
                .post("/v1/logs")
                .then()
                .statusCode(200);

        assertThat(Recorded.activitiesOf(endpoint.endpointId())).isEqualTo(once);
    }

    @Test
    void theSameEventsInAnotherBatchAreRecordedOnce() {
        Enrolled endpoint = Enrolled.endpoint();
        String body = new String(Samples.bytes("claude-code/captured-logs.json"), StandardCharsets.UTF_8);
        post(endpoint, "/v1/logs", JSON, body.getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(200);
        List<Map<String, Object>> once = Recorded.activitiesOf(endpoint.endpointId());

        post(endpoint, "/v1/logs", JSON, (body + "\n ").getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(200);

        assertThat(once).isNotEmpty();
        assertThat(Recorded.activitiesOf(endpoint.endpointId())).isEqualTo(once);
    }

    @Test
    void twoEndpointsMaySendTheSame() {
        Enrolled one = Enrolled.endpoint();
        Enrolled other = Enrolled.endpoint();
        byte[] body = Samples.bytes("claude-code/captured-logs.json");

        post(one, "/v1/logs", JSON, body).then().statusCode(200);
        post(other, "/v1/logs", JSON, body).then().statusCode(200);

        assertThat(Recorded.activitiesOf(other.endpointId())).hasSameSizeAs(Recorded.activitiesOf(one.endpointId()));
    }

    private static Response post(Enrolled endpoint, String door, String type, byte[] body) {
        return endpoint.asEndpoint().contentType(type).body(body).post(door);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    /** Of a {@code google.rpc.Status}: 2 is its message. */
    private static String messageOf(byte[] status) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(status);
        assertThat(in.readTag()).isEqualTo(2 << 3 | 2);
        return in.readString();
    }
}
