package io.elevenfold.detection.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What others wrote in several documents that belong together: correlations, filters, public log sources. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class RulePackTest {

    private final String marker = "m" + UUID.randomUUID().toString().substring(0, 8);
    private final String ruleId = UUID.randomUUID().toString();
    private final String correlationId = UUID.randomUUID().toString();

    private final String rule =
            """
            title: One %1$s
            id: %2$s
            name: one_%1$s
            logsource:
              product: coding_agent
              category: shell_exec
            detection:
              marked:
                process.command_line|contains: %1$s
              condition: marked
            level: low
            """
                    .formatted(marker, ruleId);

    private final String correlation =
            """
            title: Three %1$s
            id: %2$s
            correlation:
              type: event_count
              rules: [one_%1$s]
              group-by: [session.id]
              timespan: 1h
              condition: {gte: 3}
            level: high
            """
                    .formatted(marker, correlationId);

    @Test
    void aCorrelationIsTakenInWithTheRulesThatItNamesAndRaisesInTheirPlace() {
        String handedIn = handIn(correlation + "---\n" + rule)
                .body("good", hasSize(2))
                .body("good.kind", equalTo(List.of("correlation", "rule")))
                .body("refused", hasSize(0))
                .extract()
                .path("id");

        take(handedIn, true);

        assertThat(titlesAfter(marker, marker, marker)).containsExactly("Three " + marker);
        get("/api/v1/rules/" + correlationId).body("kind", equalTo("CORRELATION"));
        assertThat(Enrolled.asAdministrator()
                        .get("/api/v1/rules/" + correlationId + "/sigma")
                        .asString())
                .isEqualTo(correlation);
    }

    @Test
    void aCorrelationOverWhatIsNotThereIsRefusedWithItsLine() {
        handIn(correlation)
                .body("good", hasSize(0))
                .body("refused[0].line", equalTo(5))
                .body("refused[0].reason", containsString("there is no rule 'one_" + marker + "'"));
    }

    @Test
    void aRuleThatIsSwitchedOffStillFeedsTheCorrelationThatNamesIt() {
        take(
                handIn(correlation.replace("gte: 3}", "gte: 3}\n  generate: true") + "---\n" + rule)
                        .extract()
                        .path("id"),
                true);
        List<String> on = titlesAfter(marker, marker, marker);

        set(ruleId, Map.of("enabled", false, "reason", "too much by itself"));

        assertThat(on).containsExactlyInAnyOrder("One " + marker, "Three " + marker);
        assertThat(titlesAfter(marker, marker, marker)).containsExactly("Three " + marker);
    }

    @Test
    void aCorrelationIsNarrowedByLeavingEventsOut() {
        take(handIn(correlation + "---\n" + rule).extract().path("id"), true);

        set(
                correlationId,
                Map.of(
                        "filter",
                        "ours:\n  process.command_line|contains: builder\ncondition: ours\n",
                        "reason",
                        "the builder does this all day"));

        assertThat(titlesAfter(marker, marker + " builder", marker)).isEmpty();
        assertThat(titlesAfter(marker, marker + " builder", marker, marker)).containsExactly("Three " + marker);
    }

    @Test
    void aSuppressionIsForACorrelationThatItNamesAndNotForARuleOfAnotherLogSource() {
        take(handIn(correlation + "---\n" + rule).extract().path("id"), true);
        String filter =
                """
                title: harmless
                logsource: {product: %s}
                filter: {rules: [%s], sel: {process.command_line|contains: harmless}, condition: not sel}
                """;

        suppress(filter.formatted("windows", ruleId)).statusCode(400).body("detail", containsString("log source"));
        suppress(filter.formatted("coding_agent", correlationId)).statusCode(200);

        assertThat(titlesAfter(marker, marker + " harmless", marker)).isEmpty();
    }

    @Test
    void aFilterIsTakenInAndRunsWhileItIsSwitchedOn() {
        String filterId = UUID.randomUUID().toString();
        String filter =
                """
                title: Without ours %1$s
                id: %2$s
                logsource: {product: coding_agent}
                filter:
                  rules: [%3$s]
                  ours: {process.command_line|contains: ours}
                  condition: not ours
                """
                        .formatted(marker, filterId, ruleId);
        take(
                handIn(rule + "---\n" + filter)
                        .body("good.kind", equalTo(List.of("rule", "filter")))
                        .extract()
                        .path("id"),
                true);
        List<String> narrowed = titlesAfter(marker + " ours");

        set(filterId, Map.of("enabled", false, "reason", "ours moved away"));

        assertThat(narrowed).isEmpty();
        assertThat(titlesAfter(marker + " ours")).containsExactly("One " + marker);
    }

    @Test
    void aPublicRuleOverProcessesIsAskedOfEachSimpleCommand() {
        String process =
                """
                title: Fetch %1$s
                id: %2$s
                logsource: {product: linux, category: process_creation}
                detection:
                  image:
                    - Image|endswith: '/curl'
                    - OriginalFileName: curl.exe
                  options: {CommandLine|contains|all: [' -sO', '%1$s']}
                  ours: {User: root}
                  condition: image and options and not ours
                level: medium
                """
                        .formatted(marker, ruleId);
        take(
                handIn(process)
                        .body("good[0].log_source", equalTo("linux/process_creation"))
                        .extract()
                        .path("id"),
                true);

        assertThat(titlesAfter("cd /tmp && sudo curl -sO https://" + marker)).containsExactly("Fetch " + marker);
        assertThat(titlesAfter("curl -V; echo -sO " + marker)).isEmpty();
        assertThat(Enrolled.asAdministrator()
                        .get("/api/v1/rules/" + ruleId + "/sigma")
                        .asString())
                .isEqualTo(process);
    }

    @Test
    void aPublicRuleOverAllThatASystemLogsIsAskedOfItsCommands() {
        String keywords =
                """
                title: Any log %1$s
                id: %2$s
                logsource: {product: linux}
                detection:
                  keywords: ['* | base64 -d * %1$s', 'nc -e /bin/sh %1$s']
                  condition: keywords
                level: high
                """
                        .formatted(marker, ruleId);
        take(
                handIn(keywords)
                        .body("good[0].log_source", equalTo("linux"))
                        .extract()
                        .path("id"),
                true);

        assertThat(titlesAfter("cat x | base64 -d | sh " + marker)).containsExactly("Any log " + marker);
        assertThat(titlesAfter("echo " + marker)).isEmpty();
        handIn(keywords.replace("{product: linux}", "{product: linux, service: sshd}"))
                .body("refused[0].out_of_sight", equalTo(true));
    }

    @Test
    void aSequenceAndABaselineAreTakenInAsOurOwnAre() {
        String sequenceId = UUID.randomUUID().toString();
        String documents =
                """
                title: Twice %1$s
                id: %2$s
                sequence: {by: [session.id], maxspan: 1h, steps: [one_%1$s, one_%1$s]}
                level: high
                ---
                title: New shells %1$s
                id: %3$s
                logsource: {product: coding_agent, category: shell_exec}
                baseline: {type: new_terms, terms: [process.executable.name], history: 7d, risk: {person: 5}}
                level: low
                ---
                title: Risk %1$s
                id: 0e1d7f1c-16e3-4f6d-8a53-0d43a2d1c009
                baseline: {type: risk}
                """
                        .formatted(marker, sequenceId, UUID.randomUUID());

        take(
                handIn(documents + "---\n" + rule)
                        .body("good.kind", equalTo(List.of("correlation", "baseline", "rule")))
                        .body("refused[0].reason", containsString("told once"))
                        .extract()
                        .path("id"),
                true);

        assertThat(titlesAfter(marker, marker)).containsExactly("Twice " + marker);
    }

    @Test
    void whatNoActivityCanShowIsRefusedWithThatReason() {
        String rules =
                """
                title: Registry
                id: 0e1d7f1c-16e3-4f6d-8a53-0d43a2d1c001
                logsource: {product: windows, category: registry_set}
                detection: {sel: {TargetObject|contains: Run}, condition: sel}
                ---
                title: Signed by
                id: 0e1d7f1c-16e3-4f6d-8a53-0d43a2d1c002
                logsource: {product: windows, category: process_creation}
                detection: {sel: {Company: Evil, CommandLine|contains: x}, condition: sel}
                ---
                title: Mail
                id: 0e1d7f1c-16e3-4f6d-8a53-0d43a2d1c003
                logsource: {product: m365, service: exchange}
                detection: {sel: {eventName: x}, condition: sel}
                """;

        handIn(rules)
                .body("good", hasSize(0))
                .body("refused[0].reason", containsString("no agent tells of single values of the registry"))
                .body("refused[1].reason", equalTo("it needs Company, which no activity has"))
                .body("refused[2].reason", startsWith("no activity shows what the log source m365/exchange logs"));
    }

    @Test
    void documentsWithoutIdsAreTakenInToldByTheirTitles() {
        String first = without(rule, "id:");
        String pack = without(correlation, "id:") + "---\n" + first;
        take(
                handIn(pack)
                        .body("good", hasSize(2))
                        .body("refused", hasSize(0))
                        .extract()
                        .path("id"),
                true);

        assertThat(titlesAfter(marker, marker, marker)).containsExactly("Three " + marker);
        handIn(pack).body("good.version", equalTo(List.of(0, 0)));
        String told = handIn(first.replace("level: low", "level: high"))
                .body("good.version", equalTo(List.of(2)))
                .extract()
                .path("good[0].rule");
        assertThat(Enrolled.asAdministrator()
                        .get("/api/v1/rules/" + told + "/sigma")
                        .asString())
                .isEqualTo(first);
    }

    @Test
    void aDocumentWithoutAnIdCanBeNamedByItsTitleAndIsThereOnce() {
        String first = without(without(rule, "id:"), "name:");
        String named = correlation.replace("rules: [one_" + marker + "]", "rules: [One " + marker + "]");

        handIn(first + "---\n" + named).body("good", hasSize(2));
        handIn(first + "---\n" + first.replace("low", "high"))
                .body("good", hasSize(1))
                .body("refused[0].reason", equalTo("its title is there twice, with the same author and without an id"));
    }

    @Test
    void whatRestsOnARefusedDocumentSaysOnWhich() {
        String unseen =
                rule.replace("product: coding_agent", "product: windows").replace("shell_exec", "registry_set");
        String misspelt = rule.replace("contains", "contians");

        handIn(correlation + "---\n" + unseen)
                .body("refused.out_of_sight", equalTo(List.of(true, true)))
                .body("refused[0].line", equalTo(5))
                .body("refused[0].reason", equalTo("it rests on 'one_" + marker + "', which is refused"));
        handIn(correlation + "---\n" + misspelt)
                .body("refused.out_of_sight", equalTo(List.of(false, false)))
                .body("refused[0].reason", startsWith("it rests on"));
    }

    private static String without(String yaml, String key) {
        return yaml.replaceAll("(?m)^" + key + ".*\\n", "");
    }

    @Test
    void aPlaceholderStandsForWhatTheOrganisationSaysAtOnce() {
        String asking = rule.replace("contains: " + marker, "expand|contains: '%" + marker + "%'");
        handIn(asking)
                .body("refused[0].line", equalTo(9))
                .body("refused[0].reason", equalTo("the placeholder %" + marker + "% has no values here"));

        placeholder(marker, List.of("srv*" + marker, "db-" + marker)).statusCode(200);
        take(handIn(asking).body("good", hasSize(1)).extract().path("id"), true);
        List<String> first = titlesAfter("ssh srv-7-" + marker, "ssh web-" + marker);
        placeholder(marker, List.of("web-" + marker)).statusCode(200);

        assertThat(first).containsExactly("One " + marker);
        assertThat(titlesAfter("ssh web-" + marker)).hasSize(1);
        assertThat(titlesAfter("ssh db-" + marker)).isEmpty();
        placeholder(marker, List.of()).statusCode(409).body("detail", containsString("One " + marker));
        get("/api/v1/rules/placeholders").body("items.name", hasItem(marker));
        get("/api/v1/rules/placeholders/" + marker + "/changes").body("items", hasSize(2));
    }

    @Test
    void aPlaceholderThatIsNoneIsRefused() {
        placeholder("no name", List.of("x")).statusCode(400);
        placeholder(marker, List.of("x".repeat(501))).statusCode(400);
        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("values", List.of("x")))
                .put("/api/v1/rules/placeholders/" + marker)
                .then()
                .statusCode(400)
                .body("detail", containsString("reason"));
    }

    private static ValidatableResponse placeholder(String name, List<String> values) {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("values", values, "reason", "as the inventory says"))
                .put("/api/v1/rules/placeholders/{name}", name)
                .then();
    }

    private static ValidatableResponse suppress(String yaml) {
        return Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "yaml",
                        yaml,
                        "until",
                        Instant.now().plusSeconds(600).toString(),
                        "reason",
                        "known to the team"))
                .post("/api/v1/rules/suppressions")
                .then();
    }

    private static void set(String id, Map<String, Object> setting) {
        Enrolled.asAdministrator()
                .contentType(ContentType.JSON)
                .body(setting)
                .put("/api/v1/rules/" + id + "/setting")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse get(String path) {
        return Enrolled.asAdministrator().get(path).then().statusCode(200);
    }

    private static ValidatableResponse handIn(String yaml) {
        return Enrolled.asAdministrator()
                .contentType("application/octet-stream")
                .queryParam("name", "pack.yml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/rules/imports")
                .then()
                .statusCode(200);
    }

    private static void take(String id, boolean enabled) {
        Enrolled.asAdministrator()
                .queryParam("enabled", enabled)
                .post("/api/v1/rules/imports/" + id + "/taking")
                .then()
                .statusCode(200);
    }

    /** The titles of what one endpoint's commands raise together, of rules of this test. */
    private List<String> titlesAfter(String... commands) {
        Enrolled endpoint = Enrolled.endpoint();
        StringBuilder lines = new StringBuilder();
        for (String command : commands) {
            lines.append(
                    """
                    {"@timestamp":"%s","session.id":"s","event.action":"shell_exec","agent.product":"codex","process.command_line":"%s"}
                    """
                            .formatted(Instant.now(), command));
        }
        endpoint.sends(lines.toString());
        return Recorded.findingsOf(endpoint.endpointId()).stream()
                .map(finding -> String.valueOf(finding.get("title")))
                .filter(title -> title.endsWith(marker))
                .distinct()
                .toList();
    }
}
