package io.elevenfold.forwarding;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.forwarding.format.Corpus;
import io.elevenfold.ledger.Checkpoint;
import io.elevenfold.ledger.Checkpoints;
import io.elevenfold.ledger.Governance;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What leaves: each kind, marked where it should be, and with a receipt. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class ForwardedKindsTest extends WithDestinations {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Inject
    Governance governance;

    @Inject
    Checkpoints checkpoints;

    @Inject
    DeliveryReceipts receipts;

    @Test
    void anAttestationIsARecordOfItsOwnKind() throws Exception {
        try (FaultyReceiver receiver = new FaultyReceiver()) {
            make("webhook", receiver.address(), "", Map.of("filter", "kind == \"attestation\"", "redaction", "none"));
            UUID person = attest("ada@example.org");

            eventually(() -> !receiver.records().isEmpty());

            JsonNode record = receiver.records().get(0);
            assertThat(record.get("elevenfold.kind").asText()).isEqualTo("attestation");
            assertThat(record.get("user.email").asText()).isEqualTo("ada@example.org");
            assertThat(record.get("user.id").asText()).isEqualTo(person.toString());
            assertThat(record.get("attestation.version").asLong()).isEqualTo(3);
            assertThat(record.get("attestation.sha256").asText()).hasSize(64);
            assertThat(record.get("elevenfold.leaf_hash").asText()).hasSize(64);
        }
    }

    @Test
    void whoeverKeepsTheCheckpointsIsAWitness() throws Exception {
        try (FaultyReceiver receiver = new FaultyReceiver()) {
            make("elastic", receiver.address(), "", Map.of("filter", "kind == \"checkpoint\""));
            send("marker-" + UUID.randomUUID(), 0, 3);
            Checkpoint signed = checkpoints.sign(1).orElseThrow();

            eventually(() -> receiver.records().stream()
                    .anyMatch(record -> record.get("checkpoint.note").asText().equals(signed.note())));

            List<JsonNode> ofLane = receiver.records().stream()
                    .filter(record -> record.get("checkpoint.log").asText().equals("lane 1"))
                    .toList();
            JsonNode last = ofLane.get(ofLane.size() - 1);
            assertThat(last.get("checkpoint.size").asLong()).isEqualTo(signed.size());
            assertThat(last.get("checkpoint.to_position").asLong()).isEqualTo(signed.size() - 1);
            assertThat(last.get("checkpoint.records").asLong())
                    .isEqualTo(
                            signed.size() - last.get("checkpoint.from_position").asLong())
                    .isPositive();
            assertThat(last.get("checkpoint.note").asText()).contains("\n\n— ");
        }
    }

    @Test
    void aFilterTellsTheKindsApartAndThePullCursorHasThemAll() {
        attest("kinds@example.org");
        send("marker-" + UUID.randomUUID(), 0, 1);
        checkpoints.sign(0);
        checkpoints.sign(1);

        for (String kind : List.of("activity", "attestation", "audit", "checkpoint")) {
            List<String> kinds = asAdministrator()
                    .queryParam("filter", "kind == \"" + kind + "\"")
                    .queryParam("limit", 1000)
                    .get("/api/v1/records")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("items.record.'elevenfold.kind'");
            assertThat(kinds).as(kind).isNotEmpty().containsOnly(kind);
        }
    }

    @Test
    void aReplayIsMarkedAndNeverSkipsWhatIsStillToCome() throws Exception {
        String marker = "marker-" + UUID.randomUUID();
        try (FaultyReceiver receiver = new FaultyReceiver()) {
            UUID destination = make("webhook", receiver.address(), marker, Map.of());
            send(marker, 0, 5);
            eventually(() -> receiver.records().size() == 5);
            assertThat(receiver.records()).noneMatch(record -> record.has("elevenfold.replay"));
            receiver.kill();
            send(marker, 5, 10);

            replay(destination, "2100-01-01T00:00:00Z");
            replay(destination, "2020-01-01T00:00:00Z");
            receiver.comeBack();

            eventually(() -> receiver.ids().size() == 10 && receiver.records().size() >= 15);
            List<JsonNode> again = receiver.records().subList(5, 15);
            assertThat(again.subList(0, 5))
                    .allMatch(record -> record.path("elevenfold.replay").asBoolean());
            assertThat(again.subList(5, 10)).noneMatch(record -> record.has("elevenfold.replay"));
        }
    }

    @Test
    void aReceiptTellsWhatWasAcknowledgedAndBreedsNoOther() throws Exception {
        String marker = "marker-" + UUID.randomUUID();
        try (FaultyReceiver receiver = new FaultyReceiver()) {
            UUID destination = make(
                    "splunk_hec",
                    receiver.address(),
                    marker,
                    Map.of("filter", "kind != \"activity\" || get(event, \"gen_ai.tool.name\") == \"" + marker + "\""));
            send(marker, 0, 20);
            eventually(() -> receiver.ids().size() >= 20);

            eventually(() -> {
                receipts.write();
                return told(destination, "records").stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        >= 20;
            });

            List<Map<String, Object>> kept = receipts(destination);
            Map<String, Object> lane = ranges(kept).stream()
                    .filter(range -> range.get("log").equals("lane 1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(lane).containsEntry("records", 20).containsKey("sha256");
            assertThat(lane.get("last_answer").toString()).contains("ackId");
            assertThat(lane.get("sha256").toString()).matches("[0-9a-f]{64}");
            checkpoints.sign(0);
            Thread.sleep(2_000);
            receipts.write();
            int before = receipts(destination).size();
            checkpoints.sign(0);
            Thread.sleep(2_000);
            receipts.write();
            assertThat(receipts(destination)).hasSize(before);
            assertThat(receiver.records())
                    .noneMatch(record -> record.path("event.action").asText().equals("delivery.receipt"));
        }
    }

    @Test
    void hostileTextReachesEveryReceiverAsItWas() throws Exception {
        String marker = "marker-" + UUID.randomUUID();
        String[] hostile = Corpus.HOSTILE.stream()
                .filter(text -> text.length() < 1_000 && !text.contains("\ud83d of") && text.indexOf('\u0000') < 0)
                .toArray(String[]::new);
        try (FaultyReceiver hec = new FaultyReceiver();
                FaultyReceiver bulk = new FaultyReceiver();
                FaultyReceiver webhook = new FaultyReceiver()) {
            make("splunk_hec", hec.address(), marker, Map.of("redaction", "none"));
            make("elastic", bulk.address(), marker, Map.of("redaction", "none"));
            make("webhook", webhook.address(), marker, Map.of("redaction", "none"));
            send(marker, hostile);

            Set<String> stored = commands(stored(marker));
            assertThat(stored).hasSize(hostile.length);
            for (FaultyReceiver each : List.of(hec, bulk, webhook)) {
                eventually(() -> each.records().size() == hostile.length);
                assertThat(commands(each.records())).isEqualTo(stored);
                assertThat(each.complaints).isEmpty();
            }
        }
    }

    @Test
    @EnabledIf(value = "rsyslogIsThere", disabledReason = "rsyslogd is not installed; .ci/run installs it")
    void hostileTextBreaksNoFrameOfSyslogOrRelp(@TempDir Path folder) throws Exception {
        String marker = "marker-" + UUID.randomUUID();
        String[] hostile = Corpus.HOSTILE.toArray(String[]::new);
        Certificates certificates = Certificates.below(folder);
        try (Rsyslog rsyslog = new Rsyslog(folder, certificates)) {
            makeBoth(rsyslog, certificates, marker);
            send(marker, hostile);

            for (String way : List.of("by-tls", "by-relp")) {
                eventually(() -> ids(rsyslog, way).size() == hostile.length);
            }
            for (String line : rsyslog.lines()) {
                String[] parts = line.split(" ", 3);
                assertThat(parts[0]).isIn("by-tls", "by-relp");
                assertThat(MAPPER.readTree(parts[2]).get("gen_ai.tool.name").asText())
                        .isEqualTo(marker);
            }
        }
    }

    private UUID attest(String email) {
        UUID person = UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(() -> governance.append(
                        "policy.attested",
                        person,
                        Map.of(
                                "person",
                                Map.of("id", person.toString(), "email", email, "name", "Ada"),
                                "policy",
                                Map.of(
                                        "id",
                                        UUID.randomUUID().toString(),
                                        "title",
                                        "Use of agents",
                                        "version",
                                        3L,
                                        "sha256",
                                        "ab".repeat(32),
                                        "language",
                                        "en"),
                                "statement",
                                "I have read it",
                                "authentication",
                                Map.of("method", "password"))));
        return person;
    }

    private static List<JsonNode> stored(String marker) throws Exception {
        List<JsonNode> records = new ArrayList<>();
        String after = "";
        JsonNode page;
        do {
            page = MAPPER.readTree(asAdministrator()
                    .queryParam("filter", "get(event, \"gen_ai.tool.name\") == \"" + marker + "\"")
                    .queryParam("redaction", "none")
                    .queryParam("limit", 1000)
                    .queryParam("after", after)
                    .get("/api/v1/records")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            records.addAll(page.findValues("record"));
            after = page.get("next").asText();
        } while (page.get("more").asBoolean());
        return records;
    }

    private static Set<String> commands(List<JsonNode> records) {
        return records.stream()
                .map(record -> record.get("process.command_line").asText())
                .collect(Collectors.toSet());
    }

    private static void replay(UUID destination, String from) {
        asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("from", from))
                .post("/api/v1/destinations/" + destination + "/replay")
                .then()
                .statusCode(200);
    }

    private static List<Map<String, Object>> receipts(UUID destination) {
        return asAdministrator()
                .get("/api/v1/destinations/" + destination + "/receipts")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> ranges(List<Map<String, Object>> receipts) {
        List<Map<String, Object>> ranges = new ArrayList<>();
        receipts.forEach(receipt -> ranges.addAll((List<Map<String, Object>>) receipt.get("ranges")));
        return ranges;
    }

    private static List<Long> told(UUID destination, String name) {
        return ranges(receipts(destination)).stream()
                .map(range -> ((Number) range.get(name)).longValue())
                .toList();
    }
}
