package io.elevenfold.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.testing.Enrolled;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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

/** Real packages for tests: recorded, made by the service, unpacked, verified by the shell. */
final class MadePackage {

    /** The first command of {@link #record}: formula, direction, control character, backslash, pipe and quotation mark. */
    static final String COMMAND = "=cmd|' /C calc'!A0 \u202Eevil\u0007 \\ | \" end";

    private static final ObjectMapper JSON = new ObjectMapper();

    private MadePackage() {}

    /** The bytes of a package over all that was recorded since. */
    static byte[] made(Instant from, String... disclosed) throws InterruptedException {
        return made(from, Instant.now().plusSeconds(1), disclosed);
    }

    /** The same over a period that has an end. */
    static byte[] made(Instant from, Instant to, String... disclosed) throws InterruptedException {
        return made(Map.of(
                "from",
                from.toString(),
                "to",
                to.toString(),
                "framework",
                "owasp-agentic-top10",
                "disclosed",
                List.of(disclosed)));
    }

    /** The bytes of the package that is asked for. */
    static byte[] made(Map<String, Object> asked) throws InterruptedException {
        String place = Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(asked)
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

    static Path unpacked(Path folder, byte[] zip) throws IOException {
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

    /** Another folder with the same files. */
    static Path copied(Path folder, Path unpacked) throws IOException {
        Path copy = Files.createTempDirectory(folder, "copy");
        for (String file : filesIn(unpacked)) {
            Path target = copy.resolve(file);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.copy(unpacked.resolve(file), target);
        }
        return copy;
    }

    static List<String> filesIn(Path unpacked) throws IOException {
        try (Stream<Path> files = Files.walk(unpacked)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> unpacked.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    static List<Path> recordFiles(Path unpacked) throws IOException {
        try (Stream<Path> files = Files.walk(unpacked.resolve("records/1"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static String allRecords(Path unpacked) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : recordFiles(unpacked)) {
            all.append(Files.readString(file));
        }
        return all.toString();
    }

    record Answer(int code, String text) {}

    static Answer shell(Path unpacked, String... key) throws IOException, InterruptedException {
        // The script of the build, not that of the package: the package's own is one of the files that are changed.
        Path out = Files.createTempFile("verify", ".txt");
        List<String> command = new ArrayList<>(List.of(
                "sh",
                Path.of("src/main/resources/evidence/verify.sh")
                        .toAbsolutePath()
                        .toString(),
                unpacked.toString()));
        command.addAll(List.of(key));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(out, StandardCharsets.UTF_8);
        Files.delete(out);
        return new Answer(process.exitValue(), text);
    }

    static void record(int events) {
        String session = UUID.randomUUID().toString();
        String lines = IntStream.range(0, events)
                .mapToObj(i -> line(session, i == 0 ? COMMAND : "run " + i + " of " + session))
                .collect(Collectors.joining("\n"));
        Enrolled endpoint = Enrolled.endpoint();
        endpoint.sends(lines);
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
