package io.elevenfold.evidence;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

import io.elevenfold.evidence.bundle.Populations;
import io.elevenfold.evidence.engagement.Engagement;
import io.elevenfold.evidence.engagement.Engagements;
import io.elevenfold.identity.Actor;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class EngagementTest {

    private static final Actor AUDITOR = new Actor("auditor", null);

    @Inject
    Engagements engagements;

    @Inject
    Populations populations;

    @Test
    void anybodyDrawsTheSameSampleWithTheSeed() throws Exception {
        UUID id = opened();
        engagements.draw(AUDITOR, id, "L10-03", "audit-trail", 3, "a seed of the auditor's");
        Engagement engagement = engagements.look(AUDITOR, id);
        Engagement.Test test = engagement.tests().get(0);

        List<byte[]> lines = new ArrayList<>();
        populations.read("audit-trail", engagement.from(), test.asOf(), lines::add);
        assertThat(test.rows()).isEqualTo(lines.size()).isGreaterThan(3);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        lines.forEach(all::writeBytes);
        assertThat(test.sha256()).isEqualTo(sha256(all.toByteArray()));

        List<Long> expected = new ArrayList<>();
        for (long i = 0; i < lines.size(); i++) {
            expected.add(i);
        }
        expected.sort(
                Comparator.comparing(i -> sha256(("a seed of the auditor's:" + i).getBytes(StandardCharsets.UTF_8))));
        assertThat(test.items())
                .extracting(Engagement.Item::row)
                .containsExactlyInAnyOrderElementsOf(expected.subList(0, 3));
        assertThat(test.items()).allSatisfy(item -> {
            String line = new String(lines.get((int) item.row()), StandardCharsets.UTF_8).strip();
            assertThat(item.content()).isEqualTo(line);
            assertThat(item.sha256()).isEqualTo(sha256(line.getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Test
    void whatIsConcludedAndAddedIsKeptAndEveryLookIsNoted() {
        UUID id = opened();
        engagements.draw(AUDITOR, id, "L10-03", "audit-trail", 1, null);
        Engagement.Test test = engagements.look(AUDITOR, id).tests().get(0);
        long row = test.items().get(0).row();
        assertThatThrownBy(() -> engagements.conclude(AUDITOR, id, test.id(), row, "deviates", " "))
                .isInstanceOf(ProblemException.class);
        engagements.conclude(AUDITOR, id, test.id(), row, "deviates", "nobody approved it");
        engagements.add(AUDITOR, id, "minutes.txt", "from the board", "agreed".getBytes(StandardCharsets.UTF_8));

        Engagement engagement = engagements.look(AUDITOR, id);
        assertThat(engagement.tests().get(0).deviating()).isOne();
        assertThat(engagement.files()).singleElement().satisfies(file -> assertThat(file.sha256())
                .isEqualTo(sha256("agreed".getBytes(StandardCharsets.UTF_8))));

        Map<String, String> session = given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("j_username", "admin")
                .formParam("j_password", KnownAdministrator.PASSWORD)
                .post("/j_security_check")
                .cookies();
        given().cookies(session)
                .get("/evidence/engagements/" + id)
                .then()
                .statusCode(200)
                .body(containsString("nobody approved it"), containsString("minutes.txt"));
        given().cookies(session)
                .get("/evidence/engagements/%s/files/%s"
                        .formatted(id, engagement.files().get(0).id()))
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("octet-stream"));
        String trail = Enrolled.asAdministrator()
                .queryParam("type", "engagement")
                .queryParam("limit", 100)
                .get("/api/v1/audit-trail")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(trail)
                .contains("engagement.opened", "engagement.viewed", "engagement.concluded", "engagement.file_viewed");

        engagements.close(AUDITOR, id);
        assertThatThrownBy(() -> engagements.draw(AUDITOR, id, "L10-03", "audit-trail", 1, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        UUID id = opened();
        for (String[] wrong : new String[][] {
            {"L99-99", "audit-trail", "3"},
            {"L10-03", "all", "3"},
            {"L10-03", "audit-trail", "0"},
            {"L10-03", "audit-trail", "201"}
        }) {
            assertThatThrownBy(
                            () -> engagements.draw(AUDITOR, id, wrong[0], wrong[1], Integer.parseInt(wrong[2]), null))
                    .as(String.join(" ", wrong))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void nothingIsDrawnFromAnEmptyPopulation() {
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        UUID id = engagements
                .open(AUDITOR, "long ago", "before anything was recorded", null, null, longAgo, longAgo.plusSeconds(1))
                .id();
        assertThatThrownBy(() -> engagements.draw(AUDITOR, id, "L10-03", "audit-trail", 3, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("empty");
    }

    private UUID opened() {
        for (int i = 0; i < 3; i++) {
            Enrolled.endpoint();
        }
        Instant now = Instant.now();
        return engagements
                .open(
                        AUDITOR,
                        "SOC 2",
                        "agents of two teams",
                        null,
                        null,
                        now.minusSeconds(3600),
                        now.plusSeconds(3600))
                .id();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
