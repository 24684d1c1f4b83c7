package io.elevenfold.detection.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Rows of tries. */
@ApplicationScoped
class ReplayTable {

    private static final int SHOWN = 50;
    /** A node that has not said anything for so long is gone. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final Sql sql;
    private final ObjectMapper mapper;

    ReplayTable(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    void add(ReplayView asked) {
        sql.update(
                """
                insert into rule_replay (id, rule, title, yaml, days, state, asked_by, asked_at, until, expected)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        asked.id(),
                        asked.rule(),
                        asked.title(),
                        asked.yaml(),
                        asked.days(),
                        asked.state(),
                        asked.askedBy(),
                        asked.askedAt(),
                        asked.until(),
                        asked.expected()));
    }

    int waiting() {
        return sql.list("select count(*) from rule_replay where state = 'waiting'", row -> row.getInt(1), List.of())
                .get(0);
    }

    /**
     * About how many events there are, from the hourly figures.
     *
     * @param actions kinds of activity; empty for every kind
     */
    long expected(Instant from, Set<String> actions) {
        boolean every = actions.isEmpty();
        return sql.list(
                        "select coalesce(sum(events), 0) from activity_rollup where hour >= ?"
                                + (every ? "" : " and action = any(?)"),
                        row -> row.getLong(1),
                        every ? List.of(from) : List.of(from, actions))
                .get(0);
    }

    /** The next one to work on; one whose node is gone begins anew. Must run in a transaction. */
    Optional<ReplayView> claim(Instant now) {
        return sql.first(
                """
                update rule_replay set state = 'running', started_at = ?, beat_at = ?, events = 0, hits = 0 where id = (
                select id from rule_replay where state = 'waiting' or (state = 'running' and beat_at < ?)
                order by asked_at limit 1 for update skip locked) returning *""",
                this::view,
                List.of(now, now, now.minus(SILENCE)));
    }

    /** False when somebody ended it in the meantime. */
    boolean beat(UUID id, Instant now, long events, long hits) {
        return sql.update(
                        "update rule_replay set beat_at = ?, events = ?, hits = ? where id = ? and state = 'running'",
                        List.of(now, events, hits, id))
                == 1;
    }

    void done(UUID id, Instant now, long events, ReplayResult result) {
        try {
            sql.update(
                    "update rule_replay set state = 'done', finished_at = ?, events = ?, hits = ?, result = ?::jsonb where id = ? and state = 'running'",
                    List.of(now, events, result.hits(), mapper.writeValueAsString(result), id));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void failed(UUID id, Instant now, String reason) {
        sql.update(
                "update rule_replay set state = 'failed', finished_at = ?, reason = ? where id = ? and state = 'running'",
                List.of(now, reason, id));
    }

    void stop(UUID id, Instant now) {
        sql.update(
                "update rule_replay set state = 'stopped', finished_at = ? where id = ? and state in ('waiting', 'running')",
                List.of(now, id));
    }

    Optional<ReplayView> withId(UUID id) {
        return sql.first("select * from rule_replay where id = ?", this::view, List.of(id));
    }

    List<ReplayView> newest() {
        return sql.list("select * from rule_replay order by asked_at desc limit ?", this::view, List.of(SHOWN));
    }

    private ReplayView view(ResultSet row) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        String result = row.getString("result");
        try {
            return new ReplayView(
                    row.getObject("id", UUID.class),
                    row.getString("rule"),
                    row.getString("title"),
                    row.getString("yaml"),
                    row.getInt("days"),
                    row.getString("state"),
                    row.getString("asked_by"),
                    row.getTimestamp("asked_at").toInstant(),
                    row.getTimestamp("until").toInstant(),
                    finished == null ? null : finished.toInstant(),
                    row.getLong("expected"),
                    row.getLong("events"),
                    row.getLong("hits"),
                    result == null ? null : mapper.readValue(result, ReplayResult.class),
                    row.getString("reason"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds what is no JSON", e);
        }
    }
}
