package io.elevenfold.pipeline;

import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The questions for permission that were recorded of a session, with their answers. They are looked up in the record
 * itself, when a person's answer arrives: so a restart forgets nothing, and nothing is kept twice.
 */
@ApplicationScoped
class Questions {

    private static final int MOST = 200;
    private static final Duration LONGEST_DELAY = Duration.ofDays(1);

    private final Sql sql;

    Questions(Sql sql) {
        this.sql = sql;
    }

    /**
     * The latest of what was said around the events of a request.
     *
     * @param said at least one
     */
    List<Said> around(UUID session, List<Said> said) {
        Instant first =
                said.stream().map(Said::at).min(Comparator.naturalOrder()).orElseThrow();
        Instant last =
                said.stream().map(Said::at).max(Comparator.naturalOrder()).orElseThrow();
        return sql.list(
                """
                select ts, ingested, action, phase, event ->> 'telemetry.channel', call_id,
                    event ->> 'activity.kind', event ->> 'process.command_line'
                from activity
                where session_key = ? and ts between ? and ? and ingested > ?
                    and (action = 'prompt'
                        or action = 'tool_decision' and phase = 'requested' and decision = 'ask'
                        or action = 'tool_decision' and phase = 'decided' and event ->> 'decision.source' = 'human'
                        or action = 'hook' and phase = 'started' and event ->> 'hook.event' = 'PermissionRequest')
                order by ts desc limit ?""",
                Questions::said,
                List.of(
                        session,
                        Timestamp.from(first.minus(ThinkingTime.LONGEST.multipliedBy(2))),
                        Timestamp.from(last.plus(ThinkingTime.LONGEST)),
                        Timestamp.from(said.get(0).heard().minus(LONGEST_DELAY)),
                        MOST));
    }

    private static Said said(ResultSet row) throws SQLException {
        @Nullable String channel = row.getString(5);
        return new Said(
                what(row.getString(3), row.getString(4)),
                row.getTimestamp(1).toInstant(),
                row.getTimestamp(2).toInstant(),
                channel == null ? "" : channel,
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }

    private static Said.What what(String action, @Nullable String phase) {
        if (action.equals("prompt")) {
            return Said.What.PROMPT;
        }
        return "decided".equals(phase) ? Said.What.ANSWER : Said.What.QUESTION;
    }
}
