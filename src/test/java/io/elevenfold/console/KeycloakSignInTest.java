package io.elevenfold.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.elevenfold.testing.Enrolled.bearer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditFilter;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.identity.Directory;
import io.elevenfold.identity.DirectoryRun;
import io.elevenfold.identity.People;
import io.elevenfold.identity.PersonView;
import io.elevenfold.identity.Role;
import io.elevenfold.platform.Sql;
import io.elevenfold.testing.KeycloakResource;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** People of a real Keycloak: how they come in, what the directory tells of them, and how they are kept out. */
@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = KnownAdministrator.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = KeycloakResource.class, restrictToAnnotatedClass = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("io.elevenfold.console.Browser#isThere")
class KeycloakSignInTest {

    @Inject
    Directory directory;

    @Inject
    People people;

    @Inject
    AuditTrail trail;

    @Inject
    Sql sql;

    private Browser browser;

    @BeforeEach
    void begin() {
        if (browser == null) {
            browser = new Browser("http://localhost:" + io.restassured.RestAssured.port);
        }
    }

    @AfterAll
    void end() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aPersonSignsInWithTheRoleOfTheRealmAndSignsOutAgain() {
        String name = person("ciso", "Security", null);

        Page page = signIn(name);

        assertThat(page.locator("h1")).hasText("Where we stand");
        assertThat(page.locator(".ef-side .ef-who")).containsText(address(name));
        assertThat(page.locator(".ef-side .ef-who")).containsText("ciso");
        PersonView known = people.knownAs(address(name)).orElseThrow();
        assertThat(known.role()).isEqualTo(Role.CISO);
        assertThat(known.team()).isEqualTo("Security");
        assertThat(trail.newest(new AuditFilter(address(name), "sign_in", null, null, null), 10, null)
                        .items())
                .extracting(entry -> entry.type())
                .contains("sign_in.succeeded");

        page.locator(".ef-side form[action='/sign-out'] button").click();
        page.waitForURL(url -> url.contains("/sign-in"));
        page.navigate("/findings");
        assertThat(page.getByText("Sign in with your organisation")).isVisible();
        page.getByText("Sign in with your organisation").click();
        assertThat(page.locator("#password")).isVisible();
        page.context().close();
    }

