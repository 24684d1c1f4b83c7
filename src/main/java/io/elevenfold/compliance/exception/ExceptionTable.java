package io.elevenfold.compliance.exception;

import io.elevenfold.finding.FindingView;
import io.elevenfold.identity.Actor;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads exceptions, and what they cover, in the caller's transaction. */
@ApplicationScoped
class ExceptionTable {

    private static final int SHOWN = 20;

    private static final String SELECT =
            """
            select x.*, p.hostname from risk_exception x left join endpoint p on p.id = x.endpoint_id""";

    private final Sql sql;
    private final Clock clock;

    ExceptionTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Hidden hidden(String kind, String source, Scope scope) {
        List<Object> parameters = new ArrayList<>(List.of(kind, source));
        StringBuilder where = new StringBuilder(" from finding f left join endpoint p on p.id = f.endpoint_id")
                .append(" where f.kind = ? and f.source = ? and f.state <> 'resolved'");
        if (scope.endpoint() != null) {
            where.append(" and f.endpoint_id = ?");
            parameters.add(scope.endpoint());
        }
        if (scope.subject() != null) {
            where.append(" and f.subject = ?");
            parameters.add(scope.subject());
        }
        List<Hidden.Item> worst = sql.list(
                "select f.id, f.title, f.severity, f.state, p.hostname, f.last_seen" + where
                        + " order by f.severity_rank desc, f.last_seen desc, f.id limit " + SHOWN,
                row -> new Hidden.Item(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant()),
                parameters);
        return sql.first(
                        "select count(*), count(distinct f.endpoint_id)" + where,
                        row -> new Hidden(row.getLong(1), row.getLong(2), worst),
                        parameters)
                .orElseThrow();
    }

    boolean wasRequestedBy(Actor actor, UUID id) {
        return sql.first(
                        "select requested_by, requested_by_id from risk_exception where id = ?",
                        row -> actor.name().equals(row.getString(1))
                                || actor.personId() != null
                                        && Objects.equals(actor.personId(), row.getObject(2, UUID.class)),
                        List.of(id))
                .orElse(true);
    }

    Optional<ExceptionView> find(UUID id) {
        return sql.first(SELECT + " where x.id = ?", this::view, List.of(id));
    }

    /** Newest first. */
    Page<ExceptionView> newest(int limit, @Nullable String after) {
        // Ids are made of the time at which they are made.
        List<UUID> last =
                Cursor.values(after, 1).stream().map(ExceptionTable::id).toList();
        return Page.of(
                sql.list(
                        SELECT + (last.isEmpty() ? "" : " where x.id < ?") + " order by x.id desc limit "
                                + (Cursor.limit(limit) + 1),
                        this::view,
                        last),
                limit,
                exception -> Cursor.of(exception.id()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("after: expected what an earlier answer gave as next");
        }
    }

    List<ExceptionView> inForceAt(Instant at) {
        return sql.list(
                SELECT + ' '
                        + """
                        where x.decision = 'approved' and x.decided_at <= ? and x.expires_at > ?
                            and (x.ended_at is null or x.ended_at > ?) order by x.expires_at, x.id limit 1000""",
                this::view,
                List.of(at, at, at));
    }

    /** Those that cover a finding, or would; newest first, bounded. */
    List<ExceptionView> about(FindingView finding) {
        return sql.list(
                SELECT
                        + """
                         where x.kind = ? and x.source = ? and (x.endpoint_id is null or x.endpoint_id = ?)
                            and (x.subject is null or x.subject = ?)
                        order by x.id desc limit\s"""
                        + SHOWN,
                this::view,
                Arrays.asList(
                        finding.kind(),
                        finding.source(),
                        finding.subject().endpointId(),
                        finding.subject().key()));
    }

    private ExceptionView view(ResultSet row) throws SQLException {
        Timestamp decidedAt = row.getTimestamp("decided_at");
        Timestamp endedAt = row.getTimestamp("ended_at");
        Instant expiresAt = row.getTimestamp("expires_at").toInstant();
        return new ExceptionView(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("source"),
                row.getString("title"),
                row.getObject("endpoint_id", UUID.class),
                row.getString("hostname"),
                row.getString("subject"),
                row.getObject("finding_id", UUID.class),
                row.getString("reason"),
                state(row.getString("decision"), row.getString("ended_because"), expiresAt),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                expiresAt,
                row.getString("decided_by"),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getString("note"),
                endedAt == null ? null : endedAt.toInstant());
    }

    private String state(@Nullable String decision, @Nullable String ended, Instant expiresAt) {
        if (decision != null && decision.equals("rejected")) {
            return decision;
        }
        if (ended != null) {
            return ended;
        }
        // The schedule ends it within a minute; until then it is told as it is.
        if (!expiresAt.isAfter(clock.instant())) {
            return "expired";
        }
        return decision == null ? "requested" : decision;
    }

    record Scope(@Nullable UUID endpoint, @Nullable String subject) {}
}
