package io.elevenfold.ingest.sample;

import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Whether the sample organisation is there, and how large it is. */
@ApplicationScoped
public class SampleState {

    /** The word for an installation that never had one. */
    static final String ABSENT = "absent";

    static final String LOADING = "loading";
    static final String LOADED = "loaded";
    static final String REMOVED = "removed";

    private final Sql sql;
    private final DataSource dataSource;
    private final Clock clock;

    SampleState(Sql sql, DataSource dataSource, Clock clock) {
        this.sql = sql;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** {@code absent}, {@code loading}, {@code loaded} or {@code removed}. */
    public String word() {
        return sql.first("select state from sample_organisation", row -> row.getString(1), List.of())
                .orElse(ABSENT);
    }

    /** Whether any of it can be seen: for the banner that says so. */
    public boolean isThere() {
        String word = word();
        return word.equals(LOADING) || word.equals(LOADED);
    }

    /** How much there is of it; figures from the rollups, not from the events. */
    public SampleCounts counts() {
        return sql.list(
                        """
                        select (select count(*) from team where sample), (select count(*) from person where sample),
                            (select count(*) from endpoint where sample),
                            (select count(*) from posture_report r join endpoint e on e.id = r.endpoint_id where e.sample),
                            (select count(*) from session where sample),
                            (select coalesce(sum(events), 0) from activity_rollup where sample),
                            (select count(*) from finding where sample)""",
                        row -> new SampleCounts(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7)),
                        List.of())
                .get(0);
    }

    @Transactional
    void become(String state) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement(
                        """
                        insert into sample_organisation (state, started_at, changed_at) values (?, ?, ?)
                        on conflict (only_one) do update set state = excluded.state, changed_at = excluded.changed_at,
                            started_at = case when excluded.state = 'loading' then excluded.started_at
                                else sample_organisation.started_at end""")) {
            Timestamp now = Timestamp.from(clock.instant());
            upsert.setString(1, state);
            upsert.setTimestamp(2, now);
            upsert.setTimestamp(3, now);
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the state of the sample organisation could not be kept", e);
        }
    }

    /** Since when it was being loaded; nothing of it was ingested before. */
    Instant startedAt() {
        return sql.first(
                        "select started_at from sample_organisation",
                        row -> row.getTimestamp(1).toInstant(),
                        List.of())
                .orElse(Instant.EPOCH);
    }
}