    @Test
    void aChangeOfTeamAndRoleHoldsAfterSynchronisation() {
        String leader = person("security", "Platform", null);
        String name = person("developer", "Payments", leader);
        directory.synchronise(Actor.SYSTEM, true);
        PersonView before = people.knownAs(address(name)).orElseThrow();
        assertThat(before.team()).isEqualTo("Payments");
        assertThat(before.managerId())
                .isEqualTo(people.knownAs(address(leader)).orElseThrow().id());
        Page page = signIn(name);
        page.navigate("/layers");
        assertThat(page.locator("h1")).hasText("You may not see or do that");

        UserResource user = user(name);
        user.leaveGroup(group("Payments"));
        user.joinGroup(group("Platform"));
        grant(user, "auditor");
        directory.synchronise(Actor.SYSTEM, false);

        PersonView after = people.knownAs(address(name)).orElseThrow();
        assertThat(after.team()).isEqualTo("Platform");
        assertThat(after.role()).isEqualTo(Role.AUDITOR);
        page.navigate("/layers");
        assertThat(page.locator("h1")).not().hasText("You may not see or do that");
        DirectoryRun run = directory.runs().get(0);
        assertThat(run.whole()).isFalse();
        assertThat(run.changes())
                .filteredOn(change -> change.email().equals(address(name)))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo("changed");
                    assertThat(change.detail()).contains("team: Payments → Platform", "role: developer → auditor");
                });
        page.context().close();
    }

    @Test
    void theTimeZoneOfAPersonComesWithTheTokenAndWithTheDirectory() {
        String name = person("auditor", "Security", null);
        zone(name, "Asia/Tokyo");

        bearer(token(name)).get("/api/v1/findings").then().statusCode(200);

        assertThat(zonesOf(name)).containsExactly("Asia/Tokyo");
        zone(name, "Europe/Berlin");
        directory.synchronise(Actor.SYSTEM, true);
        assertThat(zonesOf(name)).containsExactly("Europe/Berlin");
    }

    private static void zone(String name, String zone) {
        UserResource user = user(name);
        UserRepresentation changed = user.toRepresentation();
        changed.singleAttribute("zoneinfo", zone);
        user.update(changed);
    }

    private List<String> zonesOf(String name) {
        return sql.list("select zone from person where email = ?", row -> row.getString(1), List.of(address(name)));
    }

    @Test
    void aRunWithoutAChangeReadsNobody() {
        person("developer", "Payments", null);
        directory.synchronise(Actor.SYSTEM, true);
        directory.synchronise(Actor.SYSTEM, false);

        directory.synchronise(Actor.SYSTEM, false);

        DirectoryRun run = directory.runs().get(0);
        assertThat(run.error()).isNull();
        assertThat(run.read()).isZero();
    }

    @Test
    void aLeaverIsLockedOutOfPagesAndApi() {
        String name = person("security", "Security", null);
        directory.synchronise(Actor.SYSTEM, true);
        Page page = signIn(name);
        page.navigate("/findings");
        assertThat(page.locator("h1")).hasText("Findings");
        String token = token(name);
        bearer(token).get("/api/v1/findings").then().statusCode(200);

        UserResource user = user(name);
        UserRepresentation changed = user.toRepresentation();
        changed.setEnabled(false);
        user.update(changed);
        directory.synchronise(Actor.SYSTEM, false);

        bearer(token).get("/api/v1/findings").then().statusCode(401);
        page.navigate("/findings");
        assertThat(page.locator("[role=alert]")).containsText("you may not sign in here");
        assertThat(people.knownAs(address(name)).orElseThrow().leftAt()).isNotNull();
        assertThat(people.present()).extracting(PersonView::email).doesNotContain(address(name));
        page.context().close();
    }

    @Test
    void aPersonWhoWasDeletedLeaves() {
        String name = person("developer", "Payments", null);
        directory.synchronise(Actor.SYSTEM, true);

        user(name).remove();
        directory.synchronise(Actor.SYSTEM, false);

        assertThat(people.knownAs(address(name)).orElseThrow().leftAt()).isNotNull();
    }

    @Test
    void aTokenOfThePersonOpensTheApiAndNoPage() {
        String token = token(person("auditor", "Security", null));

        bearer(token).get("/api/v1/findings").then().statusCode(200);
        bearer(token).get("/api/v1/tokens").then().statusCode(403);
        given().redirects()
                .follow(false)
                .header("Authorization", "Bearer " + token)
                .get("/findings")
                .then()
                .statusCode(302);
    }

    @Test
    void aTokenForAnotherServiceIsRefused() {
        String name = person("administrator", "Platform", null);
        ClientRepresentation other = new ClientRepresentation();
        other.setClientId("another-" + UUID.randomUUID());
        other.setSecret("another-secret");
        other.setPublicClient(false);
        other.setDirectAccessGrantsEnabled(true);
        realm().clients().create(other).close();

        String token = token(other.getClientId(), "another-secret", name);

        bearer(token).get("/api/v1/findings").then().statusCode(401);
    }

    @Test
    void anExpiredTokenAndOneWithAForgedSignatureAreRefused() throws InterruptedException {
        String name = person("administrator", "Platform", null);
        RealmRepresentation settings = realm().toRepresentation();
        settings.setAccessTokenLifespan(1);
        realm().update(settings);
        String expired = token(name);
        settings.setAccessTokenLifespan(300);
        realm().update(settings);
        String good = token(name);
        int middle = good.lastIndexOf('.') + 20;
        String forged =
                good.substring(0, middle) + (good.charAt(middle) == 'A' ? 'B' : 'A') + good.substring(middle + 1);
        Thread.sleep(2500);

        bearer(good).get("/api/v1/findings").then().statusCode(200);
        bearer(expired).get("/api/v1/findings").then().statusCode(401);
        bearer(forged).get("/api/v1/findings").then().statusCode(401);
    }

    @Test
    void aSessionGoesOnWithARefreshedToken() throws InterruptedException {
        RealmRepresentation settings = realm().toRepresentation();
        settings.setAccessTokenLifespan(2);
        realm().update(settings);
        Page page = signIn(person("security", "Security", null));
        settings.setAccessTokenLifespan(300);
        realm().update(settings);
        Thread.sleep(3000);

        page.navigate("/findings");

        assertThat(page.locator("h1")).hasText("Findings");
        page.context().close();
    }

    @Test
    void theSessionOfTheProviderOpensNothingBelowTheApi() {
        Page page = signIn(person("administrator", "Platform", null));

        int status = page.navigate("/api/v1/findings").status();

        assertThat(status).isEqualTo(401);
        page.context().close();
    }

    @Test
    void anAddressThatTheProviderDoesNotVouchForTakesNobodysPlace() {
        String address = "victim-" + UUID.randomUUID() + "@example.org";
        UUID victim = people.withEmail(address).id();
        String name = person("administrator", "Platform", null);
        UserResource user = user(name);
        UserRepresentation changed = user.toRepresentation();
        changed.setEmail(address);
        changed.setEmailVerified(false);
        user.update(changed);

        bearer(token(name)).get("/api/v1/findings").then().statusCode(401);

        assertThat(people.withId(victim).orElseThrow().role()).isEqualTo(Role.DEVELOPER);
    }

    private Page signIn(String name) {
        Page page = browser.stranger(1280, 800, ColorScheme.LIGHT);
        page.navigate("/sign-in");
        page.getByText("Sign in with your organisation").click();
        page.locator("#username").fill(name);
        page.locator("#password").fill(KeycloakResource.PASSWORD);
        page.locator("#kc-login").click();
        page.waitForURL(url -> url.startsWith(browserHouse()) && !url.contains("/sign-in"));
        return page;
    }

    private static String browserHouse() {
        return "http://localhost:" + io.restassured.RestAssured.port;
    }

    private static RealmResource realm() {
        return KeycloakResource.administrator().realm("elevenfold");
    }

    private static String address(String name) {
        return name + "@example.org";
    }

    /** Somebody new, so that each test stands alone. */
    private static String person(String role, String team, String leader) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername("p-" + UUID.randomUUID());
        user.setEmail(address(user.getUsername()));
        user.setEmailVerified(true);
        user.setFirstName("Per");
        user.setLastName("Son");
        user.setEnabled(true);
        user.setGroups(List.of("/" + team));
        if (leader != null) {
            user.singleAttribute("manager", leader);
        }
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(KeycloakResource.PASSWORD);
        user.setCredentials(List.of(password));
        try (jakarta.ws.rs.core.Response made = realm().users().create(user)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
        grant(user(user.getUsername()), role);
        return user.getUsername();
    }

    private static void grant(UserResource user, String role) {
        user.roles().realmLevel().add(List.of(realm().roles().get(role).toRepresentation()));
    }

    private static UserResource user(String name) {
        return realm().users()
                .get(realm().users().searchByUsername(name, true).get(0).getId());
    }

    private static String group(String name) {
        return realm().groups().groups().stream()
                .filter(group -> group.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    private static String token(String name) {
        return token("elevenfold", KeycloakResource.clientSecret(), name);
    }

    private static String token(String client, String secret, String name) {
        Response answer = given().baseUri("http://localhost")
                .port(java.net.URI.create(KeycloakResource.realmAddress()).getPort())
                .basePath("/realms/elevenfold")
                .formParam("grant_type", "password")
                .formParam("client_id", client)
                .formParam("client_secret", secret)
                .formParam("username", name)
                .formParam("password", KeycloakResource.PASSWORD)
                .formParam("scope", "openid")
                .post("/protocol/openid-connect/token");
        answer.then().statusCode(200);
        return answer.path("access_token");
    }
}
