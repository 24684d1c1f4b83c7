package io.elevenfold.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.platform.database.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The packaged service in a process of its own, with a database of its own. */
final class ServiceUnderLoad implements AutoCloseable {

    static final String BOOTSTRAP = "bench-" + java.util.UUID.randomUUID();
    private static final String OPTIONS = System.getProperty("bench.options", "");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path dataDir;
    private final String base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Duration startTime;

    private ServiceUnderLoad(Process process, Path dataDir, String base, Duration startTime) {
        this.process = process;
        this.dataDir = dataDir;
        this.base = base;
        this.startTime = startTime;
    }

    static ServiceUnderLoad start() throws IOException, InterruptedException {
        return startIn(Files.createTempDirectory("elevenfold-bench"));
    }

    /** Starts anew with what is there; the caller keeps or removes it. */
    ServiceUnderLoad restart() throws IOException, InterruptedException {
        stop();
        return startIn(dataDir);
    }

    private static ServiceUnderLoad startIn(Path dataDir) throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // For example -XX:StartFlightRecording=filename=/tmp/ingest.jfr
        command.addAll(OPTIONS.isEmpty() ? List.of() : List.of(OPTIONS.split(" ")));
        command.addAll(List.of("-jar", System.getProperty("bench.jar", "target/quarkus-app/quarkus-run.jar")));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "ELEVENFOLD_DATA_DIR",
                        dataDir.toString(),
                        "ELEVENFOLD_BOOTSTRAP_TOKEN",
                        BOOTSTRAP,
                        "ELEVENFOLD_ADMIN_PASSWORD",
                        BOOTSTRAP,
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port)));
        long begin = System.nanoTime();
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(dataDir.resolve("service.log").toFile())
                .start();
        ServiceUnderLoad service = new ServiceUnderLoad(process, dataDir, "http://127.0.0.1:" + port, Duration.ZERO);
        service.awaitReady();
        return new ServiceUnderLoad(process, dataDir, service.base, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int tries = 0; tries < 1_500 && process.isAlive(); tries++) {
            try {
                if (http.send(request("/q/health/ready").build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(200);
        }
        throw new IOException("the service did not start: " + Files.readString(dataDir.resolve("service.log")));
    }

    Duration startTime() {
        return startTime;
    }

    Path dataDir() {
        return dataDir;
    }

    /** A new endpoint's token. */
    String enroll(String hostname) throws IOException, InterruptedException {
        String enrolment = post("/api/v1/enrollment-tokens", BOOTSTRAP, Map.of("name", hostname))
                .get("token")
                .asText();
        return post(
                        "/api/v1/enroll",
                        enrolment,
                        Map.of("hostname", hostname, "os", "linux", "person", hostname + "@bench.example"))
                .get("token")
                .asText();
    }

    /** The answer of a page to somebody with a session; fails for any other status than 200. */
    CompletableFuture<String> page(String path, String session) {
        HttpRequest request =
                request(path).header("Cookie", "elevenfold-session=" + session).build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> {
            if (response.statusCode() != 200) {
                throw new IllegalStateException("status " + response.statusCode());
            }
            return response.body();
        });
    }

    JsonNode get(String path, String token) throws IOException, InterruptedException {
        HttpRequest request =
                request(path).header("Authorization", "Bearer " + token).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /** To the embedded database, as its owner. */
    static Connection connect(Path dataDir) throws SQLException, IOException {
        return connect(dataDir, EmbeddedPostgres.OWNER);
    }

    static Connection connect(Path dataDir, String role) throws SQLException, IOException {
        Path home = dataDir.resolve("postgres");
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty(
                "password", Files.readString(home.resolve("password")).strip());
        String port = postmaster(dataDir).get(3);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/elevenfold", properties);
    }

    /** The lines of the file in which a running PostgreSQL says who it is: process, folder, start, port. */
    private static List<String> postmaster(Path dataDir) throws IOException {
        return Files.readAllLines(dataDir.resolve("postgres/cluster/postmaster.pid")).stream()
                .map(String::strip)
                .toList();
    }

    ProcessorTime processorTime() throws IOException {
        return ProcessorTime.of(
                process.pid(), Long.parseLong(postmaster(dataDir).get(0)));
    }

    JsonNode post(String path, String token, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    void delete(String path, String token) throws IOException, InterruptedException {
        http.send(
                request(path)
                        .header("Authorization", "Bearer " + token)
                        .DELETE()
                        .build(),
                BodyHandlers.discarding());
    }

    /** Sends OTLP logs; completes with the status. */
    CompletableFuture<Integer> logs(String token, byte[] protobuf) {
        HttpRequest request = request("/v1/logs")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(protobuf))
                .build();
        return http.sendAsync(request, BodyHandlers.discarding()).thenApply(response -> response.statusCode());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    }

    long residentKilobytes() throws IOException {
        return kilobytes(Path.of("/proc", Long.toString(process.pid()), "status"), "VmRSS:");
    }

    /** What PostgreSQL's processes hold; what several of them share is counted once. */
    long databaseKilobytes() throws IOException {
        ProcessHandle postmaster =
                ProcessHandle.of(Long.parseLong(postmaster(dataDir).get(0))).orElseThrow();
        long sum = 0;
        for (ProcessHandle each :
                Stream.concat(Stream.of(postmaster), postmaster.children()).toList()) {
            sum += kilobytes(Path.of("/proc", Long.toString(each.pid()), "smaps_rollup"), "Pss:");
        }
        return sum;
    }

    private static long kilobytes(Path file, String what) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(what))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }

    private void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Ends the service, and its database with it; what they stored goes. */
    @Override
    public void close() throws InterruptedException, IOException {
        stop();
        try (Stream<Path> files = Files.walk(dataDir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
