package io.elevenfold.evidence.bundle;

import static io.elevenfold.evidence.bundle.MadePackage.made;
import static io.elevenfold.evidence.bundle.MadePackage.unpacked;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import gov.nist.secauto.metaschema.core.configuration.DefaultConfiguration;
import gov.nist.secauto.oscal.lib.OscalBindingContext;
import io.elevenfold.posture.Samples;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The six documents of real packages, before NIST's schemas and before the validator of the OSCAL library. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class OscalTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** By document, the short name of its schema. */
    private static final Map<String, String> DOCUMENTS = Map.of(
            "assessment-results", "ar",
            "poam", "poam",
            "assessment-plan", "ap",
            "ssp", "ssp",
            "catalog", "catalog",
            "profile", "profile");

    @TempDir
    Path folder;

    private Instant from = Instant.EPOCH;

    @BeforeEach
    void findingsAndAnException() {
        from = Instant.now().minusSeconds(60);
        Enrolled endpoint = Enrolled.endpoint();
        ObjectNode report = Samples.report(Samples.YOLO);
        Samples.with(report, "/report_id", UUID.randomUUID().toString());
        endpoint.asEndpoint()
                .contentType(ContentType.JSON)
                .body(report.toString())
                .post("/api/v1/posture")
                .then()
                .statusCode(201);
        String exception = Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "finding_id",
                        Recorded.findingsOf(endpoint.endpointId()).get(0).get("id"),
                        "breadth",
                        "finding",
                        "reason",
                        "Accepted  until the\nmachine is replaced",
                        "expires_at",
                        Instant.now().plus(30, ChronoUnit.DAYS).toString()))
                .post("/api/v1/exceptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String second = Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "second-" + UUID.randomUUID(), "kind", "api", "role", "ciso"))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        Enrolled.bearer(second)
                .contentType(ContentType.JSON)
                .body(Map.of("approve", true))
                .post("/api/v1/exceptions/" + exception + "/decision")
                .then()
                .statusCode(200);
    }

    @Test
    void schemasAndValidatorAcceptWhatIsFullAndWhatIsEmpty() throws Exception {
        Path full = unpacked(folder, made(from, "actor")).resolve("oscal");
        Instant nothingYet = Instant.parse("2020-01-01T00:00:00Z");
        Path empty =
                unpacked(folder, made(nothingYet, nothingYet.plusSeconds(3600))).resolve("oscal");

        int items = read(full, "poam")
                .at("/plan-of-action-and-milestones/poam-items")
                .size();
        assertThat(Files.readAllLines(full.resolveSibling("tables/plan-of-action.jsonl")))
                .hasSize(items);
        assertThat(Files.readAllLines(empty.resolveSibling("tables/plan-of-action.jsonl")))
                .isEmpty();
        assertThat(read(full, "poam").toString())
                .contains("deviation-approved", "Accepted until the machine is replaced");
        assertThat(read(full, "assessment-results").toString()).contains("not-satisfied", "risk-uuid");
        assertThat(read(empty, "assessment-results").toString()).doesNotContain("risk-uuid");
        for (Path each : List.of(full, empty)) {
            for (String document : DOCUMENTS.keySet()) {
                assertThat(bySchema(each, document)).as(document).isEmpty();
                assertThat(byValidator(each, document)).as(document).isEmpty();
            }
            assertThat(danglingReferences(each)).isEmpty();
        }
    }

    @Test
    void theValidatorObjectsToWhatTheSchemaLetsThrough() throws Exception {
        Path oscal = unpacked(folder, made(from, "actor")).resolve("oscal");
        change(oscal, "ssp", ssp -> ((ObjectNode)
                        ssp.at("/system-security-plan/control-implementation/implemented-requirements/0"))
                .remove("by-components"));

        assertThat(bySchema(oscal, "ssp")).isEmpty();
        assertThat(byValidator(oscal, "ssp")).anyMatch(what -> what.contains("by-component"));
    }

    @Test
    void aFindingOfARiskThatIsNotThereIsSeen() throws Exception {
        Path oscal = unpacked(folder, made(from, "actor")).resolve("oscal");
        String nowhere = UUID.randomUUID().toString();
        change(oscal, "assessment-results", results -> ((ObjectNode) results.findParent("risk-uuid"))
                .put("risk-uuid", nowhere));

        // Neither schema nor validator mind: hence a look of our own.
        assertThat(byValidator(oscal, "assessment-results")).isEmpty();
        assertThat(danglingReferences(oscal)).containsExactly("risk-uuid " + nowhere);
    }

    private static JsonNode read(Path oscal, String document) throws IOException {
        return JSON.readTree(oscal.resolve(document + ".json").toFile());
    }

    private static void change(Path oscal, String document, Consumer<JsonNode> change) throws IOException {
        JsonNode read = read(oscal, document);
        change.accept(read);
        JSON.writeValue(oscal.resolve(document + ".json").toFile(), read);
    }

    private static Set<?> bySchema(Path oscal, String document) throws IOException {
        try (InputStream schema = Objects.requireNonNull(OscalTest.class.getResourceAsStream(
                "/oscal/oscal-%s_schema.json".formatted(DOCUMENTS.get(document))))) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(schema)
                    .validate(read(oscal, document));
        }
    }

    private static List<String> byValidator(Path oscal, String document) throws IOException {
        var result = OscalBindingContext.instance()
                .validateWithConstraints(oscal.resolve(document + ".json").toUri(), new DefaultConfiguration<>());
        return result.getFindings().stream()
                .filter(finding -> !result.isPassing())
                .map(finding -> finding.getSeverity() + " " + finding.getPath() + " " + finding.getMessage())
                .toList();
    }

    /** References by UUID to what no document of the package holds. */
    private static List<String> danglingReferences(Path oscal) throws IOException {
        Set<String> there = new HashSet<>();
        List<String[]> references = new ArrayList<>();
        for (String document : DOCUMENTS.keySet()) {
            collect(read(oscal, document), there, references);
        }
        return references.stream()
                .filter(reference -> !there.contains(reference[1]))
                .map(reference -> reference[0] + " " + reference[1])
                .distinct()
                .toList();
    }

    private static void collect(JsonNode node, Set<String> there, List<String[]> references) {
        node.properties().forEach(member -> {
            if (member.getKey().equals("uuid")) {
                there.add(member.getValue().asText());
            } else if (member.getKey().endsWith("-uuid")) {
                references.add(new String[] {member.getKey(), member.getValue().asText()});
            }
        });
        node.forEach(child -> collect(child, there, references));
    }
}
