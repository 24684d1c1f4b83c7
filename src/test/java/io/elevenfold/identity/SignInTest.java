package io.elevenfold.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.agroal.api.AgroalDataSource;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.security.InvalidKeyException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class SignInTest {

    private static final String PASSWORD = "a password of this test";

    @Inject
    Accounts accounts;

    @Inject
    AuditTrail trail;

    @Inject
    AgroalDataSource dataSource;

    @Test
    void eachSignInMakesANewSessionAndSigningOutEndsItForGood() {
        String name = account(Role.SECURITY);
        String planted = "a-secret-that-somebody-planted";
        Response first = signIn(name, PASSWORD, "", planted);
        String cookie = first.cookie("elevenfold-session");
        String other = signIn(name, PASSWORD, "", null).cookie("elevenfold-session");

        assertThat(List.of(cookie, other, planted)).doesNotHaveDuplicates();
        assertThat(first.getDetailedCookie("elevenfold-session").isHttpOnly()).isTrue();
        assertThat(first.getDetailedCookie("elevenfold-session").getSameSite()).isEqualToIgnoringCase("strict");
        with(cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .post("/sign-out")
                .then()
                .statusCode(303);
        with(cookie).get("/findings").then().statusCode(302);
        with(other).get("/findings").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update sign_in set seen_at = now() - interval '61 minutes' where account_id = ?",
                "update sign_in set expires_at = now() where account_id = ?",
                "update account set disabled_at = now() where id = ?",
                "update account set role_until = now() where id = ?"
            })
    void aSessionEndsBySilenceByAgeAndWithItsAccount(String end) throws SQLException {
        String name = account(Role.SECURITY);
        String cookie = signIn(name, PASSWORD, "", null).cookie("elevenfold-session");
        with(cookie).get("/findings").then().statusCode(200);

        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(end)) {
            update.setObject(1, idOf(name));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }

        Response refused = with(cookie).get("/findings?layer=3");
        refused.then().statusCode(302);
        assertThat(refused.header("Location")).endsWith("/sign-in?to=%2Ffindings%3Flayer%3D3");
    }

    @Test
    void guessingIsSlowedDownAndKept() {
        String name = account(Role.SECURITY);
        for (int i = 0; i < 6; i++) {
            assertThat(signIn(name, "wrong", "", null).header("Location")).contains("failed");
        }

        assertThat(signIn(name, PASSWORD, "", null).cookie("elevenfold-session"))
                .isNull();
        assertThat(trail.newest(new AuditFilter(name, "sign_in.failed", null, null, null), 100, null)
                        .items())
                .hasSize(5);
    }

    @Test
    void aNameThatNobodyHasIsNotRepeated() {
        String secret = "MyPassw0rd-" + UUID.randomUUID();

        signIn(secret, "", "", null);

        assertThat(trail.newest(new AuditFilter(secret, null, null, null, null), 10, null)
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "javascript:1"})
    void signingInLeadsNowhereElse(String to) {
        String name = account(Role.SECURITY);

        Response answer = form().formParam("j_username", name)
                .formParam("j_password", PASSWORD)
                .formParam("to", to)
                .post("/j_security_check");

        assertThat(answer.header("Location")).matches("http://localhost:\\d+/");
    }

    @Test
    void theSecondStepIsAskedForOnceItIsOn() throws InvalidKeyException {
        String name = account(Role.SECURITY);
        String cookie = signIn(name, PASSWORD, "", null).cookie("elevenfold-session");
        String page = post(cookie, "/account/second-step", "password", PASSWORD);
        String secret = found(page, "<pre tabindex=\"0\">([A-Z2-7]{32})</pre>");
        String before = code(secret, Instant.now().minusSeconds(30));

        String confirmed = post(cookie, "/account/second-step/confirmation", "code", before);

        String recovery = found(confirmed, "<code>([a-z2-7]{16})</code>");
        assertThat(signIn(name, PASSWORD, "", null).cookie("elevenfold-session"))
                .isNull();
        assertThat(signIn(name, PASSWORD, before, null).cookie("elevenfold-session"))
                .as("a code is good once")
                .isNull();
        String now = code(secret, Instant.now().plusSeconds(20));
        assertThat(signIn(name, PASSWORD, now, null).cookie("elevenfold-session"))
                .isNotNull();
        assertThat(signIn(name, PASSWORD, recovery, null).cookie("elevenfold-session"))
                .isNotNull();
        assertThat(signIn(name, PASSWORD, recovery, null).cookie("elevenfold-session"))
                .as("a recovery code is good once")
                .isNull();
    }

    @Test
    void anAuditorsAccountEndsSomeDay() {
        Actor administrator = new Actor("admin", null);

        assertThatThrownBy(() -> accounts.create(unique(), PASSWORD, Role.AUDITOR, null, null, administrator))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("within a year");
    }

    private String account(Role role) {
        String name = unique();
        accounts.create(name, PASSWORD, role);
        return name;
    }

    private UUID idOf(String name) {
        return accounts.all().stream()
                .filter(account -> account.username().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static String unique() {
        return "person-" + UUID.randomUUID();
    }

    private static String code(String secret, Instant at) throws InvalidKeyException {
        TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
        return generator.generateOneTimePasswordString(
                new SecretKeySpec(decoded(secret), generator.getAlgorithm()), at);
    }

    private static byte[] decoded(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        long buffer = 0;
        int held = 0;
        int next = 0;
        for (char letter : base32.toCharArray()) {
            buffer = (buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[next++] = (byte) (buffer >> held);
            }
        }
        return bytes;
    }

    private static String found(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static String post(String cookie, String path, String field, String value) {
        Response answer = with(cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .formParam(field, value)
                .post(path);
        answer.then().statusCode(200);
        return answer.asString();
    }

    private static RequestSpecification form() {
        return given().redirects().follow(false).header("Sec-Fetch-Site", "same-origin");
    }

    private static Response signIn(String name, String password, String code, String cookie) {
        RequestSpecification form = form();
        if (cookie != null) {
            form.cookie("elevenfold-session", cookie);
        }
        return form.formParam("j_username", name)
                .formParam("j_password", password)
                .formParam("code", code)
                .post("/j_security_check");
    }

    private static RequestSpecification with(String cookie) {
        return given().redirects().follow(false).cookie("elevenfold-session", cookie);
    }
}
