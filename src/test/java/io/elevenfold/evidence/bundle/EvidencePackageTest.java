package io.elevenfold.evidence.bundle;

import static io.elevenfold.evidence.bundle.MadePackage.allRecords;
import static io.elevenfold.evidence.bundle.MadePackage.filesIn;
import static io.elevenfold.evidence.bundle.MadePackage.made;
import static io.elevenfold.evidence.bundle.MadePackage.record;
import static io.elevenfold.evidence.bundle.MadePackage.recordFiles;
import static io.elevenfold.evidence.bundle.MadePackage.shell;
import static io.elevenfold.evidence.bundle.MadePackage.unpacked;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.evidence.verify.Fault;
import io.elevenfold.evidence.verify.PackageVerifier;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class EvidencePackageTest {

    @TempDir
    Path folder;

    @Test
    void bothVerifiersAgreeWithAWholePackage() throws Exception {
        Instant from = Instant.now();
        record(40);
        Path unpacked = unpacked(folder, made(from, "actor", "target"));

        assertThat(PackageVerifier.verify(unpacked).faults()).isEmpty();
        MadePackage.Answer shell = shell(unpacked);
        assertThat(shell.text()).as(shell.text()).contains("VERIFIED").doesNotContain("FAIL");
        assertThat(shell.code()).isZero();
    }

    @Test
    void eachChangedBitIsFoundAndNamedByBoth() throws Exception {
        Instant from = Instant.now();
        record(6);
        Path unpacked = unpacked(folder, made(from, "actor", "target"));
        List<String> unnamed = filesIn(unpacked).parallelStream()
                .filter(file -> !isNamedByBothWhenFlipped(unpacked, file))
                .toList();
        assertThat(unnamed).isEmpty();
        assertThat(PackageVerifier.verify(unpacked).faults()).isEmpty();
    }

    /** In a copy, so that several files can be tried at once. */
    private boolean isNamedByBothWhenFlipped(Path unpacked, String file) {
        try {
            Path copy = MadePackage.copied(folder, unpacked);
            byte[] bytes = Files.readAllBytes(copy.resolve(file));
            if (bytes.length == 0) {
                return true;
            }
            bytes[bytes.length / 2] ^= 1;
            Files.write(copy.resolve(file), bytes);
            boolean isNamed = PackageVerifier.verify(copy).faults().stream()
                    .anyMatch(fault -> fault.file().equals(file));
            MadePackage.Answer shell = shell(copy);
            return isNamed && shell.code() == 1 && shell.text().contains("FAIL  " + file + ":");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileMoreOrLessIsNamed() throws Exception {
        Instant from = Instant.now();
        record(3);
        Path unpacked = unpacked(folder, made(from, "actor", "target"));
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
        Path unpacked = unpacked(folder, made(from, "actor", "target"));
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
        String closed = allRecords(unpacked(folder, made(from)));
        assertThat(closed).doesNotContain("run 1", "evidence@example.com").contains("\"cm\\\"");

        String open = allRecords(unpacked(folder, made(from, "actor", "target")));
        assertThat(open).contains("run 1");
    }

    @Test
    void aFormulaInATableIsText() throws Exception {
        Instant from = Instant.now();
        record(2);
        Path unpacked = unpacked(folder, made(from, "actor", "target"));
        String csv = Files.readString(unpacked.resolve("tables/activity.csv"));
        assertThat(csv).contains("\"'=cmd|' /C calc'!A0").doesNotContain("\"=cmd");
        assertThat(csv.lines().count()).isEqualTo(3);
    }

    @Test
    void thePackageTellsWhatWasAskedAndWhoHadItInHands() throws Exception {
        Instant from = Instant.now();
        record(2);
        Enrolled silent = Enrolled.endpoint();
        made(from, "actor");
        Path unpacked = unpacked(folder, made(from, "actor"));

        JsonNode manifest =
                new ObjectMapper().readTree(unpacked.resolve("manifest.json").toFile());
        for (JsonNode population : manifest.path("populations")) {
            Path lines = unpacked.resolve("tables/" + population.path("name").asText() + ".jsonl");
            assertThat(population.path("query").asText()).contains("select");
            assertThat(Files.readAllLines(lines))
                    .hasSize(population.path("rows").asInt());
        }
        assertThat(manifest.path("populations")).hasSizeGreaterThan(10);
        assertThat(Files.readString(unpacked.resolve("tables/gaps.jsonl")))
                .contains(silent.endpointId().toString());
        assertThat(Files.readString(unpacked.resolve("tables/custody.jsonl")))
                .contains(
                        "evidence.requested",
                        "evidence.made",
                        "evidence.downloaded",
                        manifest.path("id").asText());
        Process sums = new ProcessBuilder("sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS")
                .directory(unpacked.toFile())
                .start();
        assertThat(sums.waitFor()).isZero();
    }

    @Test
    void theReportSaysWhatTheEvidenceDoesNotProve() throws Exception {
        Path unpacked = unpacked(folder, made(Instant.now().minusSeconds(3600), "actor"));
        try (var pdf = Loader.loadPDF(unpacked.resolve("report.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("What this evidence does not prove", "Coverage", "L10-03", "BEGIN PUBLIC KEY");
        }
    }

    @Test
    void theReportIsMadeForTheShelfAndForScreenReaders() throws Exception {
        Path unpacked = unpacked(folder, made(Instant.now().minusSeconds(3600), "actor"));
        VeraGreenfieldFoundryProvider.initialise();
        for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_2_U, PDFAFlavour.PDFUA_1)) {
            try (PDFAParser parser = Foundries.defaultInstance()
                            .createParser(unpacked.resolve("report.pdf").toFile(), flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                assertThat(validator.validate(parser).getTestAssertions())
                        .filteredOn(each -> each.getStatus() == TestAssertion.Status.FAILED)
                        .isEmpty();
            }
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
}
