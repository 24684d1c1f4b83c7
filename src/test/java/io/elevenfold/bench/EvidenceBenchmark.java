package io.elevenfold.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;

/**
 * An evidence package over many events: made, verified by the command of the jar and by the shell; against bare
 * {@code COPY} of the same leaves and events through gzip, in the same run. With {@code -Dbench.flip=true} one bit of each
 * file is turned after that, and the jar has to name the file.
 */
public final class EvidenceBenchmark {

    private static final int EVENTS = Integer.getInteger("bench.events", 100_000);
    private static final boolean SHELL = Boolean.parseBoolean(System.getProperty("bench.shell", "true"));

    private static final boolean FLIP = Boolean.getBoolean("bench.flip");
    private static final String JAR = "target/quarkus-app/quarkus-run.jar";

    private EvidenceBenchmark() {}

    public static void main(String[] args) throws Exception {
        ClaudeTraffic traffic = new ClaudeTraffic();
        try (ServiceUnderLoad service = ServiceUnderLoad.start()) {
            String[] tokens = new String[20];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = service.enroll("bench-" + i);
            }
            IngestBenchmark.ingest(service, traffic, tokens, EVENTS, 0);
            System.out.printf("recorded %,d events, resident %d MB%n", EVENTS, service.residentKilobytes() / 1024);
            double copy = copy(service.dataDir());
            System.out.printf("copy     %6.1f s through gzip%n", copy);
            Path made = made(service, copy);
            verified(List.of("java", "-Xmx512m", "-jar", JAR, "verify", made.toString()));
            Path folder = Files.createTempDirectory("elevenfold-evidence");
            run(List.of("unzip", "-q", made.toString(), "-d", folder.toString()));
            if (SHELL) {
                verified(List.of("sh", folder.resolve("verify.sh").toString(), folder.toString()));
            }
            if (FLIP) {
                flipped(folder);
            }
        }
    }

    /** Turns one bit in the middle of each file in turn, and counts the files that the jar does not name. */
    private static void flipped(Path folder) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        int unnamed = 0;
        for (Path file : files) {
            flip(file);
            String name = folder.relativize(file).toString();
            Path told = Files.createTempFile("elevenfold-bench", ".txt");
            int code = new ProcessBuilder("java", "-Xmx512m", "-jar", JAR, "verify", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(told.toFile())
                    .start()
                    .waitFor();
            flip(file);
            if (code != 1 || !Files.readString(told).contains("FAIL  " + name + ": ")) {
                unnamed++;
                System.out.printf("not named: %s (exit code %d)%n%s", name, code, Files.readString(told));
            }
            Files.delete(told);
        }
        System.out.printf("flipped  one bit in each of %d files, %d of them not named%n", files.size(), unnamed);
    }

    private static void flip(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long middle = bytes.length() / 2;
            bytes.seek(middle);
            int was = bytes.read();
            bytes.seek(middle);
            bytes.write(was ^ 1);
        }
    }

    private static Path made(ServiceUnderLoad service, double copy) throws IOException, InterruptedException {
        Instant now = Instant.now();
        long begin = System.nanoTime();
        String id = service.post(
                        "/api/v1/evidence-packages",
                        ServiceUnderLoad.BOOTSTRAP,
                        Map.of(
                                "from",
                                now.minus(Duration.ofDays(1)).toString(),
                                "to",
                                now.plusSeconds(60).toString()))
                .get("id")
                .asText();
        long resident = 0;
        JsonNode answer;
        do {
            Thread.sleep(250);
            answer = service.get("/api/v1/evidence-packages/" + id, ServiceUnderLoad.BOOTSTRAP);
            resident = Math.max(resident, service.residentKilobytes());
        } while (!answer.get("state").asText().equals("done")
                && !answer.get("state").asText().equals("failed"));
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "package  %6.1f s until done and verified, %,d bytes, faults %s, ratio to copy %.1f, resident at most %d MB%n",
                seconds, answer.get("bytes").asLong(), answer.get("faults"), seconds / copy, resident / 1024);
        return service.dataDir().resolve("evidence").resolve(id + ".zip");
    }

    private static double copy(Path dataDir) throws SQLException, IOException {
        Path file = Files.createTempFile("elevenfold-bench", ".gz");
        long begin = System.nanoTime();
        try (Connection connection = ServiceUnderLoad.connect(dataDir);
                OutputStream out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select position, leaf, event from activity order by lane, position) to stdout", out);
        } finally {
            Files.deleteIfExists(file);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void verified(List<String> command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        int code = run(command);
        System.out.printf("%-8s %6.1f s, exit code %d%n", command.get(0), (System.nanoTime() - begin) / 1e9, code);
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(30, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }
}
