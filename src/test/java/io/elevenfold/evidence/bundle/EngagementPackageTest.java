package io.elevenfold.evidence.bundle;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.evidence.verify.Fault;
import io.elevenfold.evidence.verify.PackageVerifier;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class EngagementPackageTest {

    @TempDir
    Path folder;

    @Test
    void aPackageHoldsTheEngagementAndItsHashesCanBeMadeAgain() throws Exception {
        MadePackage.record(4);
        Instant now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        String id = post(
                        "",
                        Map.of(
                                "name",
                                "=1+1",
                                "scope",
                                "all",
                                "framework",
                                "owasp-agentic-top10",
                                "from",
                                now.minusSeconds(3600).toString(),
                                "to",
                                now.plusSeconds(3600).toString()))
                .path("id");
        post("/" + id + "/requests", Map.of("requests", "=cmd|' /C calc'!A0\nminutes"));
        JsonPath events = draw(id, "activity");
        JsonPath endpoints = draw(id, "endpoints");
        asAdministrator()
                .multiPart("file", "..\\..\\evil \u202Etxt.exe", "agreed".getBytes(StandardCharsets.UTF_8))
                .multiPart("note", "minutes")
                .post("/api/v1/engagements/%s/files".formatted(id))
                .then()
                .statusCode(201);

        Path unpacked = MadePackage.unpacked(folder, MadePackage.made(Map.of("engagement", id)));

        assertThat(PackageVerifier.verify(unpacked).faults()).isEmpty();
        assertThat(MadePackage.shell(unpacked).text()).contains("VERIFIED").doesNotContain("FAIL");
        JsonPath manifest = JsonPath.from(unpacked.resolve("manifest.json").toFile());
        assertThat(manifest.getString("framework")).isEqualTo("owasp-agentic-top10 2026");
        assertThat(manifest.getString("period.from"))
                .isEqualTo(now.minusSeconds(3600).toString());
        assertThat(Files.readString(unpacked.resolve("engagement/requests.csv"))).contains("\"'=cmd|' /C calc'!A0\"");
        assertThat(hash(unpacked, "sha256sum tables/endpoints.jsonl")).isEqualTo(endpoints.getString("sha256"));
        assertThat(hash(
                        unpacked,
                        "jq -r 'select(.id == \"%s\") | .snapshot' engagement/samples.jsonl | head -c -1 | sha256sum"
                                .formatted(events.getString("id"))))
                .isEqualTo(events.getString("sha256"));
        List<String> ours = MadePackage.filesIn(unpacked).stream()
                .filter(file -> file.startsWith("engagement/"))
                .toList();
        assertThat(ours).hasSize(13).allMatch(file -> file.matches("engagement/[A-Za-z0-9._/-]+"));
        for (String file : List.of("engagement/engagement.json", "engagement/custody.jsonl", "engagement/items.csv")) {
            byte[] bytes = Files.readAllBytes(unpacked.resolve(file));
            byte[] flipped = bytes.clone();
            flipped[flipped.length / 2] ^= 1;
            Files.write(unpacked.resolve(file), flipped);
            assertThat(PackageVerifier.verify(unpacked).faults())
                    .extracting(Fault::file)
                    .containsExactly(file);
            assertThat(MadePackage.shell(unpacked).text()).contains("FAIL  " + file + ":");
            Files.write(unpacked.resolve(file), bytes);
        }
    }

    private static JsonPath draw(String id, String population) {
        return post(
                        "/" + id + "/samples",
                        Map.of("control", "L10-03", "population", population, "size", 2, "seed", "package"))
                .jsonPath();
    }

    private static Response post(String path, Map<String, ?> body) {
        Response answer = asAdministrator()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/engagements" + path);
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
        return answer;
    }

    private static String hash(Path unpacked, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(unpacked.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said.substring(0, said.indexOf(' '));
    }
}
