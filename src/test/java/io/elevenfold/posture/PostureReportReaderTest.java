package io.elevenfold.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.elevenfold.platform.secret.SecretScanner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PostureReportReaderTest {

    private static final String TOKEN = "ghp" + "_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

    private final PostureReportReader reader = new PostureReportReader(ReportLimits.DEFAULT, new SecretScanner());

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsAccepted(String sample) {
        ObjectNode json = Samples.report(sample);

        PostureReport report = reader.read(Samples.bytes(json));

        assertThat(report.json()).isEqualTo(json);
        assertThat(report.collectedAt()).isEqualTo(Instant.parse("2026-11-20T08:30:00Z"));
        assertThat(report.agents()).hasSize(json.get("agents").size());
    }

    static List<String> samples() {
        return Samples.ALL;
    }

    @Test
    void theReportTellsWhoItIs() {
        PostureReport report = reader.read(Samples.bytes(Samples.report(Samples.MANAGED)));

        assertThat(report.reportId()).hasToString("8c05af6b-0d71-5a98-9964-13c553484cdb");
        assertThat(report.sequence()).isEqualTo(41);
        assertThat(report.endpointId()).isEqualTo("ep-6d7b30c42acde7c972e596d8bb6cc1a4");
        assertThat(report.agents())
                .containsExactly(new ReportedAgent("claude-code#0", "claude-code", "cli", "2.1.281"));
        assertThat(report.values()).containsEntry("sequence", 41L);
        assertThat(report.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void theDigestDoesNotDependOnHowTheJsonIsWritten() {
        ObjectNode json = Samples.report(Samples.MANAGED);
        ObjectNode reordered = json.objectNode();
        List<String> names = new java.util.ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        java.util.Collections.reverse(names);
        names.forEach(name -> reordered.set(name, json.get(name)));

        String digest = reader.read(json.toPrettyString().getBytes(StandardCharsets.UTF_8))
                .digest();

        assertThat(reader.read(Samples.bytes(reordered)).digest()).isEqualTo(digest);
        assertThat(reader.read(Samples.bytes(json.put("sequence", 42))).digest())
                .isNotEqualTo(digest);
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void whatMustNotBeSentIsRefused(String pointer, @Nullable Object value, String place, List<String> reasons) {
        ObjectNode json = Samples.with(Samples.report(Samples.YOLO), pointer, value);

        assertThat(violations(json))
                .containsExactlyElementsOf(reasons.stream()
                        .map(reason -> new Violation(place, reason))
                        .toList());
    }

    static Stream<Arguments> forbidden() {
        String home = "must not hold the absolute path of a home directory";
        String start =
                "does not begin as a location may: ~/, a system folder, repo:, mdm:, server:, env:, flag:, default:";
        return Stream.of(
                refused("/mcp_servers/0/source", "/home/alice/.cursor/mcp.json", "/mcp_servers/0/source", start, home),
                refused("/mcp_servers/0/source", "/Users/alice/.cursor/mcp.json", "/mcp_servers/0/source", start, home),
                refused("/credentials/0/location", "C:\\Users\\alice\\.aws", "/credentials/0/location", home),
                refused("/credentials/0/location", "repo:x/home/alice/.aws", "/credentials/0/location", home),
                unknown("/credentials/0/value", "x", "/credentials/0", "value"),
                refused(
                        "/credentials/0/fingerprint",
                        "sha256:" + "a".repeat(64),
                        "/credentials/0/fingerprint",
                        "does not have the form ^hmac-sha256:[0-9a-f]{32}$"),
                unknown("/mcp_servers/0/env", Map.of("A", "b"), "/mcp_servers/0", "env"),
                unknown("/mcp_servers/0/args", List.of("-y"), "/mcp_servers/0", "args"),
                refused(
                        "/mcp_servers/0/command",
                        "npx -y " + "x".repeat(60),
                        "/mcp_servers/0/command",
                        "is longer than 60 characters"),
                unknown("/agents/1/prompt", "hello", "/agents/1", "prompt"),
                unknown("/agents/1/effective/sandbox/on", true, "/agents/1/effective/sandbox", "on"),
                unknown("/hostname", "alice-laptop", "", "hostname"),
                refused("/schema_version", "2.0.0", "/schema_version", "only \"1.0.0-draft.1\" is accepted"),
                refused("/report_id", "1", "/report_id", "is not a valid uuid"),
                refused("/sequence", -1, "/sequence", "is less than 0"),
                refused("/collected_at", "yesterday", "/collected_at", "is not a valid date-time"),
                refused("/agents/0/runs_as_root", "no", "/agents/0/runs_as_root", "boolean, null expected"),
                refused(
                        "/context/kind",
                        "laptop",
                        "/context/kind",
                        "one of workstation, devcontainer, codespaces, container, vm, wsl, ci-runner, cloud-agent expected"),
                refused(
                        "/agents/0/observed/0/value",
                        Map.of("a", 1),
                        "/agents/0/observed/0/value",
                        "boolean, number, null or string or array expected"),
                refused(
                        "/agents/0/observed/0/value",
                        "x".repeat(201),
                        "/agents/0/observed/0/value",
                        "is longer than 200 characters"),
                refused(
                        "/signature",
                        Map.of("alg", "none", "canon", "JCS", "key_id", "k", "value", "A".repeat(40)),
                        "/signature/alg",
                        "one of Ed25519, ES256, HMAC-SHA256 expected"),
                refused(
                        "/sandbox",
                        java.util.Collections.nCopies(
                                21, Map.of("mechanism", "seccomp", "available", true, "usable", true, "version", "1")),
                        "/sandbox",
                        "holds more than 20 items"));
    }

    private static Arguments refused(String pointer, Object value, String place, String... reasons) {
        return Arguments.of(pointer, value, place, List.of(reasons));
    }

    private static Arguments unknown(String pointer, Object value, String place, String property) {
        return refused(pointer, value, place, "the property '" + property + "' is not part of a posture report");
    }

    @Test
    void aMissingPropertyIsNamed() {
        ObjectNode json = Samples.report(Samples.YOLO);
        ((ObjectNode) json.at("/agents/2")).remove("runs_as_root");
        json.remove("signature");

        assertThat(violations(json))
                .containsExactly(
                        new Violation("", "the property 'signature' is missing; unknown is written as null"),
                        new Violation(
                                "/agents/2", "the property 'runs_as_root' is missing; unknown is written as null"));
    }

    @Test
    void aSecretIsRefusedByPlaceAndKindAndNeverRepeated() {
        ObjectNode json = Samples.report(Samples.YOLO);
        Samples.with(json, "/agents/0/observed/0/value", List.of("a", TOKEN));
        Samples.with(json, "/governance/" + TOKEN, "x");

        RejectedReportException refusal = refusal(Samples.bytes(json));

        assertThat(refusal.holdsSecret()).isTrue();
        assertThat(refusal.violations())
                .containsExactly(
                        new Violation(
                                "/agents/0/observed/0/value/1",
                                "the text holds what looks like a secret of the kind github-token; never send one"),
                        new Violation(
                                "/governance",
                                "the name of a property holds what looks like a secret of the kind github-token;"
                                        + " never send one"),
                        new Violation(
                                "/governance",
                                "the property '[REDACTED:github-token]' is not part of a posture report"));
        assertThat(refusal.toString() + refusal.violations()).doesNotContain(TOKEN.substring(0, 12));
    }

    @Test
    void aKeyBlockIsASecretToo() {
        ObjectNode json = Samples.report(Samples.YOLO);
        String block = "-----BEG" + "IN PRIVATE KEY-----\n" + "QUJD".repeat(40) + "\n-----E" + "ND PRIVATE KEY-----";

        Samples.with(json, "/endpoint/display_name", block);

        assertThat(violations(json)).extracting(Violation::pointer).contains("/endpoint/display_name");
        assertThat(refusal(Samples.bytes(json)).holdsSecret()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedJsonIsRefusedWithItsPlace(String json, String reason) {
        assertThat(refusal(json.getBytes(StandardCharsets.UTF_8)).violations())
                .containsExactly(new Violation("", reason));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("", "a JSON object expected"),
                Arguments.of("[]", "a JSON object expected"),
                Arguments.of("null", "a JSON object expected"),
                Arguments.of("{\n  \"a\": nul\n}", "not valid JSON, line 2 column 8"),
                Arguments.of("{\"a\":1} {}", "not valid JSON, line 1 column 9"),
                Arguments.of("{\"a\":1,\n\"a\":2}", "a property stands twice in one object, line 2 column 4"),
                Arguments.of(
                        "[".repeat(100_000),
                        "the report passes a limit: at most 16 levels, 2000 characters a text," + " 120 a name"),
                Arguments.of(
                        "{\"" + "n".repeat(200_000) + "\":1}",
                        "the report passes a limit: at most 16 levels," + " 2000 characters a text, 120 a name"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThat(refusal(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                        .violations())
                .containsExactly(new Violation("", "the report is not UTF-8"));
    }

    @Test
    void textsThatCannotBeStoredAreRefused() {
        ObjectNode json = Samples.report(Samples.YOLO);
        Samples.with(json, "/endpoint/display_name", "a\u0000b");
        Samples.with(json, "/endpoint/owner", "HALF");
        Samples.with(json, "/sequence", (1L << 53) + 1);

        byte[] bytes = json.toString().replace("HALF", "\\u" + "d800").getBytes(StandardCharsets.UTF_8);

        assertThat(refusal(bytes).violations())
                .containsExactlyInAnyOrder(
                        new Violation("/endpoint/display_name", "the text holds the character U+0000"),
                        new Violation("/endpoint/owner", "the text holds half of a UTF-16 pair"),
                        new Violation("/sequence", "the number is too large"));
    }

    @Test
    void aReportThatIsTooLargeIsNotEvenRead() {
        assertThat(refusal(new byte[ReportLimits.DEFAULT.maxBytes() + 1]).violations())
                .containsExactly(new Violation("", "the report has more than 1048576 bytes"));
    }

    @Test
    void onlyTheFirstHundredViolationsAreTold() {
        ObjectNode json = Samples.report(Samples.MANAGED);
        ArrayNode agents = json.putArray("agents");
        for (int index = 0; index < 40; index++) {
            agents.addObject();
        }

        assertThat(violations(json)).hasSize(100);
    }

    @Test
    void aReportFullOfMistakesIsLeftSoon() {
        ObjectNode json = Samples.report(Samples.MANAGED);
        for (String array : List.of("agents", "mcp_servers", "extensions", "credentials", "repos")) {
            ArrayNode items = json.putArray(array);
            for (int index = 0; index < 999; index++) {
                ObjectNode item = items.addObject();
                for (int member = 0; member < 10; member++) {
                    item.putObject("m" + member);
                }
            }
        }
        refusal(Samples.bytes(json));

        long start = System.nanoTime();
        List<Violation> violations = violations(json);

        assertThat(violations).hasSize(100);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aHundredThousandValuesAreTooMany() {
        ObjectNode json = Samples.report(Samples.MANAGED);
        ArrayNode repos = json.putArray("repos");
        for (int index = 0; index < 200; index++) {
            ArrayNode inner = repos.addArray();
            for (int value = 0; value < 500; value++) {
                inner.add(1);
            }
        }

        assertThat(violations(json)).containsExactly(new Violation("", "holds more than 60000 values"));
    }

    @Test
    void aRefusalSaysHowManyReasonsThereAre() {
        ObjectNode json = Samples.report(Samples.MANAGED).put("a", 1).put("b", 2);

        assertThatThrownBy(() -> reader.read(Samples.bytes(json)))
                .hasMessage("posture report refused: the property 'a' is not part of a posture report (and 1 more)");
    }

    private List<Violation> violations(ObjectNode json) {
        return refusal(Samples.bytes(json)).violations();
    }

    private RejectedReportException refusal(byte[] json) {
        return catchThrowableOfType(RejectedReportException.class, () -> reader.read(json));
    }
}
