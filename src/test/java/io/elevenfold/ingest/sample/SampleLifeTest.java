package io.elevenfold.ingest.sample;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.elevenfold.platform.Sql;
import io.elevenfold.posture.Endpoints;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

// A profile of its own runs last: removing the sample leaves gaps where other tests count every row.
@TestProfile(SampleLifeTest.RunsLast.class)
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SampleLifeTest {

    /** Changes nothing. */
    public static final class RunsLast implements QuarkusTestProfile {}

    private static final Logger LOG = Logger.getLogger(SampleLifeTest.class);

    @Inject
    SampleLoading loading;

    @Inject
    SampleState state;

    @Inject
    SampleRemoval removal;

    @Inject
    Endpoints endpoints;

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    @Test
    void itCanBeLookedAtAndThenRemovedWithoutATrace() throws InterruptedException {
        Enrolled real = Enrolled.withPerson("somebody.real@company.example");
        Map<String, Long> tallyBefore = tally();

        load();

        SampleCounts counts = state.counts();
        assertThat(counts.endpoints()).isEqualTo(40);
        assertThat(counts.people()).isEqualTo(25);
        assertThat(counts.teams()).isEqualTo(5);
        assertThat(counts.events()).isBetween(14_000L, 25_000L);
        assertThat(findingsByLayer()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(number("select count(*) from finding where sample and kind = 'rule'"))
                .isPositive();
        assertThat(number("select count(*) from finding where sample and kind = 'contradiction'"))
                .isPositive();
        assertThat(number("select count(*) from activity where action = 'other' and endpoint_id in"
                        + " (select id from endpoint where sample)"))
                .isZero();
        assertThat(number("select count(*) from activity where event::text ~ 'AKIA[A-Z2-7]{16}'"))
                .isZero();
        itHasAHistory();
        tallyIsRight();

        asAdministrator().delete("/api/v1/sample-organisation").then().statusCode(204);

        asAdministrator()
                .get("/api/v1/sample-organisation")
                .then()
                .statusCode(200)
                .body("state", equalTo("removed"))
                .body("counts.endpoints", equalTo(0))
                .body("counts.findings", equalTo(0))
                .body("counts.events", equalTo(0))
                .body("counts.people", equalTo(0))
                .body("counts.teams", equalTo(0));
        assertThat(number("select count(*) from activity where person_id not in (select id from person)"))
                .isZero();
        assertThat(number("select count(*) from enrollment_token where name = 'Sample organisation'"))
                .isZero();
        assertThat(number("select count(*) from endpoint where id = '" + real.endpointId() + "'"))
                .isOne();
        assertThat(tally()).isEqualTo(tallyBefore);
        assertThat(number("select count(*) from ledger_entry where convert_from(leaf, 'UTF8') like '%sample.removed%'"))
                .isPositive();
        asAdministrator().delete("/api/v1/sample-organisation").then().statusCode(404);
    }

    @Test
    void oneThatWasCutOffIsLoadedAnew() throws InterruptedException {
        state.become(SampleState.LOADING);
        int[] asked = {0};
        assertThat(loading.load(() -> asked[0]++ > 150)).isFalse();
        assertThat(state.counts().endpoints()).isEqualTo(40);

        removal.removeUnfinished();

        assertThat(state.counts()).isEqualTo(new SampleCounts(0, 0, 0, 0, 0, 0, 0));
        state.become(SampleState.REMOVED);
    }

    @Test
    void removalKnowsEveryTableThatPointsToWhatItRemoves() {
        List<String> pointing = sql.list(
                """
                select distinct conrelid::regclass::text || ' > ' || confrelid::regclass::text from pg_constraint
                where contype = 'f' and confrelid::regclass::text in
                    ('endpoint', 'person', 'team', 'finding', 'posture_report') order by 1""",
                row -> row.getString(1),
                List.of());

        assertThat(pointing)
                .containsExactly(
                        "account > person",
                        "assignment > person",
                        "attestation > person",
                        "campaign > person",
                        "check_result > endpoint",
                        "check_result > posture_report",
                        "directory_change > person",
                        "endpoint > person",
                        "finding > endpoint",
                        "finding > person",
                        "finding_change > finding",
                        "finding_decision > finding",
                        "finding_occurrence > finding",
                        "finding_passage > finding",
                        "mail > person",
                        "person > person",
                        "person > team",
                        "policy > person",
                        "policy_reading > person",
                        "policy_version > person",
                        "posture_report > endpoint",
                        "quiz_attempt > person",
                        "risk_exception > endpoint",
                        "risk_exception > finding",
                        "risk_exception > person",
                        "team_in_sight > person",
                        "team_in_sight > team",
                        "token > endpoint");
    }

    private void load() throws InterruptedException {
        long started = System.nanoTime();
        state.become(SampleState.LOADING);
        assertThat(loading.load(() -> false)).isTrue();
        state.become(SampleState.LOADED);
        LOG.infof(
                "loaded in %d ms: %s, findings by layer %s",
                Duration.ofNanos(System.nanoTime() - started).toMillis(), state.counts(), findingsByLayer());
    }

    private void itHasAHistory() {
        Instant now = clock.instant();
        Instant tenDaysAgo = now.minus(Duration.ofDays(10));
        assertThat(endpoints.population(now.minus(Duration.ofDays(40)), now).reporting())
                .isGreaterThanOrEqualTo(35);
        assertThat(endpoints
                        .population(now.minus(Duration.ofDays(40)), tenDaysAgo)
                        .expected())
                .isGreaterThanOrEqualTo(40);
        assertThat(number("select count(distinct date_trunc('day', recorded_at)) from posture_report r"
                        + " join endpoint e on e.id = r.endpoint_id where e.sample"))
                .isEqualTo(3);
        assertThat(number("select count(*) from finding where sample and kind = 'check' and state = 'resolved'"))
                .isPositive();
        assertThat(number("select count(*) from finding f where sample and kind = 'check' and recorded_at > '"
                        + tenDaysAgo + "'"))
                .isPositive();
    }

    private void tallyIsRight() {
        Map<String, Long> counted = map(
                """
                select check_id || ' ' || state, count(*) from check_result where superseded_at is null group by 1""");
        assertThat(tally()).isEqualTo(counted);
    }

    private Map<String, Long> tally() {
        return map("select check_id || ' ' || state, results from check_tally where results <> 0");
    }

    private Map<String, Long> findingsByLayer() {
        return map("select 'L' || lpad(layer::text, 2, '0'), count(*) from finding where sample group by 1");
    }

    private Map<String, Long> map(String query) {
        Map<String, Long> values = new TreeMap<>();
        sql.list(query, row -> values.put(row.getString(1), row.getLong(2)), List.of());
        return values;
    }

    private long number(String query) {
        return sql.list(query, row -> row.getLong(1), List.of()).get(0);
    }
}
