package io.elevenfold.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The explorer's questions: what happened, newest first, and one session from its beginning. */
@ApplicationScoped
public class Activities {

    /** Of a longer session, the later activities are found through the explorer. */
    public static final int MOST_OF_A_SESSION = 2000;

    private static final String SELECT =
            "select lane, position, event_id, ts, ingested, session_key, event from activity a";

    private final Sql sql;
    private final CurrentSight sight;
    private final Views views;
    private final ObjectMapper mapper = new ObjectMapper();

    Activities(Sql sql, CurrentSight sight, Views views) {
        this.sql = sql;
        this.views = views;
        this.sight = sight;
    }

    /** Newest arrival first. */
    public Page<RecordedActivity> newest(ActivityFilter filter, int limit, @Nullable String after) {
        int bounded = Cursor.limit(limit);
        views.noted(filter.person(), "activity");
        Where where = new Where(filter, sight.get());
        List<String> cursor = Cursor.values(after, 3);
        if (!cursor.isEmpty()) {
            try {
                where.and(
                        "(a.ingested, a.lane, a.position) < (?, ?, ?)",
                        List.of(
                                Instant.parse(cursor.get(0)),
                                Integer.parseInt(cursor.get(1)),
                                Long.parseLong(cursor.get(2))));
            } catch (java.time.DateTimeException | NumberFormatException e) {
                throw ProblemException.invalid("after: expected what an earlier answer gave as next");
            }
        }
        where.parameters.add(bounded + 1);
        List<RecordedActivity> found = sql.list(
                SELECT + where.text() + " order by a.ingested desc, a.lane desc, a.position desc limit ?",
                this::activity,
                where.parameters);
        return Page.of(completed(found), bounded, last -> Cursor.of(last.ingested(), last.lane(), last.position()));
    }

    /** A session's activities in the order in which they happened, at most 2,000. */
    public List<RecordedActivity> ofSession(UUID session) {
        Where where = new Where(ActivityFilter.ofSession(session), sight.get());
        where.parameters.add(MOST_OF_A_SESSION);
        return completed(sql.list(
                SELECT + where.text()
                        + " order by a.ts, (a.event->>'event.sequence')::numeric nulls last, a.position limit ?",
                this::activity,
                where.parameters));
    }

    /** One activity by its place in the ledger. */
    public Optional<RecordedActivity> at(int lane, long position) {
        Sight.Condition inSight = sight.get().over("a.person_id");
        List<Object> parameters = new ArrayList<>(List.of(lane, position));
        parameters.addAll(inSight.parameters());
        return completed(sql.list(
                        SELECT + " where lane = ? and position = ? and " + inSight.sql(), this::activity, parameters))
                .stream()
                .findFirst();
    }

    /** Adds what later records of the same call and phase told, where the first one was silent. */
    private List<RecordedActivity> completed(List<RecordedActivity> found) {
        List<UUID> sessions = found.stream()
                .filter(activity -> activity.text(Field.GEN_AI_TOOL_CALL_ID.key()) != null)
                .map(RecordedActivity::sessionKey)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
        if (sessions.isEmpty()) {
            return found;
        }
        Map<String, List<RecordedActivity>> additions = new LinkedHashMap<>();
        sql.list(
                        "select lane, position, event_id, ts, ingested, session_key, event, enriches from activity where session_key = any(?) and enriches is not null order by position",
                        row -> Map.entry(row.getInt("lane") + "/" + row.getLong("enriches"), activity(row)),
                        List.of(sessions))
                .forEach(entry -> additions
                        .computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                        .add(entry.getValue()));
        return found.stream()
                .map(activity ->
                        merge(activity, additions.getOrDefault(activity.lane() + "/" + activity.position(), List.of())))
                .toList();
    }

    private static RecordedActivity merge(RecordedActivity first, List<RecordedActivity> additions) {
        if (additions.isEmpty()) {
            return first;
        }
        Map<String, Object> event = new LinkedHashMap<>(first.event());
        List<Long> records = new ArrayList<>(first.records());
        for (RecordedActivity addition : additions) {
            addition.event().forEach(event::putIfAbsent);
            records.add(addition.position());
        }
        return new RecordedActivity(
                first.lane(),
                first.position(),
                first.eventId(),
                first.at(),
                first.ingested(),
                first.sessionKey(),
                List.copyOf(records),
                event);
    }

    private RecordedActivity activity(ResultSet row) throws SQLException {
        long position = row.getLong("position");
        try {
            return new RecordedActivity(
                    row.getInt("lane"),
                    position,
                    row.getObject("event_id", UUID.class),
                    row.getTimestamp("ts").toInstant(),
                    row.getTimestamp("ingested").toInstant(),
                    row.getObject("session_key", UUID.class),
                    List.of(position),
                    mapper.readValue(row.getString("event"), new TypeReference<LinkedHashMap<String, Object>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds what is no JSON", e);
        }
    }

    private static final class Where {

        private final List<String> conditions = new ArrayList<>(List.of("a.enriches is null"));
        final List<@Nullable Object> parameters = new ArrayList<>();

        Where(ActivityFilter filter, Sight sight) {
            Sight.Condition inSight = sight.over("a.person_id");
            and(inSight.sql(), inSight.parameters());
            equal("a.ts >= ?", filter.from());
            equal("a.ts < ?", filter.to());
            equal("a.action = ?", filter.action());
            equal("a.product = ?", filter.product());
            equal("a.decision = ?", filter.decision());
            equal("a.endpoint_id = ?", filter.endpoint());
            equal("a.person_id = ?", filter.person());
            equal("a.session_key = ?", filter.session());
            equal("a.session_key in (select key from session where ? in (id, key::text))", filter.sessionId());
            if (filter.text() != null) {
                String like = "%"
                        + filter.text()
                                .replace("\\", "\\\\")
                                .replace("%", "\\%")
                                .replace("_", "\\_")
                        + "%";
                and(
                        "(a.event->>'process.command_line' ilike ? or a.event->>'file.path' ilike ? or a.event->>'url.full' ilike ? or a.event->>'gen_ai.tool.name' ilike ?)",
                        List.of(like, like, like, like));
            }
        }

        private void equal(String condition, @Nullable Object value) {
            if (value != null) {
                and(condition, List.of(value));
            }
        }

        void and(String condition, List<?> values) {
            conditions.add(condition);
            parameters.addAll(values);
        }

        String text() {
            return " where " + String.join(" and ", conditions);
        }
    }
}
