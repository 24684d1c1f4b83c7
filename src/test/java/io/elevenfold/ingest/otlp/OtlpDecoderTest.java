package io.elevenfold.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import io.elevenfold.ingest.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpDecoderTest {

    private static final OtlpDecoder DECODER = new OtlpDecoder(DecodeLimits.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-code/otlp-logs",
                "claude-code/otlp-logs.bedrock-identity",
                "claude-code/otlp-logs.default-redaction",
                "claude-code/otlp-logs.headless-traceparent",
                "claude-code/otlp-metrics",
                "claude-code/otlp-traces",
                "codex/otlp-logs",
                "codex/otlp-metrics",
                "codex/otlp-traces",
                "copilot-cli/otlp-traces",
                "cursor/otlp-logs",
                "cursor/otlp-metrics",
                "gemini-cli/otlp-logs",
                "gemini-cli/otlp-metrics",
                "gemini-cli/otlp-traces",
                "vscode-copilot/otlp-logs",
                "vscode-copilot/otlp-metrics",
                "vscode-copilot/otlp-traces"
            })
    void bothEncodingsGiveTheSameRecords(String sample) {
        OtlpRequest json = Samples.decode(sample + ".constructed.json");
        OtlpRequest protobuf = Samples.decode(sample + ".constructed.pb");

        assertThat(json.records()).isNotEmpty();
        assertThat(describe(protobuf)).isEqualTo(describe(json));
    }

    private static List<String> describe(OtlpRequest request) {
        return request.records().stream()
                .map(record -> String.join(
                        " | ",
                        record.channel().key(),
                        record.name(),
                        record.attributes().toString(),
                        record.origin().resource().toString(),
                        record.origin().scopeName(),
                        record.origin().scopeVersion(),
                        Objects.toString(record.body()),
                        record.timeNanos() + " " + record.observedNanos() + " " + record.startNanos(),
                        record.traceId() + " " + record.spanId() + " " + record.parentSpanId(),
                        record.spanKind() + " " + record.statusCode() + " " + record.statusMessage(),
                        Objects.toString(record.measure())))
                .toList();
    }

    @Test
    void aRealProtobufBodyIsReadWhole() throws IOException {
        byte[] body = Samples.bytes("claude-code/captured-logs.http-protobuf.bin");
        int expected = 0;
        for (ByteString resource : parts(ByteString.copyFrom(body), 1)) {
            for (ByteString scope : parts(resource, 2)) {
                expected += parts(scope, 2).size();
            }
        }

        OtlpRequest request = DECODER.decode(OtlpSignal.LOGS, "application/x-protobuf", body);

        assertThat(expected).isPositive();
        assertThat(request.records()).hasSize(expected);
        assertThat(request.rejected()).isZero();
        assertThat(request.rejectedReason()).isNull();
    }

    @Test
    void oddEncodingsAreTolerated() {
        List<OtlpRecord> records =
                Samples.decode("leniency/otlp-logs.edge-cases.constructed.json").records();

        assertThat(records).hasSize(14);
        assertThat(records.get(0).attributes()).containsEntry("event.sequence", 1L);
        assertThat(records.get(1).attributes())
                .containsEntry("event.sequence", 2L)
                .containsEntry("success", true)
                .containsEntry("duration_ms", 12L);
        assertThat(records.get(1).timeNanos()).isEqualTo(1787216401000000000L);
        assertThat(records.get(4).timeNanos()).isZero();
        assertThat(records.get(5).attributes()).containsEntry("session.id", "s2");
        assertThat(records.get(5).overwritten()).isEqualTo(Map.of("session.id", List.of("s1")));
        assertThat(records.get(6).attributes()).containsOnlyKeys("event.name");
        assertThat(records.get(7).attributes())
                .containsEntry("m", Map.of("a", 1L))
                .containsEntry("b", "AAEC");
        assertThat(records.get(10).body()).isNull();
        assertThat(records.get(10).traceId()).isEmpty();
        assertThat(records.get(13).origin().scopeName()).isEmpty();
    }

    @Test
    void aResourceMayComeAfterItsRecords() {
        OtlpRequest request = Samples.decode(
                OtlpSignal.LOGS,
                """
                {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"b"}}],"scope":{"name":"s","version":"1"}}],
                "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"codex_exec"}}]}}]}
                """);

        OtlpRecord record = request.records().get(0);
        assertThat(record.origin().resource()).isEqualTo(Map.of("service.name", "codex_exec"));
        assertThat(record.origin().scopeName()).isEqualTo("s");
        assertThat(record.origin().scopeVersion()).isEqualTo("1");
    }

    @Test
    void identifiersMayBeHexOrBase64() {
        OtlpRequest request = Samples.decode(
                OtlpSignal.TRACES,
                """
                {"resource_spans":[{"scope_spans":[{"spans":[
                {"trace_id":"EREREREREREREREREREREQ==","span_id":"IiIiIiIiIiI=","parentSpanId":"","kind":"SPAN_KIND_CLIENT","status":{"code":"STATUS_CODE_ERROR"}},
                {"traceId":"11111111111111111111111111111111","spanId":"2222222222222222","parentSpanId":"ABCDEF0123456789","kind":"3"},
                {"traceId":"00000000000000000000000000000000","spanId":"not an id","parentSpanId":7}]}]}]}
                """);

        OtlpRecord base64 = request.records().get(0);
        OtlpRecord hex = request.records().get(1);
        OtlpRecord none = request.records().get(2);
        assertThat(base64.traceId()).isEqualTo("1".repeat(32));
        assertThat(base64.spanId()).isEqualTo("2".repeat(16));
        assertThat(base64.spanKind()).isEqualTo(3);
        assertThat(base64.statusCode()).isEqualTo(2);
        assertThat(hex.traceId()).isEqualTo(base64.traceId());
        assertThat(hex.parentSpanId()).isEqualTo("abcdef0123456789");
        assertThat(hex.spanKind()).isEqualTo(3);
        assertThat(none.traceId() + none.spanId() + none.parentSpanId()).isEmpty();
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        byte[] json = "\uFEFF{\"resourceLogs\":[]}".getBytes(StandardCharsets.UTF_8);

        assertThat(DECODER.decode(OtlpSignal.LOGS, "application/json; charset=utf-8", json)
                        .records())
                .isEmpty();
    }

    @Test
    void wrongTypesCostOnlyTheValue() {
        OtlpRequest request = Samples.decode(
                OtlpSignal.LOGS,
                """
                {"resourceLogs":[7,{"resource":[],"scopeLogs":[null,{"scope":"x","logRecords":[3,{"timeUnixNano":{"a":1},"body":"text","attributes":[
                1,{"key":5,"value":{"stringValue":["x"]}},{"key":"i","value":{"intValue":"many"}},{"key":"h","value":{"intValue":123456789012345678901234567890}},
                {"key":"d","value":{"doubleValue":"NaN"}},{"key":"big","value":{"doubleValue":1e999}},{"key":"b","value":{"boolValue":"maybe"}},
                {"key":"l","value":{"arrayValue":{"values":[{"intValue":1},2,{},{"stringValue":"x"}]}}},{"key":"m","value":[]},{"value":{"stringValue":"no key"}}]}]}]}]}
                """);

        OtlpRecord record = request.records().get(0);
        assertThat(record.attributes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "i", "many",
                        "h", "123456789012345678901234567890",
                        "d", "NaN",
                        "big", "Infinity",
                        "b", "maybe",
                        "l", List.of(1L, "x")));
        assertThat(record.body()).isNull();
        assertThat(record.timeNanos()).isZero();
    }

    @Test
    void whatIsTooLongIsCutAndNamed() throws IOException {
        OtlpDecoder small = new OtlpDecoder(new DecodeLimits(3, 5, 2, 5, 2));
        ByteString record = concat(
                delimited(5, text("a long body")),
                attribute("long", text("12345678")),
                attribute("deep", list(list(list(text("x"))))),
                attribute("wide", list(text("1"), text("2"), text("3"), text("4"))),
                attribute("one", text("too many")),
                attribute("two", text("too many")));

        OtlpRequest request = small.decode(OtlpSignal.LOGS, OtlpDecoder.PROTOBUF, request(record, record, record));

        OtlpRecord first = request.records().get(0);
        assertThat(first.attributes())
                .isEqualTo(Map.of("long", "12345", "deep", List.of(List.of()), "wide", List.of("1", "2", "3")));
        assertThat(first.body()).isEqualTo("a lon");
        assertThat(first.truncated()).containsExactlyInAnyOrder("body", "long", "deep", "wide", "attributes");
        assertThat(request.records()).hasSize(2);
        assertThat(request.rejected()).isEqualTo(1);
        assertThat(request.rejectedReason()).isEqualTo("more than 2 records in one request");
    }

    @Test
    void aTextIsNotCutThroughACharacter() {
        assertThat(new DecodeLimits(1, 3, 1, 1, 1).cut("ab\uD83D\uDE00")).isEqualTo("ab");
    }

    @Test
    void aResourceIsCutAndNamedToo() throws IOException {
        OtlpDecoder small = new OtlpDecoder(new DecodeLimits(3, 5, 2, 4, 2));
        ByteString team =
                delimited(1, concat(delimited(1, ByteString.copyFromUtf8("team")), delimited(2, text("payments"))));
        ByteString record = delimited(2, delimited(2, ByteString.EMPTY));
        byte[] body = delimited(1, concat(delimited(1, team), record)).toByteArray();

        OtlpRequest request = small.decode(OtlpSignal.LOGS, OtlpDecoder.PROTOBUF, body);

        assertThat(request.records().get(0).origin().truncated()).containsExactly("resource.team");
    }

    @Test
    void nestingThatWouldOverflowAStackIsCut() throws IOException {
        ByteString nested = text("bottom");
        for (int i = 0; i < 50_000; i++) {
            // AnyValue{array_value: ArrayValue{values: nested}}
            nested = delimited(5, delimited(1, nested));
        }
        byte[] body = request(attribute("deep", nested));

        OtlpRequest request = DECODER.decode(OtlpSignal.LOGS, OtlpDecoder.PROTOBUF, body);

        assertThat(request.records().get(0).truncated()).containsExactly("deep");
        assertThat(depth(request.records().get(0).attributes().get("deep"))).isEqualTo(20);
    }

    @Test
    void nestedGroupsOfUnknownFieldsAreRefusedNotFollowed() throws IOException {
        byte[] groups = new byte[200_000];
        Arrays.fill(groups, (byte) (90 << 3 & 0x7f | 3));

        assertThatThrownBy(() -> DECODER.decode(OtlpSignal.LOGS, OtlpDecoder.PROTOBUF, groups))
                .isInstanceOf(MalformedPayloadException.class);
    }

    @Test
    void deepJsonIsRefusedOrCutButNeverOverflows() {
        String array = "{\"arrayValue\":{\"values\":[".repeat(200) + "]}}".repeat(200);
        OtlpRequest cut = Samples.decode(
                OtlpSignal.LOGS,
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[{\"key\":\"deep\",\"value\":"
                        + array + "}]}]}]}]}");

        assertThat(cut.records().get(0).truncated()).containsExactly("deep");
        assertThatThrownBy(() -> Samples.decode(OtlpSignal.LOGS, "{\"x\":" + "[".repeat(100_000)))
                .isInstanceOf(MalformedPayloadException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void aMillionAttributesAreReadButNotKept() throws IOException {
        ByteString.Output attributes = ByteString.newOutput();
        for (int i = 0; i < 1_000_000; i++) {
            delimited(6, delimited(1, ByteString.copyFromUtf8(Integer.toString(i))))
                    .writeTo(attributes);
        }
        ByteString named = attribute("event.name", text("codex.tool_result"));

        OtlpRequest request =
                DECODER.decode(OtlpSignal.LOGS, OtlpDecoder.PROTOBUF, request(named.concat(attributes.toByteString())));

        assertThat(request.records()).hasSize(1);
        assertThat(request.records().get(0).attributes()).containsOnlyKeys("event.name");
        String json = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":["
                + "{\"key\":\"a\",\"value\":{\"intValue\":1}},".repeat(1_000_000) + "{}]}]}]}]}";
        assertThat(Samples.decode(OtlpSignal.LOGS, json).records().get(0).attributes())
                .containsOnlyKeys("a");
    }

    @Test
    void manyDifferentAttributesStopAtTheLimit() throws IOException {
        ByteString record = ByteString.EMPTY;
        for (int i = 0; i < 5_000; i++) {
            record = record.concat(attribute("k" + i, text("v")));
        }

        OtlpRecord read = DECODER.decode(OtlpSignal.LOGS, OtlpDecoder.PROTOBUF, request(record))
                .records()
                .get(0);

        assertThat(read.attributes()).hasSize(256);
        assertThat(read.truncated()).containsExactly("attributes");
    }

    @Test
    void emptyScopesInMassesCostNothing() throws IOException {
        byte[] scopes = new byte[4_000_000];
        for (int i = 0; i < scopes.length; i += 2) {
            scopes[i] = 2 << 3 | 2;
        }
        byte[] body = delimited(1, ByteString.copyFrom(scopes)).toByteArray();

        assertThat(DECODER.decode(OtlpSignal.LOGS, OtlpDecoder.PROTOBUF, body).records())
                .isEmpty();
    }

    @Test
    void otherContentTypesAndTornBodiesAreRefused() {
        byte[] sample = Samples.bytes("claude-code/otlp-logs.constructed.pb");
        byte[] torn = Arrays.copyOf(sample, sample.length - 3);
        byte[] tornJson = Arrays.copyOf(Samples.bytes("claude-code/otlp-logs.constructed.json"), 1000);

        assertThat(OtlpDecoder.supports("application/x-protobuf")).isTrue();
        assertThat(OtlpDecoder.supports("Application/JSON;charset=utf-8")).isTrue();
        assertThat(OtlpDecoder.supports("text/plain")).isFalse();
        assertThatThrownBy(() -> DECODER.decode(OtlpSignal.LOGS, "text/plain", sample))
                .isInstanceOf(MalformedPayloadException.class);
        assertThatThrownBy(() -> DECODER.decode(OtlpSignal.LOGS, OtlpDecoder.PROTOBUF, torn))
                .isInstanceOf(MalformedPayloadException.class);
        assertThatThrownBy(() -> DECODER.decode(OtlpSignal.LOGS, OtlpDecoder.JSON, tornJson))
                .isInstanceOf(MalformedPayloadException.class)
                .hasMessageMatching("not OTLP JSON: syntax error at line \\d+, column \\d+");
        assertThatThrownBy(() -> DECODER.decode(OtlpSignal.LOGS, OtlpDecoder.JSON, new byte[0]))
                .isInstanceOf(MalformedPayloadException.class);
    }

    private static int depth(Object value) {
        int depth = 0;
        for (Object at = value; at instanceof List<?> list; at = list.isEmpty() ? null : list.get(0)) {
            depth++;
        }
        return depth;
    }

    /** The contents of every field of this number, read without a schema. */
    private static List<ByteString> parts(ByteString message, int field) throws IOException {
        return UnknownFieldSet.parseFrom(message).getField(field).getLengthDelimitedList();
    }

    private static ByteString text(String text) throws IOException {
        return delimited(1, ByteString.copyFromUtf8(text));
    }

    private static ByteString list(ByteString... values) throws IOException {
        ByteString all = ByteString.EMPTY;
        for (ByteString value : values) {
            all = all.concat(delimited(1, value));
        }
        return delimited(5, all);
    }

    private static ByteString attribute(String key, ByteString value) throws IOException {
        return delimited(6, concat(delimited(1, ByteString.copyFromUtf8(key)), delimited(2, value)));
    }

    /** A request with these log records. */
    private static byte[] request(ByteString... records) throws IOException {
        ByteString all = ByteString.EMPTY;
        for (ByteString record : records) {
            all = all.concat(delimited(2, record));
        }
        return delimited(1, delimited(2, all)).toByteArray();
    }

    private static ByteString concat(ByteString... parts) {
        ByteString all = ByteString.EMPTY;
        for (ByteString part : parts) {
            all = all.concat(part);
        }
        return all;
    }

    private static ByteString delimited(int field, ByteString content) throws IOException {
        ByteString.Output out = ByteString.newOutput(8);
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        coded.writeTag(field, 2);
        coded.writeUInt32NoTag(content.size());
        coded.flush();
        return out.toByteString().concat(content);
    }
}
