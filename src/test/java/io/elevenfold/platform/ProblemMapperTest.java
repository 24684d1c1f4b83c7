package io.elevenfold.platform;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static org.hamcrest.Matchers.equalTo;

import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class ProblemMapperTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"name": "x", "from": "2026-11-01"} | (line 1, column 23): from
            {"name": "x"                        | (line 1, column 13)
            []                                  | (line 1, column 1)""")
    void aBodyThatCannotBeReadIsToldWhere(String body, String place) {
        asAdministrator()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/engagements")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/bad-request"))
                .body("detail", equalTo("The body is not the JSON that this call takes " + place));
    }
}
