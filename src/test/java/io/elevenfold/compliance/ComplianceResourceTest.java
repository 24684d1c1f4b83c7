package io.elevenfold.compliance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.identity.Role;
import io.elevenfold.identity.Tokens;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A history of its own, in the year 2001, where no other test looks. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ComplianceResourceTest {

    /** Fails on the 10th, passes from the 20th on; a rule's hit is open for the same time. */
    private static final String HISTORY =
            """
            insert into endpoint (id, hostname, os, enrolled_at, removed_at) values
                ('00000000-0000-7000-8000-000000002001', 'compliance-2001', 'linux', '2001-01-05Z', '2001-03-01Z');
            insert into posture_report
                (id, endpoint_id, report_id, collector, sequence, collected_at, recorded_at, digest, body)
            select ('00000000-0000-7000-8000-0000000030' || day)::uuid, '00000000-0000-7000-8000-000000002001',
                ('00000000-0000-7000-8000-0000000040' || day)::uuid, 'test', day, at, at, '', '{}'
            from (values (10, timestamptz '2001-01-10Z'), (20, '2001-01-20Z')) as report (day, at);
            insert into check_result (endpoint_id, check_id, subject, layer, state, expected, observed, report,
                valid_from, valid_to, recorded_at, superseded_at)
            values
                ('00000000-0000-7000-8000-000000002001', 'APC-03-01', '', 3, 'fail', '', '{}',
                    '00000000-0000-7000-8000-000000003010', '2001-01-09Z', '2001-01-19Z', '2001-01-10Z', '2001-01-20Z'),
                ('00000000-0000-7000-8000-000000002001', 'APC-03-01', '', 3, 'pass', '', '{}',
                    '00000000-0000-7000-8000-000000003020', '2001-01-19Z', '2001-03-01Z', '2001-01-20Z', '2001-03-01Z');
            insert into activity_rollup (hour, product, action, outcome, decision, sample, events)
                values ('2001-01-08Z', 'test', 'tool_call', '', '', false, 1);
            insert into finding (id, kind, source, subject, title, severity, layer, controls, state, first_seen,
                last_seen, occurrences, recorded_at, changed_at)
            values ('00000000-0000-7000-8000-000000005001', 'rule', 'rule-2001', 'subject', 'A hit', 'high', 3,
                array['L03-03'], 'resolved', '2001-01-10Z', '2001-01-10Z', 1, '2001-01-10Z', '2001-01-20Z');
            insert into finding_change (finding_id, at, by, from_state, to_state) values
                ('00000000-0000-7000-8000-000000005001', '2001-01-10Z', 'test', null, 'open'),
                ('00000000-0000-7000-8000-000000005001', '2001-01-12Z', 'test', 'open', 'acknowledged'),
                ('00000000-0000-7000-8000-000000005001', '2001-01-20Z', 'test', 'acknowledged', 'resolved');
            """;

    private static final String FORGET =
            """
            delete from finding where id = '00000000-0000-7000-8000-000000005001';
            delete from activity_rollup where hour = '2001-01-08Z';
            delete from check_result where endpoint_id = '00000000-0000-7000-8000-000000002001';
            delete from posture_report where endpoint_id = '00000000-0000-7000-8000-000000002001';
            delete from endpoint where id = '00000000-0000-7000-8000-000000002001';
            """;

    @Inject
    DataSource dataSource;

    @Inject
    Tokens tokens;

    @Inject
    Snapshots snapshots;

    private String auditor;

    @BeforeEach
    void liveThroughJanuary() throws SQLException {
        execute(HISTORY);
        auditor = tokens.issueApi("compliance test", Role.AUDITOR, null).secret();
    }

    @AfterEach
    void forget() throws SQLException {
        execute(FORGET);
    }

    @Test
    void aLayerIsScoredByWhatWasKnownAtThatMoment() {
        JsonPath before = get("layers?as_of=2001-01-04T12:00:00Z");
        JsonPath failing = get("layers?as_of=2001-01-15T12:00:00Z");
        JsonPath passing = get("layers?as_of=2001-01-25T12:00:00Z");

        assertThat(before.getString("as_of")).isEqualTo("2001-01-04T12:00:00Z");
        assertThat(before.getList("items.number")).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(before.getMap("items[2]")).containsEntry("score", null).containsEntry("basis", "no_data");
        assertThat(failing.getMap("items[2]"))
                .containsEntry("score", 0.0f)
                .containsEntry("basis", "assessed")
                .containsEntry("below_target", true)
                .containsEntry("coverage", Map.of("expected", 1, "reporting", 1));
        assertThat(failing.getMap("items[1]")).containsEntry("score", null).containsEntry("basis", "not_reported");
        assertThat(failing.getMap("items[2].results"))
                .isEqualTo(Map.of(
                        "pass",
                        0,
                        "fail",
                        1,
                        "not_applicable",
                        0,
                        "error",
                        0,
                        "not_checked",
                        0,
                        "excepted",
                        0,
                        "pending",
                        0));
        assertThat(failing.getInt("items[2].open_findings.high")).isEqualTo(1);
        assertThat(passing.getFloat("items[2].score")).isEqualTo(1.0f);
        assertThat(passing.getInt("items[2].open_findings.high")).isZero();
        assertThat(passing.getFloat("items[2].trend.seven_days_ago")).isEqualTo(0.0f);
        assertThat(passing.<Object>get("items[2].trend.thirty_days_ago")).isNull();
    }

    @Test
    void aDateMeansItsEnd() {
        assertThat(get("layers?as_of=2001-01-09").<Object>get("items[2].score")).isEqualTo(0.0f);
        assertThat(get("layers?as_of=2001-01-08").<Object>get("items[2].score")).isNull();
    }

    @Test
    void aReportThatIsTooOldNoLongerCountsAsReporting() {
        JsonPath layers = get("layers?as_of=2001-01-28T12:00:00Z");

        assertThat(layers.getMap("coverage")).isEqualTo(Map.of("expected", 1, "reporting", 0));
    }

    @Test
    void theHitOfARuleSpeaksAgainstItsControlWhileItIsOpen() {
        assertThat(get("controls/L03-03?as_of=2001-01-15").getInt("open_findings"))
                .isEqualTo(1);
        assertThat(get("controls/L03-03?as_of=2001-01-15").getString("status")).isEqualTo("not_met");
        assertThat(get("controls/L03-03?as_of=2001-01-21").getInt("open_findings"))
                .isZero();
        assertThat(get("controls?layer=3&status=not_met&as_of=2001-01-15").getList("items.id"))
                .contains("L03-03");
    }

    @Test
    void aControlShowsItsChecksAndTheFourFamilies() {
        String control = controlOf("APC-03-01");

        JsonPath detail = get("controls/" + control + "?as_of=2001-01-15");

        assertThat(detail.getString("id")).isEqualTo(control);
        assertThat(detail.getString("checks.find { it.id == 'APC-03-01' }.status"))
                .isEqualTo("not_met");
        assertThat(detail.getInt("results.fail")).isEqualTo(1);
        assertThat(detail.getMap("mappings").keySet())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.iterable(String.class))
                .contains("OWASP", "OpenSSF", "SAIF", "NIST");
        assertThat(detail.getMap("evidence")).containsKey("posture");
    }

    @Test
    void everyFrameworkCountsEachOfItsRequirementsOnce() {
        List<Map<String, Object>> frameworks =
                get("frameworks?as_of=2001-01-15").getList("items");

        assertThat(frameworks).isNotEmpty().allSatisfy(framework -> {
            JsonPath detail = get("frameworks/%s?version=%s&as_of=2001-01-15"
                    .formatted(framework.get("id"), framework.get("version")));
            Map<String, Integer> summary = detail.getMap("summary");
            assertThat(summary).isEqualTo(framework.get("summary"));
            assertThat(summary.get("met")
                            + summary.get("supported")
                            + summary.get("partly")
                            + summary.get("failing")
                            + summary.get("not_assessed")
                            + summary.get("not_mapped"))
                    .isEqualTo(summary.get("total"))
                    .isEqualTo(detail.getList("requirements.findAll { it.kind != 'group' }")
                            .size());
        });
    }

    @Test
    void aFailingControlShowsInTheRequirementsThatItMapsTo() {
        JsonPath framework = get("frameworks/owasp-agentic-top10?as_of=2001-01-15");

        assertThat(framework.getString("as_of")).isEqualTo("2001-01-16T00:00:00Z");
        assertThat(framework.getList("requirements.findAll { 'L03-03' in it.controls }.status"))
                .isNotEmpty()
                .isSubsetOf("partly", "failing");
        assertThat(framework.getList(
                        "requirements.collectMany { it.mappings }.findAll { it.control == 'L03-03' }.status"))
                .isNotEmpty()
                .containsOnly("not_met");
    }

    @Test
    void thePresentIsReadFromTheTally() throws SQLException {
        Instant now = Instant.parse("2001-01-15T12:00:00Z");
        execute("insert into check_tally values ('check-2001', 'pass', 3), ('check-2001', 'not_checked', 4)");
        try {
            assertThat(snapshots.present(now).resultsOf("check-2001")).isEqualTo(new ResultCounts(3, 0, 0, 0, 4, 0, 0));
        } finally {
            execute("delete from check_tally where check_id = 'check-2001'");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layers?as_of=yesterday",
                "layers?as_of=2001-13-01",
                "layers?as_of=-999999999-01-01T00:00:00Z",
                "controls?layer=12",
                "controls?layer=three",
                "controls?status=fine"
            })
    void whatCannotBeMeantIsRefused(String path) {
        request().get("/api/v1/" + path).then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"controls/L99-01", "frameworks/none", "frameworks/owasp-agentic-top10?version=1999"})
    void whatDoesNotExistIsNotFound(String path) {
        request().get("/api/v1/" + path).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void aFutureMomentIsThePresent() {
        assertThat(Instant.parse(get("layers?as_of=9999-12-31").getString("as_of")))
                .isBefore(Instant.parse("9999-12-31T00:00:00Z"));
    }

    @Test
    void onlyPeopleWhoGovernMaySeeIt() {
        String developer =
                tokens.issueApi("compliance test", Role.DEVELOPER, null).secret();

        given().get("/api/v1/layers").then().statusCode(401);
        given().auth().oauth2(developer).get("/api/v1/layers").then().statusCode(403);
    }

    private String controlOf(String check) {
        return get("controls?layer=3&as_of=2001-01-15")
                .<String>getList("items.findAll { it.results.fail == 1 }.id")
                .stream()
                .filter(id -> get("controls/" + id).getList("checks.id").contains(check))
                .findFirst()
                .orElseThrow();
    }

    private JsonPath get(String path) {
        return request()
                .get("/api/v1/" + path)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .jsonPath();
    }

    private io.restassured.specification.RequestSpecification request() {
        return given().auth().oauth2(auditor);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
