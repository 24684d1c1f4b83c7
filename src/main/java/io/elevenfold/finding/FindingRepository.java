package io.elevenfold.finding;

import io.elevenfold.identity.CurrentSight;
import io.elevenfold.identity.Sight;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries over findings. */
@ApplicationScoped
class FindingRepository implements PanacheRepositoryBase<Finding, UUID> {

    private static final String SELECT =
            """
            select f.*, e.hostname, p.email from finding f
            left join endpoint e on e.id = f.endpoint_id
            left join person p on p.id = f.person_id
            """;

    /** A check's finding belongs to whoever is answerable for the endpoint now. */
    private static final String BELONGS_TO =
            "coalesce(f.person_id, (select answers.person_id from endpoint answers where answers.id = f.endpoint_id))";

    private final Sql sql;
    private final CurrentSight sight;

    FindingRepository(Sql sql, CurrentSight sight) {
        this.sql = sql;
        this.sight = sight;
    }

    /** Worst first, then the most recently seen. */
    Page<FindingView> queue(FindingFilter filter, int limit, @Nullable String after) {
        Where where = new Where(filter, sight.get());
        List<String> cursor = Cursor.values(after, 3);
        if (!cursor.isEmpty()) {
            where.and("(f.severity_rank, f.last_seen, f.id) < (?, ?, ?)", cursorValues(cursor));
        }
        where.parameters.add(limit + 1);
        List<FindingView> found = sql.list(
                SELECT + where.text() + " order by f.severity_rank desc, f.last_seen desc, f.id desc limit ?",
                FindingRepository::view,
                where.parameters);
        return Page.of(found, limit, last -> Cursor.of(rank(last.severity()), last.lastSeen(), last.id()));
    }

    private static List<Object> cursorValues(List<String> cursor) {
        try {
            return List.of(
                    Integer.parseInt(cursor.get(0)), Instant.parse(cursor.get(1)), UUID.fromString(cursor.get(2)));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw ProblemException.invalid("after: expected what an earlier answer gave as next");
        }
    }

    private static int rank(String severity) {
        return Severity.values().length - 1 - Severity.of(severity).ordinal();
    }

    /** How many there are, counted no further than the bound. */
    long count(FindingFilter filter, int bound) {
        Where where = new Where(filter, sight.get());
        where.parameters.add(bound);
        return sql.list(
                        "select count(*) from (select 1 from finding f" + where.text() + " limit ?) as bounded",
                        row -> row.getLong(1),
                        where.parameters)
                .get(0);
    }

    Optional<FindingView> view(UUID id) {
        Sight.Condition inSight = sight.get().over(BELONGS_TO);
        List<Object> parameters = new ArrayList<>(inSight.parameters());
        parameters.add(id);
        return sql.first(SELECT + " where " + inSight.sql() + " and f.id = ?", FindingRepository::view, parameters);
    }

    List<Occurrence> occurrences(UUID id, int most) {
        return sql.list(
                """
                select ordinal, at, evidence_kind, evidence_ref, session_key, detail from finding_occurrence
                where finding_id = ? order by ordinal desc limit ?""",
                row -> new Occurrence(
                        row.getLong(1),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, UUID.class),
                        row.getString(6)),
                List.of(id, most));
    }

    List<FindingChange> changes(UUID id) {
        return sql.list(
                "select at, by, from_state, to_state, note from finding_change where finding_id = ? order by id",
                row -> new FindingChange(
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                List.of(id));
    }

    void addChange(UUID id, Instant at, String by, String from, String to, @Nullable String note) {
        getEntityManager()
                .createNativeQuery(
                        "insert into finding_change (finding_id, at, by, from_state, to_state, note) values (:id, :at, :by, :from, :to, :note)")
                .setParameter("id", id)
                .setParameter("at", at)
                .setParameter("by", by)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("note", note)
                .executeUpdate();
    }

    /** Keeps what was decided, and how long somebody had waited for it. */
    void addDecision(UUID id, String source, Disposition disposition, String reason, Instant at, String by) {
        sql.update(
                """
                insert into finding_decision (finding_id, source, disposition, reason, at, by, waited_seconds, sample)
                select f.id, ?, ?, ?, ?, ?, greatest(0, extract(epoch from ? - coalesce(
                    (select max(c.at) from finding_change c where c.finding_id = f.id and c.by = 'Elevenfold'
                        and c.to_state in ('open', 'reopened')), f.recorded_at)))::bigint, f.sample
                from finding f where f.id = ?""",
                List.of(source, disposition.word(), reason, at, by, at, id));
    }

    void withdrawDecisions(UUID id, Instant at) {
        sql.update(
                "update finding_decision set withdrawn_at = ? where finding_id = ? and withdrawn_at is null",
                List.of(at, id));
    }

    /** Open findings by layer and severity. */
    List<Tally> openByLayer() {
        return sql.list(
                """
                select layer, severity, count(*) from finding
                where state in ('open', 'acknowledged', 'in_progress', 'reopened') group by 1, 2""",
                row -> new Tally(row.getInt(1), row.getString(2), row.getLong(3)),
                List.of());
    }

    private static FindingView view(ResultSet row) throws SQLException {
        return new FindingView(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("title"),
                row.getString("severity"),
                row.getString("state"),
                row.getString("disposition"),
                row.getInt("layer"),
                row.getString("source"),
                texts(row.getArray("controls")),
                new FindingView.Subject(
                        row.getString("subject"),
                        row.getObject("endpoint_id", UUID.class),
                        row.getString("hostname"),
                        row.getObject("person_id", UUID.class),
                        row.getString("email"),
                        row.getObject("session_key", UUID.class),
                        row.getString("session_id"),
                        row.getString("agent")),
                row.getTimestamp("first_seen").toInstant(),
                row.getTimestamp("last_seen").toInstant(),
                row.getLong("occurrences"),
                row.getTimestamp("changed_at").toInstant(),
                row.getBoolean("sample"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    /** Conditions and their parameters, together. */
    private static final class Where {

        private final List<String> conditions = new ArrayList<>();
        final List<@Nullable Object> parameters = new ArrayList<>();

        Where(FindingFilter filter, Sight sight) {
            Sight.Condition inSight = sight.over(BELONGS_TO);
            and(inSight.sql(), inSight.parameters());
            any("f.state = any(?)", filter.states());
            any("f.severity = any(?)", filter.severities());
            any("f.layer = any(?)", filter.layers());
            any("f.kind = any(?)", filter.kinds());
            equal("f.source = ?", filter.source());
            equal("f.endpoint_id = ?", filter.endpoint());
            equal("f.person_id = ?", filter.person());
            equal("f.session_key = ?", filter.session());
            equal("f.controls @> array[?]::text[]", filter.control());
            if (filter.text() != null) {
                String like = "%"
                        + filter.text()
                                .replace("\\", "\\\\")
                                .replace("%", "\\%")
                                .replace("_", "\\_") + "%";
                and("(f.title ilike ? or f.source ilike ? or f.subject ilike ?)", List.of(like, like, like));
            }
        }

        private void any(String condition, List<?> values) {
            if (!values.isEmpty()) {
                conditions.add(condition);
                parameters.add(values);
            }
        }

        private void equal(String condition, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                parameters.add(value);
            }
        }

        void and(String condition, List<?> values) {
            conditions.add(condition);
            parameters.addAll(values);
        }

        String text() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }
    }

    /** Open findings of one layer and severity. */
    record Tally(int layer, String severity, long findings) {}
}
