package io.elevenfold.forwarding;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.elevenfold.testing.Enrolled;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** Makes destinations by the API, and takes them away again. */
abstract class WithDestinations {

    final List<UUID> made = new ArrayList<>();

    @AfterEach
    void removeDestinations() {
        made.forEach(id ->
                asAdministrator().delete("/api/v1/destinations/" + id).then().statusCode(204));
    }

    static boolean rsyslogIsThere() {
        return Rsyslog.isThere();
    }

    UUID make(String kind, String address, String marker, Map<String, Object> more) {
        UUID id = UUID.fromString(asAdministrator()
                .contentType(ContentType.JSON)
                .body(wanted(kind, address, marker, more))
                .post("/api/v1/destinations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        made.add(id);
        return id;
    }

    /** Syslog over TLS and RELP, told apart by the host that they say they are. */
    void makeBoth(Rsyslog rsyslog, Certificates certificates, String marker) {
        make(
                "syslog",
                "localhost:" + rsyslog.tlsPort,
                marker,
                Map.of("authorities", certificates.pem(), "options", Map.of("hostname", "by-tls")));
        make(
                "relp",
                "localhost:" + rsyslog.relpPort,
                marker,
                Map.of("options", Map.of("tls", "false", "hostname", "by-relp")));
    }

    static Map<String, Object> wanted(String kind, String address, String marker, Map<String, Object> more) {
        Map<String, Object> wanted = new HashMap<>(Map.of(
                "name",
                "test " + UUID.randomUUID(),
                "kind",
                kind,
                "address",
                address,
                "format",
                "json",
                "filter",
                "get(event, \"gen_ai.tool.name\") == \"" + marker + "\"",
                "private_allowed",
                true,
                "secret",
                kind.equals("webhook")
                        ? "whsec_" + Base64.getEncoder().encodeToString(FaultyReceiver.WEBHOOK_KEY)
                        : "the-token"));
        wanted.putAll(more);
        return wanted;
    }

    /** Commands {@code echo from} to {@code echo to - 1}. */
    static void send(String marker, int from, int to) {
        send(marker, IntStream.range(from, to).mapToObj(i -> "echo " + i).toArray(String[]::new));
    }

    static void send(String marker, String... commands) {
        StringBuilder lines = new StringBuilder();
        for (String command : commands) {
            lines.append("{\"event.action\":\"shell_exec\",\"gen_ai.tool.name\":\"%s\",\"process.command_line\":%s}\n"
                    .formatted(marker, TextNode.valueOf(command)));
        }
        sendRaw(lines.toString());
    }

    /** Records of activity, one JSON object a line. */
    static void sendRaw(String lines) {
        Enrolled.endpoint().sends(lines);
    }

    /** Ids in the ledger's order, by the pull cursor, in many small steps. */
    static List<String> recorded(String marker) {
        List<String> ids = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            var page = asAdministrator()
                    .queryParam("filter", "get(event, \"gen_ai.tool.name\") == \"" + marker + "\"")
                    .queryParam("limit", 250)
                    .queryParam("after", after)
                    .get("/api/v1/records")
                    .then()
                    .statusCode(200)
                    .extract();
            ids.addAll(page.path("items.id"));
            after = page.path("next");
            more = page.path("more");
        }
        return ids;
    }

    static List<String> ids(Rsyslog rsyslog, String way) throws Exception {
        return List.copyOf(rsyslog.lines().stream()
                .filter(line -> line.startsWith(way + " activity "))
                .flatMap(line -> Stream.of(line.replaceAll(".*\"event\\.id\":\"([0-9a-f-]{36})\".*", "$1")))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    static String state(UUID id) {
        return asAdministrator()
                .get("/api/v1/destinations/" + id)
                .then()
                .statusCode(200)
                .extract()
                .path("health");
    }

    static List<Map<String, Object>> letters(UUID id) {
        return asAdministrator()
                .get("/api/v1/destinations/" + id + "/dead-letters")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    static Map<String, Object> test(UUID id) {
        return asAdministrator()
                .post("/api/v1/destinations/" + id + "/test")
                .then()
                .statusCode(200)
                .extract()
                .path("$");
    }

    static void eventually(Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!holds.call()) {
            assertThat(System.nanoTime()).as("waited two minutes").isLessThan(deadline);
            Thread.sleep(200);
        }
    }

    static int lag(UUID destination) {
        return asAdministrator()
                .get("/api/v1/destinations/" + destination)
                .then()
                .statusCode(200)
                .extract()
                .path("lag");
    }
}
