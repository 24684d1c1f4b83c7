package io.elevenfold.posture;

import io.elevenfold.identity.CurrentSight;
import io.elevenfold.identity.Sight;
import io.elevenfold.platform.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries over endpoints. */
@ApplicationScoped
class EndpointRepository implements PanacheRepositoryBase<Endpoint, UUID> {

    private static final String SELECT =
            """
            select e.*, p.email, t.name as team,
                (select count(*) from check_result r
                 where r.endpoint_id = e.id and r.superseded_at is null and r.state = 'fail') as failing,
                (select count(*) from check_result r
                 where r.endpoint_id = e.id and r.superseded_at is null and r.state in ('pass', 'fail')) as checked
            from endpoint e
            left join person p on p.id = e.person_id
            left join team t on t.id = p.team_id
            where e.removed_at is null
            """;

    private final Sql sql;
    private final CurrentSight sight;

    EndpointRepository(Sql sql, CurrentSight sight) {
        this.sql = sql;
        this.sight = sight;
    }

    Optional<EndpointView> view(UUID id) {
        Sight.Condition inSight = sight.get().over("e.person_id");
        List<Object> parameters = new ArrayList<>(inSight.parameters());
        parameters.add(id);
        return sql.first(SELECT + " and " + inSight.sql() + " and e.id = ?", EndpointRepository::view, parameters);
    }

    List<EndpointView> byHostname(@Nullable String text, @Nullable List<String> after, int count) {
        Sight.Condition inSight = sight.get().over("e.person_id");
        StringBuilder query = new StringBuilder(SELECT).append(" and ").append(inSight.sql());
        List<Object> parameters = new ArrayList<>(inSight.parameters());
        if (text != null && !text.isBlank()) {
            query.append(" and (e.hostname ilike ? or p.email ilike ?)");
            String like =
                    "%" + text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
            parameters.add(like);
            parameters.add(like);
        }
        if (after != null && !after.isEmpty()) {
            query.append(" and (e.hostname, e.id::text) > (?, ?)");
            parameters.addAll(after);
        }
        query.append(" order by e.hostname, e.id::text limit ?");
        parameters.add(count);
        return sql.list(query.toString(), EndpointRepository::view, parameters);
    }

    List<EndpointView> ofPerson(UUID person) {
        Sight.Condition inSight = sight.get().over("e.person_id");
        List<Object> parameters = new ArrayList<>(inSight.parameters());
        parameters.add(person);
        return sql.list(
                SELECT + " and " + inSight.sql() + " and e.person_id = ? order by e.hostname",
                EndpointRepository::view,
                parameters);
    }

    private static EndpointView view(ResultSet row) throws SQLException {
        Instant lastReport = instant(row, "last_report_at");
        return new EndpointView(
                row.getObject("id", UUID.class),
                row.getString("hostname"),
                row.getString("os"),
                row.getObject("person_id", UUID.class),
                row.getString("email"),
                row.getString("team"),
                row.getTimestamp("enrolled_at").toInstant(),
                lastReport,
                instant(row, "last_activity_at"),
                lastReport == null ? null : row.getLong("failing"),
                lastReport == null ? null : row.getLong("checked"),
                row.getBoolean("sample"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
