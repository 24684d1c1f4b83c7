package io.elevenfold.forwarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node of OpenSearch in a process of its own; the build unpacks it into {@code target}. */
final class OpenSearchNode implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NOBODY = "65534";

    final int port;
    private final Path home;
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Process process;

    OpenSearchNode() throws Exception {
        port = Rsyslog.freePort();
        home = copied(distribution());
        Files.writeString(
                home.resolve("config/opensearch.yml"),
                """
                discovery.type: single-node
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                cluster.routing.allocation.disk.threshold_enabled: false
                """
                        .formatted(port, Rsyslog.freePort()));
        if (isRoot()) {
            // It refuses to be root.
            run(List.of("chown", "-R", NOBODY, home.toString()));
        }
        start();
    }

    /** Why it cannot run here; empty when it can. */
    static String obstacle() {
        int java = Runtime.version().feature();
        if (java > 23) {
            return "OpenSearch 2 wants a security manager, which Java " + java + " has no more";
        }
        if (!Files.isDirectory(Path.of("target", "opensearch"))) {
            return "the build has not unpacked OpenSearch into target/opensearch";
        }
        return isRoot() && !Files.isExecutable(Path.of("/usr/bin/setpriv"))
                ? "OpenSearch refuses to be root, and setpriv is not installed"
                : "";
    }

    private static Path distribution() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("target", "opensearch"))) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("opensearch-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A copy that another user may own, outside of folders that only the builder may enter. */
    private static Path copied(Path from) throws IOException {
        Path to = Files.createTempDirectory("elevenfold-opensearch");
        to.toFile().setExecutable(true, false);
        to.toFile().setReadable(true, false);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        to.resolve("bin/opensearch").toFile().setExecutable(true, false);
        return to;
    }

    void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(home.resolve("bin/opensearch").toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.log").toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("OPENSEARCH_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("OPENSEARCH_JAVA_OPTS", "-Xms256m -Xmx256m -XX:TieredStopAtLevel=1");
        Process started = builder.start();
        process = started;
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!isUp()) {
            if (System.nanoTime() > deadline || !started.isAlive()) {
                throw new IOException("OpenSearch did not start: " + Files.readString(home.resolve("out.log")));
            }
            Thread.sleep(200);
        }
    }

    private boolean isUp() {
        try {
            request("GET", "/_cluster/health?wait_for_status=yellow&timeout=5s", "");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The answer, whatever its status. */
    JsonNode request(String method, String path, String body) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return MAPPER.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + command);
        }
    }

    @Override
    public void close() throws Exception {
        kill();
        try (Stream<Path> all = Files.walk(home)) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .forEach(each -> each.toFile().delete());
        }
    }
}
