package io.elevenfold.ingest.sample;

import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Removes everything that is marked as a sample, in one transaction. The ledger keeps its leaves: what was recorded was
 * recorded, and so is that it was removed.
 */
@ApplicationScoped
public class SampleRemoval {

    private static final String SAMPLES = "(select id from endpoint where sample)";

    /** In the order in which rows may go: first what points, then what it points to. */
    private static final List<String> STATEMENTS = List.of(
            // Whoever adds a report or a finding now waits for us, and then finds no endpoint.
            "select id from endpoint where sample for update",
            "select delete_sample_engagements()",
            """
            update check_tally t set results = t.results - gone.results
            from (select check_id, state, count(*) as results from check_result
                where superseded_at is null and endpoint_id in %s group by 1, 2) gone
            where t.check_id = gone.check_id and t.state = gone.state""",
            "delete from risk_exception where endpoint_id in %s",
            "delete from finding where sample or endpoint_id in %s",
            "delete from check_result where endpoint_id in %s",
            "delete from posture_report where endpoint_id in %s",
            "delete from session_taint where session_key in (select key from session where sample)",
            "delete from session_secret where session_key in (select key from session where sample)",
            "delete from session_waiting where session_key in (select key from session where sample)",
            "delete from session where sample or endpoint_id in %s",
            "delete from activity_rollup where sample",
            "delete from detection_rollup where sample",
            "delete from entity_risk where sample",
            "delete from risk_entry where sample",
            "delete from baseline_term where sample",
            "delete from baseline_day where sample",
            "delete from activity_hour where sample",
            "delete from distinct_hour where sample",
            "delete from token where endpoint_id in %s",
            "delete from endpoint where sample",
            // Used up when loading is done, useless when it was cut off.
            "delete from enrollment_token where name = '" + SampleLoading.TOKEN + "'",
            "update person set manager_id = null where manager_id in (select id from person where sample)",
            "delete from mail m using person p where p.id = m.person_id and p.sample",
            "delete from policy_reading r using person p where p.id = r.person_id and p.sample",
            "delete from assignment a using person p where p.id = a.person_id and p.sample",
            // Somebody may have given a real endpoint or account to a sample person, or signed as one: then they stay.
            """
            delete from person p where sample and not exists (select 1 from endpoint where person_id = p.id)
                and not exists (select 1 from account where person_id = p.id)
                and not exists (select 1 from finding where person_id = p.id)
                and not exists (select 1 from attestation where person_id = p.id)
                and not exists (select 1 from quiz_attempt where person_id = p.id)
                and not exists (select 1 from risk_exception where requested_by_id = p.id)
                and not exists (select 1 from campaign where created_by_id = p.id)
                and not exists (select 1 from policy where created_by_id = p.id)
                and not exists (select 1 from policy_version where p.id in (author_id, approved_by_id))""",
            "delete from team t where sample and not exists (select 1 from person where team_id = t.id)");

    private final DataSource dataSource;
    private final AuditTrail trail;
    private final SampleState state;
    private final Clock clock;

    SampleRemoval(DataSource dataSource, AuditTrail trail, SampleState state, Clock clock) {
        this.dataSource = dataSource;
        this.trail = trail;
        this.state = state;
        this.clock = clock;
    }

    /**
     * Removes it for good: the next start does not bring it back.
     *
     * @param by who wants it
     * @throws ProblemException when there is none
     */
    @Transactional
    public void remove(String by) {
        if (!state.isThere()) {
            throw ProblemException.notFound("There is no sample organisation");
        }
        deleteAll(by);
        state.become(SampleState.REMOVED);
    }

    /** Removes what a loading that was cut off has left, to begin anew. */
    @Transactional
    void removeUnfinished() {
        deleteAll("Elevenfold");
    }

    private void deleteAll(String by) {
        SampleCounts counts = state.counts();
        try (Connection connection = dataSource.getConnection()) {
            deleteActivity(connection);
            try (Statement statement = connection.createStatement()) {
                for (String sql : STATEMENTS) {
                    statement.execute(sql.formatted(SAMPLES));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the sample organisation could not be removed", e);
        }
        trail.keep(
                new Actor(by, null),
                "sample.removed",
                Ids.at(clock.instant()),
                Map.of(
                        "endpoints", counts.endpoints(),
                        "people", counts.people(),
                        "sessions", counts.sessions(),
                        "events", counts.events(),
                        "findings", counts.findings()));
    }

    private void deleteActivity(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("select delete_sample_activity(?)")) {
            delete.setTimestamp(1, Timestamp.from(state.startedAt()));
            delete.execute();
        }
    }
}
