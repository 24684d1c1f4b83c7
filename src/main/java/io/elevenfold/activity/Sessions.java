package io.elevenfold.activity;

import io.elevenfold.identity.CurrentSight;
import io.elevenfold.identity.Sight;
import io.elevenfold.identity.Views;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The runs of agents. */
@ApplicationScoped
public class Sessions {

    private static final String SELECT =
            "select s.*, e.hostname from session s left join endpoint e on e.id = s.endpoint_id";

    private final Sql sql;
    private final CurrentSight sight;
    private final Views views;

    Sessions(Sql sql, CurrentSight sight, Views views) {
        this.sql = sql;
        this.views = views;
        this.sight = sight;
    }

    /** The latest heard of first; null asks for all endpoints or people. */
    public Page<SessionView> latest(@Nullable UUID endpoint, @Nullable UUID person, int limit, @Nullable String after) {
        int bounded = Cursor.limit(limit);
        views.noted(person, "sessions");
        Sight.Condition inSight = sight.get().over("s.person_id");
        List<String> conditions = new ArrayList<>(List.of(inSight.sql()));
        List<Object> parameters = new ArrayList<>(inSight.parameters());
        if (endpoint != null) {
            conditions.add("s.endpoint_id = ?");
            parameters.add(endpoint);
        }
        if (person != null) {
            conditions.add("s.person_id = ?");
            parameters.add(person);
        }
        List<String> cursor = Cursor.values(after, 2);
        if (!cursor.isEmpty()) {
            conditions.add("(s.last_seen_at, s.key) < (?, ?)");
            try {
                parameters.add(Instant.parse(cursor.get(0)));
                parameters.add(UUID.fromString(cursor.get(1)));
            } catch (java.time.DateTimeException | IllegalArgumentException e) {
                throw ProblemException.invalid("after: expected what an earlier answer gave as next");
            }
        }
        parameters.add(bounded + 1);
        List<SessionView> found = tainted(sql.list(
                SELECT + " where " + String.join(" and ", conditions)
                        + " order by s.last_seen_at desc, s.key desc limit ?",
                Sessions::view,
                parameters));
        return Page.of(found, bounded, last -> Cursor.of(last.lastSeenAt(), last.key()));
    }

    /** @throws ProblemException when there is no such session, or it is out of sight */
    public SessionView withKey(UUID key) {
        Sight.Condition inSight = sight.get().over("s.person_id");
        List<Object> parameters = new ArrayList<>(inSight.parameters());
        parameters.add(key);
        SessionView found = sql.first(SELECT + " where " + inSight.sql() + " and s.key = ?", Sessions::view, parameters)
                .orElseThrow(() -> ProblemException.notFound("No session has the key " + key));
        views.noted(found.personId(), "sessions");
        return tainted(List.of(found)).get(0);
    }

    private List<SessionView> tainted(List<SessionView> sessions) {
        if (sessions.isEmpty()) {
            return sessions;
        }
        Map<UUID, List<SessionTaint>> taints = new HashMap<>();
        sql.list(
                """
                select session_key, taint, min(at) as since, (array_agg(reference order by at))[1],
                    (array_agg(rule order by at))[1], max(at), (array_agg(reference order by at desc))[1], max(until)
                from session_taint where session_key = any(?) group by 1, 2 order by since""",
                row -> taints.computeIfAbsent(row.getObject(1, UUID.class), unseen -> new ArrayList<>())
                        .add(new SessionTaint(
                                row.getString(2),
                                row.getTimestamp(3).toInstant(),
                                row.getString(4),
                                row.getString(5),
                                row.getTimestamp(6).toInstant(),
                                row.getString(7),
                                row.getTimestamp(8).toInstant())),
                List.of(sessions.stream().map(SessionView::key).toList()));
        return sessions.stream()
                .map(session -> session.with(taints.getOrDefault(session.key(), List.of())))
                .toList();
    }

    private static SessionView view(ResultSet row) throws SQLException {
        return new SessionView(
                row.getObject("key", UUID.class),
                row.getString("id"),
                row.getString("product"),
                row.getString("agent_version"),
                row.getObject("endpoint_id", UUID.class),
                row.getString("hostname"),
                row.getObject("person_id", UUID.class),
                row.getString("user_email"),
                row.getString("repository"),
                row.getString("permission_mode"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("last_seen_at").toInstant(),
                row.getLong("events"),
                row.getLong("tool_calls"),
                row.getLong("denials"),
                row.getLong("findings"),
                Arrays.asList((String[]) row.getArray("channels").getArray()),
                List.of(),
                row.getBoolean("sample"));
    }
}
