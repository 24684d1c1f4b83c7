package io.elevenfold.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.testing.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, and another one that it forwards to; either is killed. */
class ForwardingIT {

    private static final int EVENTS = 300;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @TempDir
    Path folder;

    @Test
    void aSecondServiceGetsEveryRecordByOtlpThoughItWasKilled() throws Exception {
        Path here = Files.createDirectory(folder.resolve("here"));
        Path there = Files.createDirectory(folder.resolve("there"));
        Map<String, String> port = Map.of("QUARKUS_HTTP_PORT", Integer.toString(Rsyslog.freePort()));
        try (ServiceProcess sender = ServiceProcess.start(here)) {
            String token;
            try (ServiceProcess receiver = ServiceProcess.start(there, port)) {
                token = enrol(receiver);
                destination(sender, "otlp", receiver.uri("").toString(), token);
                send(sender, 0, EVENTS / 2);
                eventually(() -> positions(receiver).size() > 10);
                receiver.process().destroyForcibly().waitFor();
            }
            send(sender, EVENTS / 2, EVENTS);
            try (ServiceProcess receiver = ServiceProcess.start(there, port)) {
                eventually(() -> positions(receiver).size() == EVENTS);
            }
        }
    }

    @Test
    void aServiceThatIsKilledBeforeItWritesTheCursorDownSendsTheSameIdsAgain() throws Exception {
        try (FaultyReceiver receiver = new FaultyReceiver()) {
            receiver.faults.add(FaultyReceiver.Fault.TAKES_AND_NEVER_SAYS);
            try (ServiceProcess sender = ServiceProcess.start(folder)) {
                destination(sender, "splunk_hec", receiver.address(), "the-token");
                send(sender, 0, EVENTS);
                eventually(() -> !receiver.arrived.isEmpty());
                sender.process().destroyForcibly().waitFor();
            }
            Set<String> before = new LinkedHashSet<>(receiver.ids());
            try (ServiceProcess sender = ServiceProcess.start(folder)) {
                // What had no answer comes again.
                eventually(
                        () -> receiver.arrived.size() > EVENTS && receiver.ids().size() == EVENTS);
                assertThat(receiver.ids()).containsAll(before);
                assertThat(sender.process().isAlive()).isTrue();
            }
        }
    }

    private void destination(ServiceProcess sender, String kind, String address, String secret) throws Exception {
        HttpResponse<String> made = post(
                sender,
                ServiceProcess.TOKEN,
                "/api/v1/destinations",
                JSON.writeValueAsString(Map.of(
                        "name",
                        "the other one",
                        "kind",
                        kind,
                        "address",
                        address,
                        "secret",
                        secret,
                        "format",
                        "json",
                        "redaction",
                        "none",
                        "filter",
                        "kind == \"activity\"",
                        "private_allowed",
                        true)));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private String enrol(ServiceProcess service) throws IOException, InterruptedException {
        String ticket = JSON.readTree(
                        post(service, ServiceProcess.TOKEN, "/api/v1/enrollment-tokens", "{\"name\":\"forwarding\"}")
                                .body())
                .get("token")
                .textValue();
        return JSON.readTree(post(service, ticket, "/api/v1/enroll", "{\"hostname\":\"other\",\"os\":\"linux\"}")
                        .body())
                .get("token")
                .textValue();
    }

    private void send(ServiceProcess service, int from, int to) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(
                    "{\"event.action\":\"shell_exec\",\"process.command_line\":\"make target-%d\"}\n".formatted(i));
        }
        assertThat(post(service, enrol(service), "/api/v1/activity", lines.toString())
                        .statusCode())
                .isEqualTo(200);
    }

    /** Which of the sender's positions another service has recorded; of what it does not know it keeps the figures. */
    private Set<Long> positions(ServiceProcess service) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.uri("/api/v1/activity?limit=1000"))
                .header("Authorization", "Bearer " + ServiceProcess.TOKEN)
                .build();
        Set<Long> positions = new LinkedHashSet<>();
        JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .get("items")
                .forEach(item -> positions.add(
                        item.at("/raw/attributes/elevenfold.position").asLong()));
        return positions;
    }

    private HttpResponse<String> post(ServiceProcess service, String token, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", path.endsWith("activity") ? "application/x-ndjson" : "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void eventually(Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!holds.call()) {
            assertThat(System.nanoTime()).as("waited two minutes").isLessThan(deadline);
            Thread.sleep(200);
        }
    }
}
