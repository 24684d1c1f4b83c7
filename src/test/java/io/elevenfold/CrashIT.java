package io.elevenfold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.testing.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged means committed, whatever happens to the process. */
class CrashIT {

    private static final int REQUESTS = 200;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @TempDir
    Path dataDir;

    @Test
    void nothingAcknowledgedIsLostAndNothingSentAgainIsDoubled() throws Exception {
        Set<Integer> acknowledged;
        String token;
        try (ServiceProcess service = ServiceProcess.start(dataDir)) {
            token = enrol(service);
            acknowledged = sendAndKill(service, token);
        }
        assertThat(acknowledged).as("the kill came in the middle").hasSizeBetween(1, REQUESTS - 1);

        try (ServiceProcess service = ServiceProcess.start(dataDir)) {
            Map<String, Integer> survived = commandsRecorded(service);
            assertThat(survived.keySet())
                    .containsAll(acknowledged.stream().map(CrashIT::command).toList());
            assertThat(survived.values()).allMatch(times -> times == 1);

            for (int i = 0; i < REQUESTS; i++) {
                if (!acknowledged.contains(i)) {
                    assertThat(send(service, token, i)).isEqualTo(200);
                }
            }

            assertThat(commandsRecorded(service))
                    .isEqualTo(
                            IntStream.range(0, REQUESTS).boxed().collect(Collectors.toMap(CrashIT::command, i -> 1)));
        }
    }

    @Test
    void aSignalStopsServiceAndDatabaseAndASecondServiceIsTurnedAway() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(dataDir)) {
            assertThat(ServiceProcess.databasesBelow(dataDir)).isNotEmpty();
            try (ServiceProcess second = ServiceProcess.launch(dataDir)) {
                assertThat(second.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(second.process().exitValue()).isEqualTo(1);
                assertThat(second.log()).contains("another Elevenfold uses the data directory");
            }
            assertThat(send(service, enrol(service), 0)).isEqualTo(200);

            service.process().destroy();

            assertThat(service.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(ServiceProcess.databasesBelow(dataDir)).isEmpty();
        }
    }

    private Set<Integer> sendAndKill(ServiceProcess service, String token) throws InterruptedException {
        Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_KILL);
        ExecutorService senders = Executors.newFixedThreadPool(16);
        try {
            for (int i = 0; i < REQUESTS; i++) {
                int number = i;
                senders.execute(() -> {
                    try {
                        if (send(service, token, number) == 200) {
                            acknowledged.add(number);
                            enough.countDown();
                        }
                    } catch (IOException e) {
                        // The service is gone, as it should be: not acknowledged.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            service.process().destroyForcibly().waitFor();
        } finally {
            senders.shutdown();
            assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        return acknowledged;
    }

    private String enrol(ServiceProcess service) throws IOException, InterruptedException {
        String ticket = JSON.readTree(
                        post(service, ServiceProcess.TOKEN, "/api/v1/enrollment-tokens", "{\"name\":\"crash\"}")
                                .body())
                .get("token")
                .textValue();
        return JSON.readTree(post(service, ticket, "/api/v1/enroll", "{\"hostname\":\"crash\",\"os\":\"linux\"}")
                        .body())
                .get("token")
                .textValue();
    }

    private int send(ServiceProcess service, String token, int number) throws IOException, InterruptedException {
        String payload =
                """
                {"hook_event_name":"PreToolUse","session_id":"session-%d","tool_name":"Bash","tool_use_id":"call-%d",\
                "tool_input":{"command":"%s"}}"""
                        .formatted(number, number, command(number));
        return post(service, token, "/api/v1/hooks/claude-code", payload).statusCode();
    }

    private HttpResponse<String> post(ServiceProcess service, String token, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Command line to how many records hold it, repetitions of a call included. */
    private Map<String, Integer> commandsRecorded(ServiceProcess service) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.uri("/api/v1/activity?limit=1000"))
                .header("Authorization", "Bearer " + ServiceProcess.TOKEN)
                .build();
        JsonNode items = JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .get("items");
        Map<String, Integer> commands = new TreeMap<>();
        for (JsonNode item : items) {
            int records = item.get("ledger.records").size();
            commands.merge(item.get("process.command_line").textValue(), records, Integer::sum);
        }
        return commands;
    }

    private static String command(int number) {
        return "make target-" + number;
    }
}
