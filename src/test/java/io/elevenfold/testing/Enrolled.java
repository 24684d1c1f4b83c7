package io.elevenfold.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * An endpoint that was enrolled through the API.
 *
 * @param endpointId as the service knows it
 * @param token its credential
 */
public record Enrolled(UUID endpointId, String token) {

    /** With somebody who is answerable for it, whose address is new as well. */
    public static Enrolled withPerson(String email) {
        return enrol(Map.of("hostname", "host-" + UUID.randomUUID(), "os", "linux", "person", email));
    }

    /** With nobody who is answerable for it. */
    public static Enrolled endpoint() {
        return enrol(Map.of("hostname", "host-" + UUID.randomUUID(), "os", "linux"));
    }

    /** A request of this endpoint's. */
    public RequestSpecification asEndpoint() {
        return bearer(token);
    }

    /** Hands in activity, one JSON object a line, and sees it taken. */
    public void sends(String lines) {
        asEndpoint()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/activity")
                .then()
                .statusCode(200);
    }

    /** A request of an administrator's. */
    public static RequestSpecification asAdministrator() {
        return bearer(KnownAdministrator.TOKEN);
    }

    /** A request of an administrator who signed in, as the console wants it. */
    public static RequestSpecification asSignedIn() {
        String session = given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("j_username", "admin")
                .formParam("j_password", KnownAdministrator.PASSWORD)
                .post("/j_security_check")
                .cookie("elevenfold-session");
        return given().cookie("elevenfold-session", session);
    }

    /** A request with any token. */
    public static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static Enrolled enrol(Map<String, String> endpoint) {
        String ticket = asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "tests", "max_uses", 1, "expires_in_hours", 1))
                .post("/api/v1/enrollment-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        Response answer =
                bearer(ticket).contentType(ContentType.JSON).body(endpoint).post("/api/v1/enroll");
        answer.then().statusCode(201);
        return new Enrolled(UUID.fromString(answer.path("endpoint_id")), answer.path("token"));
    }
}
