package io.elevenfold.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the acts out of the ledger's log of governance: entries that name who acted. */
@ApplicationScoped
class AuditEntries {

    private static final String SELECT =
            """
            select l.position, l.recorded_at, l.type, l.subject, l.detail, p.email
            from ledger_entry l left join person p on p.id = l.subject
            where l.log = 0 and l.detail ->> 'actor' is not null""";

    private final Sql sql;
    private final ObjectMapper mapper;

    AuditEntries(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    Page<AuditEntry> newest(AuditFilter filter, int limit, @Nullable String after) {
        StringBuilder query = new StringBuilder(SELECT);
        List<Object> parameters = new ArrayList<>();
        add(query, parameters, " and l.detail ->> 'actor' = ?", filter.actor());
        add(query, parameters, " and l.subject = ?", filter.subject());
        add(query, parameters, " and l.recorded_at >= ?", filter.from());
        add(query, parameters, " and l.recorded_at < ?", filter.to());
        if (filter.type() != null) {
            query.append(" and (l.type = ? or l.type like ?)");
            parameters.add(filter.type());
            parameters.add(filter.type().replace("_", "\\_") + ".%");
        }
        List<String> cursor = Cursor.values(after, 1);
        if (!cursor.isEmpty()) {
            add(query, parameters, " and l.position < ?", position(cursor.get(0)));
        }
        parameters.add(limit + 1);
        List<AuditEntry> found =
                sql.list(query.append(" order by l.position desc limit ?").toString(), this::entry, parameters);
        return Page.of(found, limit, last -> Cursor.of(last.position()));
    }

    private static void add(StringBuilder query, List<Object> parameters, String condition, @Nullable Object value) {
        if (value != null) {
            query.append(condition);
            parameters.add(value);
        }
    }

    private static long position(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("after: expected what an earlier answer gave as next");
        }
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        try {
            com.fasterxml.jackson.databind.JsonNode detail = mapper.readTree(row.getString("detail"));
            return new AuditEntry(
                    row.getLong("position"),
                    row.getTimestamp("recorded_at").toInstant(),
                    detail.path("actor").asText(),
                    row.getString("type"),
                    row.getObject("subject", UUID.class),
                    row.getString("email"),
                    detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds what is no JSON", e);
        }
    }
}
