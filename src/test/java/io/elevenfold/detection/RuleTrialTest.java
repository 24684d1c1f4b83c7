package io.elevenfold.detection;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class RuleTrialTest {

    private static final String TWO_RULES =
            """
            title: Shell that fetches
            id: 3d6d2a1e-6d0c-4f5b-9d57-4b1a3c9f7e21
            logsource:
              product: anything
            detection:
              fetch:
                process.command_line|contains: 'curl '
              condition: fetch
            ---
            title: Many
            logsource:
              product: anything
            detection:
              large:
                count|gte: 10
              condition: large
            """;

    @Test
    void rulesAreTriedOnAnyEvents() {
        evaluate(
                        TWO_RULES,
                        List.of(
                                Map.of("process.command_line", "curl https://example.org"),
                                Map.of("process", Map.of("command_line", "CURL x"), "count", 9),
                                Map.of("count", 10)))
                .then()
                .statusCode(200)
                .body("matches", hasSize(2))
                .body("matches[0].rule", equalTo("3d6d2a1e-6d0c-4f5b-9d57-4b1a3c9f7e21"))
                .body("matches[0].events", equalTo(List.of(0, 1)))
                .body("matches[1].rule", equalTo("Many"))
                .body("matches[1].events", equalTo(List.of(2)))
                .body("refused", empty());
    }

    @Test
    void aBrokenRuleIsRefusedWithItsReasonAndTheOthersAreTried() {
        String broken = TWO_RULES + "---\ntitle: Broken\ndetection:\n  condition: nothing\n";

        evaluate(broken, List.of(Map.of("process.command_line", "curl x")))
                .then()
                .statusCode(200)
                .body("matches", hasSize(1))
                .body("refused", hasSize(1))
                .body("refused[0].rule", containsString("Broken"));
    }

    @Test
    void placeholdersHaveTheValuesThatAreGiven() {
        String asking = TWO_RULES.replace("|contains: 'curl '", "|contains|expand: '%tools%'");

        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "rules", asking,
                        "events", List.of(Map.of("process.command_line", "wget x")),
                        "placeholders", Map.of("tools", List.of("curl ", "wget "))))
                .post("/api/v1/rules/evaluate")
                .then()
                .statusCode(200)
                .body("matches[0].events", equalTo(List.of(0)));
        evaluate(asking, List.of()).then().body("refused[0].reason", containsString("%tools% has no values here"));
        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body("{\"rules\":\"\",\"events\":[],\"placeholders\":{\"a\":[null]}}")
                .post("/api/v1/rules/evaluate")
                .then()
                .statusCode(400);
    }

    @Test
    void aTrialOfNothingIsRefused() {
        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/rules/evaluate")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-field"));
        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body("{\"rules\":")
                .post("/api/v1/rules/evaluate")
                .then()
                .statusCode(400);
    }

    private static Response evaluate(String rules, List<Map<String, Object>> events) {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("rules", rules, "events", events))
                .post("/api/v1/rules/evaluate");
    }
}
