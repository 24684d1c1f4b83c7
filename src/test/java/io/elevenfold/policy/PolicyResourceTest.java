package io.elevenfold.policy;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static io.elevenfold.testing.Enrolled.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.elevenfold.identity.Actor;
import io.elevenfold.identity.People;
import io.elevenfold.identity.PersonView;
import io.elevenfold.identity.Role;
import io.elevenfold.identity.Tokens;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.ReceiptVerifier;
import io.elevenfold.testing.SamplePdf;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class PolicyResourceTest {

    @Inject
    Tokens tokens;

    @Inject
    People people;

    @Inject
    Policies policies;

    @Inject
    Campaigns campaigns;

    @Inject
    CampaignClock clock;

    @Inject
    Attestations attestations;

    @Inject
    Receipts receipts;

    @Inject
    Signatures signatures;

    @Inject
    Sql sql;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void whoWroteAVersionCannotApproveIt() {
        ValidatableResponse made = create("## One\n\nText.");
        String id = made.extract().path("id");

        approve(KnownAdministrator.TOKEN, id, 1)
                .statusCode(409)
                .body("type", equalTo("/problems/another-person-needed"));
        approve(another(), id, 1).statusCode(200).body("state", equalTo("in_force"));
        asAdministrator()
                .get("/api/v1/policies/" + id)
                .then()
                .body("in_force", equalTo(1))
                .body("draft", nullValue());
    }

    @Test
    void whatWasReplacedMeanwhileIsNotApproved() {
        String id = create("## One\n\nText.").extract().path("id");
        String read = sha256(id, 1);
        draft(id, "## One\n\nOther text.", false);

        bearer(another())
                .contentType(ContentType.JSON)
                .body(Map.of("sha256", read))
                .post("/api/v1/policies/%s/versions/1/approval".formatted(id))
                .then()
                .statusCode(409);
    }

    @Test
    void anApprovedVersionStaysAsItIs() {
        UUID id = inForce("## One\n\nText.");

        assertThatThrownBy(() -> sql.update("update policy_version set text = 'x' where policy_id = ?", List.of(id)))
                .hasMessageContaining("stays as it was approved");
        assertThatThrownBy(() -> sql.update("delete from policy_version where policy_id = ?", List.of(id)))
                .hasMessageContaining("stays as it was approved");
    }

    @Test
    void aPdfKeepsItsBytesAndTellsItsText() throws IOException {
        byte[] file = SamplePdf.of("Read this");
        String id = asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "title",
                        "File " + run,
                        "draft",
                        Map.of("pdf", Base64.getEncoder().encodeToString(file), "change_note", "First")))
                .post("/api/v1/policies")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        VersionView version = policies.version(UUID.fromString(id), 1);
        assertThat(policies.file(version)).isEqualTo(file);
        assertThat(policies.text(version)).contains("Read this");
    }

    @Test
    void aTokenCannotSignAndNobodyCanNameAnotherOrAnotherTime() {
        UUID id = inForce("## One\n\nText.");
        Map<String, Object> body = Map.of("policy_id", id.toString(), "version", 1, "sha256", sha256(id.toString(), 1));

        asAdministrator()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/attestations")
                .then()
                .statusCode(403);
        for (String field : List.of("person_id", "signed_at")) {
            Map<String, Object> more = new java.util.TreeMap<>(body);
            more.put(field, "2020-01-01T00:00:00Z");
            asAdministrator()
                    .contentType(ContentType.JSON)
                    .body(more)
                    .post("/api/v1/attestations")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void onlyTheVersionInForceIsSignedAndOnlyByOneself() {
        UUID id = inForce("## One\n\nText.");
        PersonView ada = person("ada");
        PersonView ben = person("ben");
        String first = sha256(id.toString(), 1);
        draft(id.toString(), "## One\n\nNew text.", true);

        assertThatThrownBy(() -> attestations.sign(actor(ben), null, ada, id, 1, first))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.FORBIDDEN));
        assertThatThrownBy(() -> attestations.sign(actor(ada), null, ada, id, 1, first))
                .hasMessageContaining("read first");
        refusedAsNotInForce(ada, id, 2, sha256(id.toString(), 2));
        refusedAsNotInForce(ada, id, 1, sha256(id.toString(), 2));

        approve(another(), id.toString(), 2).statusCode(200);
        refusedAsNotInForce(ada, id, 1, first);
    }

    private void refusedAsNotInForce(PersonView person, UUID policy, int version, String sha256) {
        assertThatThrownBy(() -> attestations.sign(actor(person), null, person, policy, version, sha256))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.NOT_IN_FORCE));
    }

    @Test
    void aReceiptHoldsUntilAnythingInItIsChanged() {
        UUID id = inForce("## One\n\nText.");
        AttestationView signed = sign(person("ada"), id);

        String receipt = new String(receipts.json(signed), StandardCharsets.UTF_8);

        assertThat(holds(receipt)).isTrue();
        assertThat(holds(receipt.replace("\"version\":1", "\"version\":2"))).isFalse();
        assertThat(receipt).contains("ada " + run);
        assertThat(holds(receipt.replace("ada " + run, "eve " + run))).isFalse();
        String again = new String(receipts.json(signed), StandardCharsets.UTF_8);
        assertThat(again).isEqualTo(receipt);
        for (int i = 0; i < 300; i++) {
            policies.draft(new Actor("writer-" + run, null), id, new Draft("Text " + i, new byte[0], "en", "n", false));
        }
        assertThat(holds(new String(receipts.json(signed), StandardCharsets.UTF_8)))
                .isTrue();
    }

    private static boolean holds(String receipt) {
        return ReceiptVerifier.holds(receipt.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSignatureCannotBeChangedOrTakenBack() {
        AttestationView signed = sign(person("ada"), inForce("## One\n\nText."));

        assertThatThrownBy(() -> sql.update(
                        "update attestation set signed_at = signed_at - interval '1 day' where id = ?",
                        List.of(signed.id())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sql.update("delete from attestation where id = ?", List.of(signed.id())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void joinersEnterAndLeaversLeaveByThemselves() {
        UUID id = inForce("## One\n\nText.");
        String team = "Team " + run;
        PersonView ada = people.withEmail("ada-" + run + "@example.org", "ada " + run, team, false);
        UUID campaign = start(id, team);
        Instant now = Instant.now();
        assertThat(campaigns.withId(campaign).asked()).isEqualTo(1);

        PersonView ben = people.withEmail("ben-" + run + "@example.org", "ben " + run, team, false);
        clock.tick(now.plus(Duration.ofDays(30)));
        assertThat(campaigns.assignments(campaign))
                .extracting(AssignmentView::personId)
                .containsExactlyInAnyOrder(ada.id(), ben.id());
        assertThat(campaigns.assignments(campaign))
                .filteredOn(each -> each.personId().equals(ben.id()))
                .allSatisfy(each -> assertThat(each.dueAt()).isAfter(now.plus(Duration.ofDays(43))));

        sql.update("update person set left_at = now() where id = ?", List.of(ada.id()));
        clock.tick(now.plus(Duration.ofDays(31)));
        assertThat(campaigns.assignments(campaign))
                .extracting(AssignmentView::personId)
                .containsExactly(ben.id());
    }

    @Test
    void signaturesCountForTheControlsOfThePolicy() {
        UUID id = inForce("## One\n\nText.");
        String team = "Team " + run;
        PersonView ada = people.withEmail("ada-" + run + "@example.org", "ada " + run, team, false);
        people.withEmail("ben-" + run + "@example.org", "ben " + run, team, false);
        start(id, team);
        Instant before = Instant.now();
        sign(ada, id);

        assertThat(of(id, Instant.now())).isEqualTo(counts(id, 1, 0, 1));
        assertThat(of(id, before)).isEqualTo(counts(id, 0, 0, 2));
        assertThat(of(id, Instant.now().plus(Duration.ofDays(60)))).isEqualTo(counts(id, 1, 1, 0));
        asAdministrator()
                .get("/api/v1/controls/L11-01")
                .then()
                .statusCode(200)
                .body("policies.find { it.id == '%s' }.results.pass".formatted(id), equalTo(1))
                .body("policies.find { it.id == '%s' }.results.pending".formatted(id), equalTo(1));
    }

    private SignatureCounts of(UUID policy, Instant at) {
        return signatures.at(at).stream()
                .filter(each -> each.policyId().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    private SignatureCounts counts(UUID id, long signed, long overdue, long open) {
        return new SignatureCounts(id, "Policy " + run, List.of("L11-01"), signed, overdue, open);
    }

    private AttestationView sign(PersonView person, UUID policy) {
        attestations.read(person.id(), policy, 1, 1);
        return attestations.sign(actor(person), null, person, policy, 1, sha256(policy.toString(), 1));
    }

    private UUID start(UUID policy, String team) {
        return UUID.fromString(asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "policy_id",
                        policy.toString(),
                        "name",
                        "Campaign " + run,
                        "teams",
                        List.of(team),
                        "due_at",
                        Instant.now().plus(Duration.ofDays(14)).toString()))
                .post("/api/v1/campaigns")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private UUID inForce(String text) {
        String id = create(text).extract().path("id");
        approve(another(), id, 1).statusCode(200);
        return UUID.fromString(id);
    }

    private ValidatableResponse create(String text) {
        return asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "title",
                        "Policy " + run,
                        "controls",
                        List.of("L11-01"),
                        "draft",
                        Map.of("text", text, "change_note", "First")))
                .post("/api/v1/policies")
                .then()
                .statusCode(201);
    }

    private static void draft(String policy, String text, boolean material) {
        asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("text", text, "change_note", "Next", "material", material))
                .post("/api/v1/policies/%s/versions".formatted(policy))
                .then()
                .statusCode(201);
    }

    private ValidatableResponse approve(String token, String policy, int version) {
        return bearer(token)
                .contentType(ContentType.JSON)
                .body(Map.of("sha256", sha256(policy, version)))
                .post("/api/v1/policies/%s/versions/%d/approval".formatted(policy, version))
                .then();
    }

    private String sha256(String policy, int version) {
        return policies.version(UUID.fromString(policy), version).sha256();
    }

    private String another() {
        return tokens.issueApi("approver-" + UUID.randomUUID(), Role.SECURITY, null)
                .secret();
    }

    private PersonView person(String name) {
        return people.withEmail(name + "-" + run + "@example.org", name + " " + run, null, false);
    }

    private static Actor actor(PersonView person) {
        return new Actor(person.email(), person.id());
    }
}
