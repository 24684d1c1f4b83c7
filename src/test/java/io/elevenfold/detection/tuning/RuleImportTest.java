package io.elevenfold.detection.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class RuleImportTest {

    @Test
    void theGoodOnesAreTakenOnlyWhenAskedAndTheOthersAreNamedWithFileLineAndReason() throws IOException {
        String id = UUID.randomUUID().toString();
        byte[] zip = zip(Map.of(
                "pack/good.yml",
                rule(id, "one"),
                "pack/bad.yml",
                "---\ntitle: Bad\nlogsource:\n  product: windows\n",
                "README.md",
                "# no rule"));

        String imported = handIn("pack.zip", zip)
                .statusCode(200)
                .body("good", hasSize(1))
                .body("good[0].author", equalTo("Ada Example"))
                .body("good[0].version", equalTo(1))
                .body("refused", hasSize(1))
                .body("refused[0].file", equalTo("pack/bad.yml"))
                .body("refused[0].line", equalTo(2))
                .body("refused[0].reason", containsString("detection"))
                .extract()
                .path("id");
        get("/api/v1/rules/" + id).statusCode(404);
        take(imported, false).statusCode(200);

        get("/api/v1/rules/" + id).statusCode(200).body("title", equalTo("Marker one"));
        take(imported, false).statusCode(409);
    }

    @Test
    void aRuleThatWasTakenInRunsBesideTheShippedOnesOnceItIsSwitchedOn() {
        String id = UUID.randomUUID().toString();
        String marker = "m" + id.substring(0, 8);
        take(idOf(handIn("one.yml", bytes(rule(id, marker)))), false).statusCode(200);
        List<String> off = titlesAfter(marker);

        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("enabled", true, "reason", "looked at and found good"))
                .put("/api/v1/rules/" + id + "/setting")
                .then()
                .statusCode(200);

        assertThat(off).isEmpty();
        assertThat(titlesAfter(marker)).containsExactly("Marker " + marker);
    }

    @Test
    void aChangedTextIsANewVersionAndIsExportedAsItsAuthorWroteIt() {
        String id = UUID.randomUUID().toString();
        String first = rule(id, "first");
        String second = rule(id, "second");
        take(idOf(handIn("one.yml", bytes(first))), true).statusCode(200);
        handIn("same.yml", bytes(first)).body("good[0].version", equalTo(0));
        take(idOf(handIn("two.yml", bytes(second)).body("good[0].version", equalTo(2))), true)
                .statusCode(200);

        get("/api/v1/rules/" + id + "/versions")
                .statusCode(200)
                .body("version", equalTo(List.of(2, 1)))
                .body("license[0]", equalTo("DRL 1.1"));
        String exported = Enrolled.asAdministrator()
                .get("/api/v1/rules/" + id + "/sigma")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(exported).isEqualTo(second);
    }

    @Test
    void aShippedRuleIsExportedWithoutWhatOnlyWeRead() {
        String exported = Enrolled.asAdministrator()
                .get("/api/v1/rules/fba521ff-e75d-447c-ba2b-af38686f3bd0/sigma")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(exported)
                .contains("\nstatus: ", "\ndetection:", "\nlevel: high")
                .doesNotContain("guide:", "tests:", "expect:");
        handIn("ours.yml", bytes(exported)).body("refused[0].reason", containsString("is shipped with the service"));
    }

    @Test
    void whatIsHostileIsRefused() throws IOException {
        handIn("x.yml", new byte[] {(byte) 0xff, (byte) 0xfe}).statusCode(400).body("detail", containsString("UTF-8"));
        handIn("x.zip", new byte[] {'P', 'K', 3, 4, 0}).statusCode(400);
        handIn("bomb.zip", zip(Map.of("bomb.yml", "a".repeat(2_000_000))))
                .statusCode(200)
                .body("refused[0].reason", equalTo("longer than 1000000 bytes"));
        handIn("bomb.zip", zip(filled(25, ".yml", 1_000_000)))
                .statusCode(400)
                .body("detail", containsString("at most 24000000 bytes of rules"));
        handIn("bomb.zip", zip(filled(1, ".png", 101_000_000)))
                .statusCode(400)
                .body("detail", containsString("100000000 of other files"));
        handIn(
                        "two.yml",
                        bytes(rule("63b2b7a2-61a1-4d5c-8f0e-7f4d3a1b2c3d", "a") + "---\n"
                                + rule("63b2b7a2-61a1-4d5c-8f0e-7f4d3a1b2c3d", "b")))
                .statusCode(200)
                .body("good", hasSize(1))
                .body("refused[0].reason", containsString("twice"))
                .body("refused[0].line", equalTo(15));
        handIn("alias.yml", bytes("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"))
                .statusCode(200)
                .body("refused", hasSize(1));
    }

    @Test
    void oneFileThatCannotBeReadDoesNotStopAPack() throws IOException {
        String id = UUID.randomUUID().toString();
        byte[] zip = zip(Map.of(
                "pack/good.yml", rule(id, "one"),
                "pack/old.yml", "title: Caf\0",
                "__MACOSX/pack/._good.yml", "Mac OS X \0",
                "regression/trace.evtx", "x".repeat(1_100_000),
                ".github/workflows/test.yml", "on: [push]\njobs: {}\n"));

        handIn("pack.zip", zip)
                .statusCode(200)
                .body("good.rule", equalTo(List.of(id)))
                .body("refused.reason", hasItems(equalTo("no text in UTF-8"), startsWith("no Sigma document")))
                .body("refused", hasSize(2));
    }

    private static Map<String, String> filled(int files, String ending, int length) {
        return IntStream.range(0, files).boxed().collect(Collectors.toMap(i -> i + ending, i -> "a".repeat(length)));
    }

    private static String idOf(ValidatableResponse answer) {
        return answer.statusCode(200).extract().path("id");
    }

    private static ValidatableResponse handIn(String name, byte[] content) {
        return Enrolled.asAdministrator()
                .contentType("application/octet-stream")
                .queryParam("name", name)
                .body(content)
                .post("/api/v1/rules/imports")
                .then();
    }

    private static ValidatableResponse take(String id, boolean enabled) {
        return Enrolled.asAdministrator()
                .queryParam("enabled", enabled)
                .post("/api/v1/rules/imports/" + id + "/taking")
                .then();
    }

    private static ValidatableResponse get(String path) {
        return Enrolled.asAdministrator().get(path).then();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(bytes(file.getValue()));
            }
        }
        return bytes.toByteArray();
    }

    private static String rule(String id, String marker) {
        return """
                title: Marker %s
                id: %s
                status: test
                author: Ada Example
                license: DRL 1.1
                logsource:
                  product: coding_agent
                  category: shell_exec
                detection:
                  marked:
                    process.command_line|contains: %s
                  condition: marked
                level: medium
                """
                .formatted(marker, id, marker);
    }

    private static List<String> titlesAfter(String marker) {
        Enrolled endpoint = Enrolled.endpoint();
        endpoint.asEndpoint()
                .contentType("application/x-ndjson")
                .body(bytes(
                        """
                        {"@timestamp":"%s","session.id":"s","event.action":"shell_exec","agent.product":"codex","process.command_line":"echo %s"}
                        """
                                .formatted(Instant.now(), marker)))
                .post("/api/v1/activity")
                .then()
                .statusCode(200);
        return Recorded.findingsOf(endpoint.endpointId()).stream()
                .map(finding -> String.valueOf(finding.get("title")))
                .toList();
    }
}
