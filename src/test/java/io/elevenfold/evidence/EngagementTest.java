package io.elevenfold.evidence;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static io.elevenfold.testing.Enrolled.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.elevenfold.evidence.bundle.PopulationState;
import io.elevenfold.evidence.bundle.Populations;
import io.elevenfold.identity.People;
import io.elevenfold.identity.Role;
import io.elevenfold.identity.Tokens;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class EngagementTest {

    private static final String CONTROL = "L10-03";

    @Inject
    Populations populations;

    @Inject
    Tokens tokens;

    @Inject
    People people;

    @Test
    void anybodyDrawsTheSameSampleWithTheSeed() {
        String id = opened();
        String seed = "a seed of the auditor's";
        JsonPath sample = draw(id, Map.of("population", "audit-trail", "size", 3, "seed", seed));

        List<byte[]> lines = new ArrayList<>();
        JsonPath engagement = json(id, "");
        try (PopulationState state = populations.open()) {
            state.read(
                    "audit-trail",
                    Instant.parse(engagement.getString("from")),
                    Instant.parse(sample.getString("as_of")),
                    null,
                    lines::add);
        }
        assertThat(sample.getLong("rows")).isEqualTo(lines.size()).isGreaterThan(3);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        lines.forEach(all::writeBytes);
        assertThat(sample.getString("sha256")).isEqualTo(hex(sha256(all.toByteArray())));

        List<Map<String, Object>> items =
                json(id, "/samples/" + sample.getString("id") + "/items").getList("items");
        assertThat(items)
                .extracting(item -> ((Number) item.get("row")).longValue())
                .containsExactlyElementsOf(drawnByHand(seed, lines.size(), 3));
        assertThat(items).allSatisfy(item -> {
            String line = new String(lines.get(((Number) item.get("row")).intValue()), StandardCharsets.UTF_8).strip();
            assertThat(item.get("content")).isEqualTo(line);
            assertThat(item.get("sha256")).isEqualTo(hex(sha256(line.getBytes(StandardCharsets.UTF_8))));
        });
    }

    @Test
    void eventsAreDrawnByPositionAndEachIsProven() {
        record(30);
        String id = opened();
        JsonPath sample = draw(id, Map.of("population", "activity", "size", 5, "seed", "42"));

        List<PopulationState.Range> ranges;
        JsonPath engagement = json(id, "");
        try (PopulationState state = populations.open()) {
            ranges =
                    state.events(Instant.parse(engagement.getString("from")), Instant.parse(sample.getString("as_of")));
        }
        long rows = ranges.stream().mapToLong(PopulationState.Range::length).sum();
        assertThat(sample.getLong("rows")).isEqualTo(rows).isGreaterThanOrEqualTo(30);
        assertThat(hex(sha256(sample.getString("snapshot").getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(sample.getString("sha256"));
        String place = "/samples/" + sample.getString("id") + "/items";
        List<Integer> drawn = json(id, place).getList("items.row");
        assertThat(drawn)
                .containsExactlyElementsOf(
                        drawnByHand("42", rows, 5).stream().map(Long::intValue).toList());

        for (int row : drawn) {
            JsonPath item = json(id, place + "/" + row);
            assertThat(item.getBoolean("is_as_kept")).isTrue();
            assertThat(item.getBoolean("ledger.opens_commitments")).isTrue();
            assertThat(item.getBoolean("ledger.is_signed")).isTrue();
            byte[] leaf = item.getString("ledger.leaf").getBytes(StandardCharsets.UTF_8);
            List<String> proof = asAdministrator()
                    .get("/api/v1/engagements/%s%s/%d/proof".formatted(id, place, row))
                    .asString()
                    .lines()
                    .toList();
            assertThat(proof.get(0)).isEqualTo("c2sp.org/tlog-proof@v1");
            int end = proof.indexOf("");
            assertThat(rootOf(
                            sha256(new byte[] {0}, leaf),
                            Long.parseLong(proof.get(1).substring("index ".length())),
                            Long.parseLong(proof.get(end + 2)),
                            proof.subList(2, end)))
                    .isEqualTo(proof.get(end + 3));
        }
    }

    @Test
    void theRowsOfOneTestAreAPopulation() {
        Enrolled.endpoint();
        String id = opened();
        post(id, "/populations", Map.of()).statusCode(200);

        List<Map<String, Object>> counted = json(id, "/populations").getList("items");
        assertThat(counted).extracting(each -> each.get("name")).contains("activity", "audit-trail", "check-results");
        assertThat(counted)
                .allSatisfy(each -> assertThat((String) each.get("sha256")).hasSize(64));
        post(id, "/samples", sample(Map.of("population", "audit-trail", "size", 1, "test", "x")))
                .statusCode(400)
                .body("detail", containsString("belong to no test"));
        post(id, "/samples", sample(Map.of("population", "findings", "size", 1, "test", "no such rule")))
                .statusCode(409)
                .body("detail", containsString("empty"));
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        String id = opened();
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("control", "L99-99", "population", "audit-trail", "size", 3),
                Map.of("control", CONTROL, "population", "all", "size", 3),
                Map.of("control", CONTROL, "population", "audit-trail", "size", 0),
                Map.of("control", CONTROL, "population", "audit-trail", "size", 201),
                Map.of("control", CONTROL, "population", "audit-trail", "size", 1, "seed", "snow ☃"))) {
            post(id, "/samples", wrong).statusCode(400);
        }
    }

    @Test
    void rowsAndControlsAreConcludedAndAllOfItIsInTheTrail() {
        String id = opened();
        JsonPath sample = draw(id, Map.of("population", "audit-trail", "size", 1));
        String item = "/samples/%s/items".formatted(sample.getString("id"));
        int row = json(id, item).getInt("items[0].row");
        post(id, item + "/" + row + "/conclusion", Map.of("conclusion", "deviates"))
                .statusCode(400);
        post(id, item + "/" + row + "/conclusion", Map.of("conclusion", "deviates", "note", "nobody approved it"))
                .statusCode(204);
        post(id, "/controls/" + CONTROL + "/conclusion", Map.of("design", "effective", "operation", "deficient"))
                .statusCode(400)
                .body("detail", containsString("deviations"));
        post(
                        id,
                        "/controls/" + CONTROL + "/conclusion",
                        Map.of("design", "effective", "operation", "deficient", "deviations", "one of one"))
                .statusCode(200);
        byte[] minutes = "agreed".getBytes(StandardCharsets.UTF_8);
        String file = asAdministrator()
                .multiPart("file", "../minutes?.txt", minutes)
                .multiPart("note", "from the board")
                .multiPart("control", CONTROL)
                .post("/api/v1/engagements/%s/files".formatted(id))
                .then()
                .statusCode(201)
                .body("sha256", equalTo(hex(sha256(minutes))))
                .extract()
                .path("id");
        assertThat(asAdministrator()
                        .get("/api/v1/engagements/%s/files/%s".formatted(id, file))
                        .asByteArray())
                .isEqualTo(minutes);

        JsonPath control = json(id, "/controls/" + CONTROL);
        assertThat(control.getString("control.conclusion.operation")).isEqualTo("deficient");
        assertThat(control.getInt("control.deviating")).isOne();
        assertThat(control.getList("files")).hasSize(1);
        assertThat(control.getList("sources")).hasSizeGreaterThan(10);
        JsonPath engagement = json(id, "");
        assertThat(engagement.getInt("progress.concluded")).isOne();
        assertThat(engagement.getInt("progress.deficient")).isOne();
        assertThat(typesOf(id))
                .contains(
                        "engagement.opened",
                        "engagement.viewed",
                        "engagement.sample_drawn",
                        "engagement.item_concluded",
                        "engagement.control_concluded",
                        "engagement.file_added",
                        "engagement.file_viewed");
    }

    @Test
    void whatIsAskedForIsAnsweredReturnedAndAccepted() {
        String id = opened();
        List<String> requests = post(
                        id,
                        "/requests",
                        Map.of("requests", "1. List of agents\n\n- Approval of the sandbox policy\nA log of one day\n"))
                .statusCode(200)
                .extract()
                .path("items.id");
        assertThat(json(id, "/requests").<String>getList("items.text"))
                .containsExactly("List of agents", "Approval of the sandbox policy", "A log of one day");

        String acts = "/requests/%s/acts".formatted(requests.get(1));
        post(id, acts, Map.of("owner", "cleo")).statusCode(200).body("owner", equalTo("cleo"));
        post(id, acts, Map.of("state", "answered", "text", "see the file")).statusCode(200);
        post(id, acts, Map.of("state", "returned")).statusCode(400);
        post(id, acts, Map.of("state", "returned", "text", "the signature is missing"))
                .statusCode(200);
        post(id, acts, Map.of("state", "answered", "text", "now it is there")).statusCode(200);
        post(id, acts, Map.of("state", "accepted"))
                .statusCode(200)
                .body("state", equalTo("accepted"))
                .body("owner", equalTo("cleo"))
                .body("acts", hasSize(5));
        assertThat(json(id, "").getInt("progress.requests_accepted")).isOne();
        JsonPath first = asAdministrator()
                .get("/api/v1/engagements/%s/requests?limit=2".formatted(id))
                .jsonPath();
        assertThat(asAdministrator()
                        .queryParam("after", first.getString("next"))
                        .get("/api/v1/engagements/%s/requests".formatted(id))
                        .jsonPath()
                        .<Integer>getList("items.number"))
                .containsExactly(3);
    }

    @Test
    void anExternalAuditorComesInWithinTheirTimeAndNowhereElse() {
        String name = "external-" + UUID.randomUUID();
        String secret =
                tokens.issueApi(name, Role.EXTERNAL_AUDITOR, Duration.ofDays(1)).secret();
        String id = opened();
        String other = opened();
        String place = "/api/v1/engagements/" + id;
        bearer(secret).get(place).then().statusCode(404);
        bearer(secret).get("/api/v1/engagements").then().statusCode(200).body("items", hasSize(0));
        Instant now = Instant.now();

        admit(id, name, now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2)));
        for (String door : List.of("", "/controls", "/samples", "/requests", "/files", "/populations", "/packages")) {
            bearer(secret).get(place + door).then().statusCode(403).body("detail", containsString("begins on"));
        }
        admit(id, name, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
        bearer(secret).get(place).then().statusCode(200).body("id", equalTo(id));
        bearer(secret).get("/api/v1/engagements").then().statusCode(200).body("items", hasSize(1));
        bearer(secret).get("/api/v1/engagements/" + other).then().statusCode(404);
        bearer(secret)
                .contentType(ContentType.JSON)
                .body(sample(Map.of("population", "audit-trail", "size", 1)))
                .post(place + "/samples")
                .then()
                .statusCode(201);
        for (String house : List.of(
                "activity", "findings", "endpoints", "controls", "people", "audit-trail", "evidence-packages")) {
            bearer(secret).get("/api/v1/" + house).then().statusCode(403);
        }
        bearer(secret)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "auditor",
                        "token:" + name,
                        "begins",
                        now.toString(),
                        "ends",
                        now.plusSeconds(9).toString()))
                .post(place + "/access")
                .then()
                .statusCode(403);

        admit(id, name, now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)));
        bearer(secret).get(place).then().statusCode(403).body("detail", containsString("ended on"));
        bearer(secret)
                .contentType(ContentType.JSON)
                .body(sample(Map.of("population", "audit-trail", "size", 1)))
                .post(place + "/samples")
                .then()
                .statusCode(403)
                .body("detail", containsString("ended on"));
        admit(id, name, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
        asAdministrator()
                .delete("%s/access/token:%s".formatted(place, name))
                .then()
                .statusCode(204);
        bearer(secret).get(place).then().statusCode(403).body("detail", containsString("taken away"));
        assertThat(typesOf(id)).contains("engagement.access_given", "engagement.access_removed");
        assertThat(entriesOf(id)).anySatisfy(entry -> assertThat(entry).containsEntry("actor", "token:" + name));
    }

    @Test
    void nothingIsAddedAfterTheSignOff() {
        String id = opened();
        JsonPath sample = draw(id, Map.of("population", "audit-trail", "size", 2));
        post(id, "/sign-off", Map.of("statement", "all is well"))
                .statusCode(409)
                .body("detail", containsString("2 drawn rows"));
        String items = "/samples/%s/items".formatted(sample.getString("id"));
        for (int row : json(id, items).<Integer>getList("items.row")) {
            post(id, items + "/" + row + "/conclusion", Map.of("conclusion", "conforms"))
                    .statusCode(204);
        }
        post(id, "/sign-off", Map.of("statement", "all is well"))
                .statusCode(200)
                .body("signed_sha256.length()", equalTo(64));

        post(id, "/samples", sample(Map.of("population", "audit-trail", "size", 1)))
                .statusCode(409)
                .body("detail", containsString("closed"));
        post(id, "/requests", Map.of("requests", "one more")).statusCode(409);
        post(id, "/populations", Map.of()).statusCode(409);
        post(id, "/sign-off", Map.of("statement", "again")).statusCode(409);
    }

    @Test
    void erasingAPersonTakesThemOutOfDrawnRowsAndLeavesTheHash() {
        String person = people.withEmail("drawn-" + UUID.randomUUID() + "@example.org")
                .id()
                .toString();
        Instant from = Instant.now();
        asAdministrator().get("/api/v1/people/" + person).then().statusCode(200);
        String id = opened(from, Instant.now());
        String items = "/samples/%s/items"
                .formatted(draw(id, Map.of("population", "audit-trail", "size", 200))
                        .getString("id"));
        Map<String, Object> row = json(id, items).<Map<String, Object>>getList("items").stream()
                .filter(item -> String.valueOf(item.get("content")).contains(person))
                .findFirst()
                .orElseThrow();

        asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "asked for it in writing"))
                .post("/api/v1/people/%s/erasure".formatted(person))
                .then()
                .statusCode(200);

        JsonPath after = json(id, items + "/" + row.get("row"));
        assertThat(after.getBoolean("is_erased")).isTrue();
        assertThat(after.getString("item.content")).doesNotContain(person);
        assertThat(after.getString("item.sha256")).isEqualTo(row.get("sha256"));
    }

    /** What docs/evidence.md says, written a second time. */
    private static List<Long> drawnByHand(String seed, long population, int size) {
        Set<Long> rows = new LinkedHashSet<>();
        for (int k = 0; rows.size() < size; k++) {
            String digest = hex(sha256((seed + ":" + k).getBytes(StandardCharsets.UTF_8)));
            rows.add(new BigInteger(digest.substring(0, 15), 16)
                    .mod(BigInteger.valueOf(population))
                    .longValueExact());
        }
        return List.copyOf(rows);
    }

    /** RFC 9162 §2.1.3.2, written a second time. */
    private static String rootOf(byte[] leafHash, long index, long size, List<String> hashes) {
        byte[] hash = leafHash;
        long at = index;
        long last = size - 1;
        for (String text : hashes) {
            byte[] sibling = Base64.getDecoder().decode(text);
            if (at % 2 == 1 || at == last) {
                hash = sha256(new byte[] {1}, sibling, hash);
                while (at % 2 == 0 && at != 0) {
                    at /= 2;
                    last /= 2;
                }
            } else {
                hash = sha256(new byte[] {1}, hash, sibling);
            }
            at /= 2;
            last /= 2;
        }
        return Base64.getEncoder().encodeToString(hash);
    }

    private static void admit(String id, String name, Instant begins, Instant ends) {
        post(id, "/access", Map.of("auditor", "token:" + name, "begins", begins.toString(), "ends", ends.toString()))
                .statusCode(200);
    }

    private static Map<String, Object> sample(Map<String, Object> wanted) {
        Map<String, Object> sample = new java.util.HashMap<>(wanted);
        sample.put("control", CONTROL);
        return sample;
    }

    private static JsonPath draw(String id, Map<String, Object> wanted) {
        return post(id, "/samples", sample(wanted)).statusCode(201).extract().jsonPath();
    }

    private static io.restassured.response.ValidatableResponse post(String id, String path, Map<String, ?> body) {
        return asAdministrator()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/engagements/" + id + path)
                .then();
    }

    private static JsonPath json(String id, String path) {
        return asAdministrator()
                .get("/api/v1/engagements/" + id + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<Map<String, Object>> entriesOf(String id) {
        RequestSpecification asked =
                asAdministrator().queryParam("type", "engagement").queryParam("limit", 1000);
        List<Map<String, Object>> entries = asked.get("/api/v1/audit-trail")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        return entries.stream()
                .filter(entry -> String.valueOf(entry.get("detail")).contains(id))
                .toList();
    }

    private static List<Object> typesOf(String id) {
        return entriesOf(id).stream().map(entry -> entry.get("type")).toList();
    }

    private static String opened() {
        for (int i = 0; i < 3; i++) {
            Enrolled.endpoint();
        }
        Instant now = Instant.now();
        return opened(now.minusSeconds(3600), now.plusSeconds(3600));
    }

    private static String opened(Instant from, Instant to) {
        return asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name", "SOC 2", "scope", "agents of two teams", "from", from.toString(), "to", to.toString()))
                .post("/api/v1/engagements")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void record(int events) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < events; i++) {
            lines.append(
                    "{\"event.action\":\"shell_exec\",\"activity.phase\":\"completed\",\"agent.product\":\"claude-code\",\"session.id\":\"e-%s\",\"process.command_line\":\"make %d\"}\n"
                            .formatted(UUID.randomUUID(), i));
        }
        Enrolled.endpoint().sends(lines.toString());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
