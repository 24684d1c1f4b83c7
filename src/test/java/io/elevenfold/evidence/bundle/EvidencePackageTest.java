package io.elevenfold.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.elevenfold.evidence.verify.Fault;
import io.elevenfold.evidence.verify.PackageVerifier;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class EvidencePackageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMAND = "=cmd|' /C calc'!A0 \u202Eevil\u0007 \\ | \" end";

    @TempDir
    Path folder;

    @Test
    void bothVerifiersAgreeWithAWholePackage() throws Exception {
        Instant from = Instant.now();
        record(40);
        Path unpacked = unpacked(made(from, "actor", "target"));

        assertThat(PackageVerifier.verify(unpacked).faults()).isEmpty();
        Answer shell = shell(unpacked);
        assertThat(shell.text()).as(shell.text()).contains("VERIFIED").doesNotContain("FAIL");
        assertThat(shell.code()).isZero();
    }

    @Test
    void eachChangedBitIsFoundAndNamedByBoth() throws Exception {
        Instant from = Instant.now();
        record(6);
        Path unpacked = unpacked(made(from, "actor", "target"));
        for (String file : filesIn(unpacked)) {
            Path changed = unpacked.resolve(file);
            byte[] bytes = Files.readAllBytes(changed);
            if (bytes.length == 0) {
                continue;
            }
            byte[] flipped = bytes.clone();
            flipped[flipped.length / 2] ^= 1;
            Files.write(changed, flipped);
            assertThat(PackageVerifier.verify(unpacked).faults())
                    .as(file)
                    .extracting(Fault::file)
                    .contains(file);
            Answer shell = shell(unpacked);
            assertThat(shell.code()).as(shell.text()).isEqualTo(1);
            assertThat(shell.text()).contains("FAIL  " + file + ":");
            Files.write(changed, bytes);
        }
        assertThat(PackageVerifier.verify(unpacked).faults()).isEmpty();
    }

    @Test
    void aFileMoreOrLessIsNamed() throws Exception {
        Instant from = Instant.now();
        record(3);
        Path unpacked = unpacked(made(from, "actor", "target"));
        Files.writeString(unpacked.resolve("tables/more.csv"), "x");
        Files.delete(unpacked.resolve("report.pdf"));

        assertThat(PackageVerifier.verify(unpacked).faults())
                .extracting(Fault::file)
                .containsExactlyInAnyOrder("tables/more.csv", "report.pdf");
        assertThat(shell(unpacked).text())
                .contains("FAIL  tables/more.csv: is not listed", "FAIL  report.pdf: is missing");
    }

    @Test
    void aRecordIsProvenEvenWhenTheManifestIsSignedAnew() throws Exception {
        Instant from = Instant.now();
        record(20);
        Path unpacked = unpacked(made(from, "actor", "target"));
        Path records = recordFiles(unpacked).get(0);
        String lines = Files.readString(records);
        Files.writeString(records, lines.replace("run 7", "run 8"));

        assertThat(PackageVerifier.verify(unpacked).faults())
                .extracting(Fault::what)
                .anyMatch(what -> what.contains("target is not what was recorded"));
        assertThat(shell(unpacked).text()).contains("what the record says of target is not what was recorded");

        Files.writeString(records, lines.replaceFirst("shell_exec", "shell_exes"));
        assertThat(PackageVerifier.verify(unpacked).faults())
                .extracting(Fault::what)
                .anyMatch(what -> what.contains("do not lead to the signed root"));
        assertThat(shell(unpacked).text()).contains("the records do not lead to the signed root");
    }

    @Test
    void onlyWhatIsToBeDisclosedIsIn() throws Exception {
        Instant from = Instant.now();
        record(3);
        String closed = allRecords(unpacked(made(from)));
        assertThat(closed).doesNotContain("run 1", "evidence@example.com").contains("\"cm\\\"");

        String open = allRecords(unpacked(made(from, "actor", "target")));
        assertThat(open).contains("run 1");
    }

    @Test
    void aFormulaInATableIsText() throws Exception {
        Instant from = Instant.now();
        record(2);
        Path unpacked = unpacked(made(from, "actor", "target"));
        String csv = Files.readString(unpacked.resolve("tables/activity.csv"));
        assertThat(csv).contains("\"'=cmd|' /C calc'!A0").doesNotContain("\"=cmd");
        assertThat(csv.lines().count()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assessment-results:ar",
                "poam:poam",
                "assessment-plan:ap",
                "ssp:ssp",
                "catalog:catalog",
                "profile:profile"
            })
    void oscalIsValidAgainstThePublishedSchema(String pair) throws Exception {
        String[] names = pair.split(":", -1);
        Path unpacked = unpacked(made(Instant.now().minusSeconds(3600), "actor"));
        try (InputStream schema = Objects.requireNonNull(
                getClass().getResourceAsStream("/oscal/oscal-%s_schema.json".formatted(names[1])))) {
            JsonNode document = JSON.readTree(
                    unpacked.resolve("oscal/" + names[0] + ".json").toFile());
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                            .getSchema(schema)
                            .validate(document))
                    .isEmpty();
        }
    }

    @Test
    void theReportSaysWhatTheEvidenceDoesNotProve() throws Exception {
        Path unpacked = unpacked(made(Instant.now().minusSeconds(3600), "actor"));
        try (var pdf = Loader.loadPDF(unpacked.resolve("report.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("What this evidence does not prove", "Coverage", "L10-03", "BEGIN PUBLIC KEY");
        }
    }

    @Test
    void whatCannotBeAskedForIsRefused() {
        Instant now = Instant.now();
        refused(Map.of("from", now.toString(), "to", now.minusSeconds(1).toString()), 400);
        refused(Map.of("from", now.toString()), 400);
        refused(Map.of("from", now.minusSeconds(9).toString(), "to", now.toString(), "framework", "none"), 400);
        refused(Map.of("from", now.minusSeconds(9).toString(), "to", now.toString(), "disclosed", List.of("all")), 400);
        refused(Map.of("from", "2020-01-01T00:00:00Z", "to", now.toString()), 400);
        Enrolled.asAdministrator()
                .get("/api/v1/evidence-packages/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    private static void refused(Map<String, ?> request, int status) {
        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(request)
                .post("/api/v1/evidence-packages")
                .then()
                .statusCode(status);
    }

    /** The bytes of a package over all that was recorded since. */
    private static byte[] made(Instant from, String... disclosed) throws InterruptedException {
        String place = Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "from",
                        from.toString(),
                        "to",
                        Instant.now().plusSeconds(1).toString(),
                        "framework",
                        "owasp-agentic-top10",
                        "disclosed",
                        List.of(disclosed)))
                .post("/api/v1/evidence-packages")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        for (int i = 0; i < 600; i++) {
            String state =
                    Enrolled.asAdministrator().get(place).then().extract().path("state");
            if (state.equals("done")) {
                break;
            }
            assertThat(state).isNotEqualTo("failed");
            Thread.sleep(100);
        }
        Enrolled.asAdministrator()
                .get(place)
                .then()
                .body("state", equalTo("done"))
                .body("faults.size()", equalTo(0));
        return Enrolled.asAdministrator()
                .get(place + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private Path unpacked(byte[] zip) throws IOException {
        Path target = Files.createTempDirectory(folder, "package");
        try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = target.resolve(entry.getName());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.copy(in, file);
            }
        }
        return target;
    }

    private static List<String> filesIn(Path unpacked) throws IOException {
        try (Stream<Path> files = Files.walk(unpacked)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> unpacked.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> recordFiles(Path unpacked) throws IOException {
        try (Stream<Path> files = Files.walk(unpacked.resolve("records/1"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String allRecords(Path unpacked) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : recordFiles(unpacked)) {
            all.append(Files.readString(file));
        }
        return all.toString();
    }

    private record Answer(int code, String text) {}

    private Answer shell(Path unpacked) throws IOException, InterruptedException {
        // The script of the build, not that of the package: the package's own is one of the files that are changed.
        Path out = Files.createTempFile(folder, "verify", ".txt");
        Process process = new ProcessBuilder(
                        "sh",
                        Path.of("src/main/resources/evidence/verify.sh")
                                .toAbsolutePath()
                                .toString(),
                        unpacked.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    private static void record(int events) {
        String session = UUID.randomUUID().toString();
        String lines = IntStream.range(0, events)
                .mapToObj(i -> line(session, i == 0 ? COMMAND : "run " + i + " of " + session))
                .collect(Collectors.joining("\n"));
        Enrolled endpoint = Enrolled.endpoint();
        endpoint.asEndpoint()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/activity")
                .then()
                .statusCode(200);
    }

    private static String line(String session, String command) {
        try {
            return JSON.writeValueAsString(Map.of(
                    "@timestamp",
                    Instant.now().toString(),
                    "event.action",
                    "shell_exec",
                    "agent.product",
                    "codex",
                    "session.id",
                    session,
                    "user.email",
                    "evidence@example.com",
                    "process.command_line",
                    command));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
