package io.elevenfold.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.elevenfold.testing.Routes;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every route that exists, as everybody who could come, for data in sight and out of sight. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {

    private static final String PASSWORD = "a password of this test";
    private static final Set<String> FOUR = Set.of("administrator", "ciso", "security", "auditor");
    /** Who sees a part: a person who leads somebody, and one of security who is limited to a team. */
    private static final Set<String> IN_PART = Set.of("lead", "limited");

    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry(
                    "anybody",
                    Set.of(
                            "nobody",
                            "administrator",
                            "ciso",
                            "security",
                            "auditor",
                            "external_auditor",
                            "developer",
                            "lead",
                            "limited")),
            Map.entry("machine", Set.of()),
            Map.entry("person", Set.of()),
            Map.entry(
                    "known",
                    Set.of(
                            "administrator",
                            "ciso",
                            "security",
                            "auditor",
                            "external_auditor",
                            "developer",
                            "lead",
                            "limited")),
            Map.entry("look", Set.of("administrator", "ciso", "security", "auditor", "developer", "lead", "limited")),
            Map.entry("whole", FOUR),
            Map.entry("people", Set.of("administrator", "ciso", "security", "auditor", "limited")),
            Map.entry("export", Set.of("administrator", "ciso", "security", "auditor", "limited")),
            Map.entry("trail", Set.of("administrator", "ciso", "auditor")),
            Map.entry("examine", Set.of("administrator", "ciso", "auditor", "external_auditor")),
            Map.entry("admit", Set.of("administrator", "ciso")),
            Map.entry("triage", Set.of("administrator", "security", "limited")),
            Map.entry("govern", Set.of("administrator", "ciso", "security")),
            Map.entry("administer", Set.of("administrator")));

    @Inject
    Accounts accounts;

    @Inject
    People people;

    @Inject
    Sights sights;

    @Inject
    Tokens tokens;

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private Subject own;
    private Subject foreign;

    /** A person with an endpoint, a session on it and a finding about it. */
    private record Subject(UUID person, UUID endpoint, String session, String finding) {}

    @BeforeEach
    void begin() {
        if (own != null) {
            return;
        }
        own = subject("own");
        foreign = subject("foreign");
        for (Role role : Role.values()) {
            account(
                    role.word(),
                    role,
                    people.withEmail(unique(role.word()) + "@example.org").id());
            secrets.put(
                    role.word(),
                    tokens.issueApi("matrix", role, Duration.ofDays(1)).secret());
        }
        UUID lead = people.withEmail(unique("lead") + "@example.org").id();
        UUID limited = people.withEmail(unique("limited") + "@example.org").id();
        QuarkusTransaction.requiringNew().run(() -> people.findById(own.person()).manager = people.findById(lead));
        sights.limit(limited, Set.of(people.withId(own.person()).orElseThrow().teamId()), Actor.SYSTEM);
        account("lead", Role.DEVELOPER, lead);
        account("limited", Role.SECURITY, limited);
    }

    @Test
    void everyRouteHasADecisionAndEveryDecisionARoute() throws IOException {
        assertThat(decisions().keySet()).containsExactlyElementsOf(Routes.all());
    }

    @Test
    void everyAreaOfTheApiCanBeAScope() {
        for (String route : Routes.all()) {
            String path = route.substring(route.indexOf(' ') + 1);
            String area = path.startsWith("/api/v1/") ? path.split("/", -1)[3] : "tokens";

            assertThat(Scope.AREAS).as(route).containsAnyOf(area, machineDoor(area));
        }
    }

    /** Doors of machines are not for tokens with scopes. */
    private static String machineDoor(String area) {
        return Set.of("enroll", "hooks", "posture").contains(area) ? "tokens" : area;
    }

    @Test
    void whoComesIsLetInOrRefusedAsDecided() throws IOException {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Map.Entry<String, String> decision : decisions().entrySet()) {
            for (String who : cookies.keySet()) {
                for (Subject subject : names(decision.getKey()) ? List.of(own, foreign) : List.of(own)) {
                    tried += judge(decision.getKey(), decision.getValue(), who, subject, wrong);
                }
            }
            tried += judge(decision.getKey(), decision.getValue(), "nobody", own, wrong);
        }

        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(600);
    }

    private int judge(String route, String decision, String who, Subject subject, List<String> wrong) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        boolean isApi = path.startsWith("/api/") || path.startsWith("/v1/");
        if (isApi && IN_PART.contains(who)) {
            return 0;
        }
        Response answer = request(who, isApi, method).request(method, filled(path, subject));
        int status = answer.statusCode();
        boolean refused = status == 403
                || status == 401
                || (status == 302 && String.valueOf(answer.header("Location")).contains("/sign-in?to="))
                || (status == 302 && String.valueOf(answer.header("Location")).endsWith("/sign-in"));
        boolean expected = ALLOWED.get(decision).contains(who);
        // An enrolment token is what is missing there, not an identity.
        boolean isDoorOfItsOwn = path.equals("/api/v1/enroll");
        if (!isDoorOfItsOwn && refused == expected) {
            wrong.add("%s as %s: %d, but the decision is '%s'".formatted(route, who, status, decision));
        }
        if (expected && names(path) && !seesEverything(who)) {
            boolean inSight = who.equals("developer") ? false : subject == own;
            if ((status == 404) == inSight) {
                wrong.add("%s as %s for %s data: %d".formatted(route, who, subject == own ? "own" : "foreign", status));
            }
        } else if (expected && names(path) && status == 404) {
            wrong.add("%s as %s: 404".formatted(route, who));
        }
        if (path.equals("/sign-out") && names.containsKey(who)) {
            cookies.put(who, signIn(names.get(who)));
        }
        return 1;
    }

    private static boolean seesEverything(String who) {
        return FOUR.contains(who);
    }

    /** Whether the path names a thing that belongs to somebody. */
    private static boolean names(String path) {
        return path.matches("(.* )?(/api/v1)?/(endpoints|findings|sessions|people)/\\{.*");
    }

    private static String filled(String path, Subject subject) {
        return path.replaceAll("(?<=/endpoints/)\\{id}", subject.endpoint().toString())
                .replaceAll("(?<=/findings/)\\{id}", subject.finding())
                .replaceAll("(?<=/sessions/)\\{key}", subject.session())
                .replaceAll("(?<=/people/)\\{id}", subject.person().toString())
                .replace("{number}", "1")
                .replace("{agent}", "claude-code")
                .replaceAll("\\{\\w+(:[^}]*)?}", UUID.randomUUID().toString());
    }

    private RequestSpecification request(String who, boolean isApi, String method) {
        RequestSpecification request = given().redirects().follow(false);
        if (isApi) {
            request.contentType(ContentType.JSON);
            if (!method.equals("GET") && !method.equals("DELETE")) {
                request.body("{}");
            }
            return who.equals("nobody") ? request : request.header("Authorization", "Bearer " + secrets.get(who));
        }
        request.header("Sec-Fetch-Site", "same-origin");
        if (method.equals("POST")) {
            request.contentType(ContentType.URLENC).formParam("to", "acknowledged");
        }
        return who.equals("nobody") ? request : request.cookie("elevenfold-session", cookies.get(who));
    }

    private final Map<String, String> names = new LinkedHashMap<>();

    private void account(String who, Role role, UUID person) {
        String name = unique(who);
        accounts.create(name, PASSWORD, role, person);
        names.put(who, name);
        cookies.put(who, signIn(name));
    }

    private static String signIn(String name) {
        Response answer = given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("j_username", name)
                .formParam("j_password", PASSWORD)
                .post("/j_security_check");
        assertThat(answer.cookie("elevenfold-session")).as(name).isNotBlank();
        return answer.cookie("elevenfold-session");
    }

    private Subject subject(String name) {
        String address = unique(name) + "@example.org";
        UUID person =
                people.withEmail(address, null, unique("team " + name), false).id();
        Enrolled endpoint = Enrolled.withPerson(address);
        String line =
                """
                {"event.action":"shell_exec","activity.phase":"completed","agent.product":"claude-code","session.id":"%s","process.command_line":"docker run --rm -it -v /:/host alpine chroot /host","decision.outcome":"allow","decision.source":"human"}
                """
                        .formatted(unique("session"));
        endpoint.sends(line);
        String session = Enrolled.asAdministrator()
                .queryParam("endpoint", endpoint.endpointId())
                .get("/api/v1/sessions")
                .path("items[0].key");
        String finding =
                (String) Recorded.findingsOf(endpoint.endpointId()).get(0).get("id");
        return new Subject(person, endpoint.endpointId(), session, finding);
    }

    private static String unique(String name) {
        return name.replace(' ', '-') + "-" + UUID.randomUUID();
    }

    /** Route to the word of its decision, in the order of the routes. */
    private static Map<String, String> decisions() throws IOException {
        Map<String, String> decisions = new TreeMap<>();
        try (InputStream file = AccessMatrixTest.class.getResourceAsStream("/identity/access.txt")) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.strip().split("\\s+", -1);
                    assertThat(ALLOWED).as(line).containsKey(parts[0]);
                    decisions.put(parts[1] + " " + parts[2], parts[0]);
                }
            }
        }
        return decisions;
    }
}
