package io.elevenfold.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class ConsoleGuardTest {

    @Test
    void whoHasNotSignedInIsSentToTheDoor() {
        given().redirects()
                .follow(false)
                .get("/findings")
                .then()
                .statusCode(302)
                .header("Location", containsString("/sign-in"));
    }

    @Test
    void aSignInFromAnotherSiteIsRefused() {
        given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("j_username", "admin")
                .formParam("j_password", KnownAdministrator.PASSWORD)
                .post("/j_security_check")
                .then()
                .statusCode(403);
    }

    @Test
    void aPageForbidsWhatItDoesNotNeed() {
        given().get("/sign-in")
                .then()
                .statusCode(200)
                .header(
                        "Content-Security-Policy",
                        allOf(
                                startsWith("default-src 'none'"),
                                containsString("frame-ancestors 'none'"),
                                not(containsString("unsafe"))))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }

    @Test
    void afterSignOutTheSessionIsGone() {
        String cookie = signIn();

        withSession(cookie).get("/findings").then().statusCode(200);
        withSession(cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .post("/sign-out")
                .then()
                .statusCode(303)
                .header("Set-Cookie", containsString("elevenfold-session="));
    }

    @Test
    void anExportTellsWhatItIs() {
        withSession(signIn())
                .get("/findings/export.csv?layer=11")
                .then()
                .statusCode(200)
                .header("Elevenfold-Filter", containsString("layer=11"))
                .header("Repr-Digest", startsWith("sha-256=:"))
                .body(startsWith("\"id\",\"severity\",\"state\""));
    }

    private static String signIn() {
        Response answer = given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("j_username", "admin")
                .formParam("j_password", KnownAdministrator.PASSWORD)
                .post("/j_security_check");
        answer.then().statusCode(302);
        return answer.cookie("elevenfold-session");
    }

    private static RequestSpecification withSession(String cookie) {
        return given().redirects().follow(false).cookie("elevenfold-session", cookie);
    }
}
