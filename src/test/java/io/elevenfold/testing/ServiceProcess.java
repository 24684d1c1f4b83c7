package io.elevenfold.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, with its embedded database. */
public final class ServiceProcess implements AutoCloseable {

    /** An API token with the role of an administrator. */
    public static final String TOKEN = KnownAdministrator.TOKEN;

    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final Duration LONGEST_START = Duration.ofSeconds(240);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;

    private ServiceProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts a process below a folder without waiting for it. */
    public static ServiceProcess launch(Path dataDir) throws IOException {
        return launch(dataDir, Map.of());
    }

    private static ServiceProcess launch(Path dataDir, Map<String, String> settings) throws IOException {
        int port = settings.containsKey("QUARKUS_HTTP_PORT")
                ? Integer.parseInt(settings.get("QUARKUS_HTTP_PORT"))
                : freePort();
        Path log = Files.createTempFile(dataDir, "service", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        JAR.toString())
                .directory(dataDir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("ELEVENFOLD_DATA_DIR", dataDir.resolve("data").toString());
        builder.environment().put("ELEVENFOLD_ADMIN_PASSWORD", KnownAdministrator.PASSWORD);
        builder.environment().put("ELEVENFOLD_BOOTSTRAP_TOKEN", TOKEN);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().putAll(settings);
        return new ServiceProcess(builder.start(), log, port);
    }

    /** Starts a process and waits until it is ready. */
    public static ServiceProcess start(Path dataDir) throws IOException, InterruptedException {
        return start(dataDir, Map.of());
    }

    /** As {@link #start(Path)}, with settings of its own (environment variables). */
    public static ServiceProcess start(Path dataDir, Map<String, String> settings)
            throws IOException, InterruptedException {
        ServiceProcess service = launch(dataDir, settings);
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!service.isReady()) {
            if (!service.process.isAlive() || System.nanoTime() > deadline) {
                service.close();
                throw new IllegalStateException("the service did not start: " + service.log());
            }
            Thread.sleep(100);
        }
        return service;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public Process process() {
        return process;
    }

    /** What it wrote so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** The processes of PostgreSQL that serve the folder. */
    public static List<ProcessHandle> databasesBelow(Path dataDir) {
        String cluster = dataDir.resolve("data/postgres/cluster").toString();
        return ProcessHandle.allProcesses()
                .filter(handle -> handle.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(cluster))
                        .orElse(false))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri("/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
