package io.elevenfold.forwarding;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real receivers, and one that fails as told. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class ForwardingTest extends WithDestinations {

    private static final int EVENTS = 400;

    @TestHTTPResource
    URI self;

    @ParameterizedTest
    @ValueSource(strings = {"splunk_hec", "elastic", "webhook"})
    void afterEveryFaultEachRecordHasArrivedInOrder(String kind) throws Exception {
        String marker = "marker-" + UUID.randomUUID();
        try (FaultyReceiver receiver = new FaultyReceiver()) {
            receiver.faults.addAll(List.of(
                    FaultyReceiver.Fault.BUSY,
                    FaultyReceiver.Fault.TAKES_AND_HANGS_UP,
                    FaultyReceiver.Fault.BROKEN,
                    FaultyReceiver.Fault.SLOW,
                    FaultyReceiver.Fault.HANGS_UP));
            UUID destination = make(kind, receiver.address(), marker, Map.of());

            send(marker, 0, EVENTS / 2);
            eventually(() -> receiver.ids().size() > 20);
            receiver.kill();
            send(marker, EVENTS / 2, EVENTS);
            eventually(() -> "failing".equals(state(destination)));
            receiver.comeBack();

            List<String> expected = recorded(marker);
            assertThat(expected).hasSize(EVENTS);
            eventually(() -> receiver.ids().size() == EVENTS);
            assertThat(receiver.ids()).isEqualTo(expected);
            assertThat(receiver.complaints).isEmpty();
            eventually(() -> "running".equals(state(destination)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"splunk_hec", "elastic", "webhook"})
    void aPoisonousRecordBecomesADeadLetterAndCanBeSentAgain(String kind) throws Exception {
        String marker = "marker-" + UUID.randomUUID();
        try (FaultyReceiver receiver = new FaultyReceiver()) {
            receiver.poison = "poison-" + marker;
            UUID destination = make(kind, receiver.address(), marker, Map.of());
            send(marker, 0, 10);
            send(marker, receiver.poison);
            send(marker, 11, 21);

            eventually(() -> receiver.ids().size() == 20);
            eventually(() -> !letters(destination).isEmpty());
            assertThat(letters(destination)).singleElement().satisfies(letter -> assertThat(
                            String.valueOf(letter.get("reason")))
                    .containsAnyOf("400", "422"));

            receiver.poison = "";
            asAdministrator()
                    .post("/api/v1/destinations/" + destination + "/dead-letters/resend")
                    .then()
                    .statusCode(200);
            assertThat(letters(destination)).isEmpty();
            assertThat(receiver.ids()).hasSize(21);
        }
    }

    @Test
    void aSlowDestinationHoldsUpNeitherAnotherNorTheDoor() throws Exception {
        String marker = "marker-" + UUID.randomUUID();
        try (FaultyReceiver slow = new FaultyReceiver();
                FaultyReceiver quick = new FaultyReceiver()) {
            for (int i = 0; i < 50; i++) {
                slow.faults.add(FaultyReceiver.Fault.SLOW);
            }
            make("webhook", slow.address(), marker, Map.of());
            make("webhook", quick.address(), marker, Map.of());

            send(marker, 0, 100);

            eventually(() -> quick.ids().size() == 100);
            assertThat(slow.ids()).hasSizeLessThan(50);
        }
    }

    @Test
    void aPausedDestinationLosesNothingAndAReplayRepeatsTheSameIds() throws Exception {
        String marker = "marker-" + UUID.randomUUID();
        try (FaultyReceiver receiver = new FaultyReceiver()) {
            UUID destination = make("webhook", receiver.address(), marker, Map.of());
            send(marker, 0, 5);
            eventually(() -> receiver.ids().size() == 5);
            asAdministrator()
                    .post("/api/v1/destinations/" + destination + "/pause")
                    .then()
                    .statusCode(200);
            Thread.sleep(1_500);
            send(marker, 5, 10);
            Thread.sleep(1_500);
            assertThat(receiver.ids()).hasSize(5);

            asAdministrator()
                    .post("/api/v1/destinations/" + destination + "/resume")
                    .then()
                    .statusCode(200);
            eventually(() -> receiver.ids().size() == 10);
            asAdministrator()
                    .contentType(ContentType.JSON)
                    .body(Map.of("from", "2020-01-01T00:00:00Z"))
                    .post("/api/v1/destinations/" + destination + "/replay")
                    .then()
                    .statusCode(200);

            eventually(() -> receiver.arrived.size() >= 20);
            assertThat(receiver.ids()).isEqualTo(recorded(marker));
        }
    }

    @Test
    @EnabledIf(value = "rsyslogIsThere", disabledReason = "rsyslogd is not installed; .ci/run installs it")
    void rsyslogGetsEveryRecordOverTlsAndRelpThoughItWasKilled(@TempDir Path folder) throws Exception {
        String marker = "marker-" + UUID.randomUUID();
        Certificates certificates = Certificates.below(folder);
        try (Rsyslog rsyslog = new Rsyslog(folder, certificates)) {
            makeBoth(rsyslog, certificates, marker);

            send(marker, 0, EVENTS / 2);
            eventually(() -> ids(rsyslog, "by-relp").size() > 20);
            rsyslog.kill();
            send(marker, EVENTS / 2, EVENTS);
            Thread.sleep(3_000);
            rsyslog.start();

            List<String> expected = recorded(marker);
            eventually(() -> ids(rsyslog, "by-relp").size() == EVENTS);
            eventually(() -> ids(rsyslog, "by-tls").size() == EVENTS);
            assertThat(ids(rsyslog, "by-relp")).isEqualTo(expected);
            assertThat(Set.copyOf(ids(rsyslog, "by-tls"))).isEqualTo(Set.copyOf(expected));
        }
    }

    @Test
    @EnabledIf(value = "rsyslogIsThere", disabledReason = "rsyslogd is not installed; .ci/run installs it")
    void aReceiverWithACertificateOfNobodyWeTrustGetsNothing(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.below(folder);
        try (Rsyslog rsyslog = new Rsyslog(folder, certificates)) {
            UUID destination = make("syslog", "localhost:" + rsyslog.tlsPort, "nothing", Map.of());

            Map<String, Object> outcome = test(destination);

            assertThat(outcome).containsEntry("taken", false);
            assertThat(rsyslog.lines()).noneMatch(line -> line.contains("elevenfold.test"));
        }
    }

    @Test
    void kafkaGetsEveryRecordThoughItWasAway(@TempDir Path folder) throws Exception {
        String marker = "marker-" + UUID.randomUUID();
        try (KafkaBroker broker = new KafkaBroker(folder, Certificates.below(folder))) {
            make(
                    "kafka",
                    "127.0.0.1:" + broker.port,
                    marker,
                    Map.of("options", Map.of("topic", "audit", "security", "PLAINTEXT")));
            send(marker, 0, EVENTS / 2);
            eventually(() -> test(made.get(0)).get("taken").equals(true));
            broker.stop();
            send(marker, EVENTS / 2, EVENTS);
            Thread.sleep(2_000);
            broker.start();

            List<String> expected = recorded(marker);
            eventually(() -> broker.records("audit").stream()
                    .map(record ->
                            new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                    .collect(Collectors.toSet())
                    .containsAll(expected));
        }
    }

    @Test
    void anotherReceiverOfOtlpTakesTheRecords() throws Exception {
        String marker = "marker-" + UUID.randomUUID();
        Enrolled receiver = Enrolled.endpoint();
        UUID destination = make(
                "otlp",
                self.toString().replaceAll("/$", ""),
                marker,
                Map.of(
                        "secret",
                        receiver.token(),
                        "filter",
                        "get(event, \"telemetry.channel\") == \"bulk\" && get(event, \"gen_ai.tool.name\") == \""
                                + marker + "\""));

        send(marker, 0, 30);

        eventually(() -> io.elevenfold.testing.Recorded.activitiesOf(receiver.endpointId())
                        .size()
                == 30);
        assertThat(letters(destination)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://[fe80::1]/",
                "http://[fd00:ec2::254]/",
                "http://0.0.0.0:9/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://100.100.100.200/"
            })
    void metadataIsRefusedEvenWherePrivateAddressesAreAllowed(String address) {
        UUID destination = make("elastic", address, "nothing", Map.of());

        assertThat(test(destination)).containsEntry("taken", false).satisfies(outcome -> assertThat(
                        String.valueOf(outcome.get("answer")))
                .contains("never allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://localhost/",
                "https://10.0.0.1/",
                "https://192.168.1.1/",
                "https://[::1]/",
                "https://[fd12::1]/",
                "https://100.64.0.1/",
                "https://2130706433/"
            })
    void privateAddressesAreRefusedUnlessAllowed(String address) {
        UUID destination = make("elastic", address, "nothing", Map.of("private_allowed", false));

        assertThat(String.valueOf(test(destination).get("answer"))).contains("private address");
    }

    @Test
    void secretsAreNeverToldAgainAndDoNotFollowToAnotherAddress() {
        UUID destination =
                make("splunk_hec", "https://splunk.example.org", "nothing", Map.of("secret", "very-secret-token"));

        String told = asAdministrator()
                .get("/api/v1/destinations")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(told).contains("\"has_secret\":true").doesNotContain("very-secret-token");
        Map<String, Object> elsewhere = wanted("splunk_hec", "https://evil.example.org", "nothing", Map.of());
        elsewhere.remove("secret");
        asAdministrator()
                .contentType(ContentType.JSON)
                .body(elsewhere)
                .put("/api/v1/destinations/" + destination)
                .then()
                .statusCode(400);
    }

    @Test
    void onlyAdministratorsChangeDestinations() {
        Enrolled endpoint = Enrolled.endpoint();

        endpoint.asEndpoint()
                .contentType(ContentType.JSON)
                .body(wanted("webhook", "https://example.org", "x", Map.of()))
                .post("/api/v1/destinations")
                .then()
                .statusCode(403);
    }

    @Test
    void aPreviewShowsWhatWouldBeSentAndABadFilterIsRefused() {
        String marker = "marker-" + UUID.randomUUID();
        UUID destination = make("webhook", "https://example.invalid", marker, Map.of("format", "ocsf"));
        send(marker, 0, 3);

        List<String> lines = asAdministrator()
                .get("/api/v1/destinations/" + destination + "/preview")
                .then()
                .statusCode(200)
                .extract()
                .path("lines");

        assertThat(lines).hasSize(3).allMatch(line -> line.contains("\"class_uid\":1007"));
        asAdministrator()
                .contentType(ContentType.JSON)
                .body(wanted("webhook", "https://example.org", "x", Map.of("filter", "event.( ==")))
                .post("/api/v1/destinations")
                .then()
                .statusCode(400);
    }

    @Test
    void aPullCursorGivesEveryRecordOnceAndGoesOnLater() {
        String marker = "marker-" + UUID.randomUUID();
        send(marker, 0, 30);
        List<String> before = recorded(marker);
        assertThat(before).hasSize(30).doesNotHaveDuplicates();
    }
}
