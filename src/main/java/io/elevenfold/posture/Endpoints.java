package io.elevenfold.posture;

import io.elevenfold.identity.Views;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Endpoints and what is known of them, now and at any moment before. */
@ApplicationScoped
public class Endpoints {

    private final EndpointRepository repository;
    private final Sql sql;
    private final Views views;

    Endpoints(EndpointRepository repository, Sql sql, Views views) {
        this.repository = repository;
        this.sql = sql;
        this.views = views;
    }

    /** By host name; {@code text} is part of the host name or of the person's address. */
    public Page<EndpointView> byHostname(@Nullable String text, int limit, @Nullable String after) {
        int bounded = Cursor.limit(limit);
        List<EndpointView> found = repository.byHostname(text, Cursor.values(after, 2), bounded + 1);
        return Page.of(found, bounded, last -> Cursor.of(last.hostname(), last.id()));
    }

    /** Those that a person is answerable for. */
    public List<EndpointView> ofPerson(UUID person) {
        return repository.ofPerson(person);
    }

    /** @throws ProblemException when there is no such endpoint */
    public EndpointView withId(UUID id) {
        EndpointView found =
                repository.view(id).orElseThrow(() -> ProblemException.notFound("No endpoint has the id " + id));
        views.noted(found.personId(), "endpoint");
        return found;
    }

    /**
     * The check results of an endpoint as they were known at a moment, failing ones first.
     *
     * @param asOf null for now
     */
    public List<CheckResultView> results(UUID endpoint, @Nullable Instant asOf) {
        List<Object> parameters = new ArrayList<>(List.of(endpoint));
        String when = "superseded_at is null";
        if (asOf != null) {
            when = "recorded_at <= ? and (superseded_at is null or superseded_at > ?)";
            parameters.add(asOf);
            parameters.add(asOf);
        }
        return sql.list(
                "select * from check_result where endpoint_id = ? and " + when
                        + " order by state <> 'fail', layer, check_id, subject",
                Endpoints::result,
                parameters);
    }

    /** How many endpoints are enrolled, and how many of them reported their posture since a moment. */
    public Population population(Instant reportedSince, Instant asOf) {
        return sql.list(
                        """
                        select count(*), count(*) filter (where exists (
                            select 1 from posture_report r
                            where r.endpoint_id = e.id and r.recorded_at >= ? and r.recorded_at <= ?))
                        from endpoint e
                        where e.enrolled_at <= ? and (e.removed_at is null or e.removed_at > ?)""",
                        row -> new Population(row.getLong(1), row.getLong(2)),
                        List.of(reportedSince, asOf, asOf, asOf))
                .get(0);
    }

    private static CheckResultView result(ResultSet row) throws SQLException {
        Timestamp superseded = row.getTimestamp("superseded_at");
        return new CheckResultView(
                row.getString("check_id"),
                row.getString("subject"),
                row.getInt("layer"),
                row.getString("state"),
                row.getString("expected"),
                row.getString("observed"),
                row.getString("source"),
                row.getString("reason"),
                row.getTimestamp("valid_from").toInstant(),
                row.getTimestamp("recorded_at").toInstant(),
                superseded == null ? null : superseded.toInstant(),
                row.getObject("report", UUID.class));
    }

    /** Endpoints that should report, and those that do. */
    public record Population(long expected, long reporting) {}
}
