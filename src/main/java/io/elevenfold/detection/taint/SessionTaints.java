package io.elevenfold.detection.taint;

import io.elevenfold.activity.Field;
import io.elevenfold.activity.RecordedActivity;
import io.elevenfold.activity.Taint;
import io.elevenfold.detection.SessionFields;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What is remembered of sessions, for whoever asks afterwards. */
@ApplicationScoped
public class SessionTaints {

    private final DataSource dataSource;
    private final Clock clock;

    SessionTaints(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * A recorded event as rules saw it, with the fields that say where it stood in its session. Whether it repeated a
     * secret is not told: the secrets of both are gone.
     */
    public Map<String, Object> asJudged(RecordedActivity activity) {
        return asJudged(
                activity.event(), activity.at(), activity.lane() + "/" + activity.position(), activity.sessionKey());
    }

    /** @param reference where the event stands: lane/position */
    public Map<String, Object> asJudged(
            Map<String, Object> recorded, Instant at, String reference, @Nullable UUID session) {
        Map<String, Object> event = new LinkedHashMap<>(recorded);
        event.remove(SessionFields.SECRET_REPEATED);
        SessionState state = session == null ? SessionState.unknown() : read(session);
        String call = SessionState.Moment.call(
                recorded.get(Field.GEN_AI_TOOL_CALL_ID.key()) instanceof String id ? id : null, reference);
        put(
                event,
                SessionFields.TAINT,
                words(state.before(new SessionState.Moment(at, reference, call), Set.of())
                        .taints()));
        put(
                event,
                SessionFields.ADDED,
                state.marks().stream()
                        .filter(mark -> mark.call().equals(call))
                        .map(mark -> mark.taint().word())
                        .distinct()
                        .toList());
        return event;
    }

    private static void put(Map<String, Object> event, String field, List<String> words) {
        event.remove(field);
        if (!words.isEmpty()) {
            event.put(field, words);
        }
    }

    private static List<String> words(Set<Taint> taints) {
        return taints.stream().map(Taint::word).sorted().toList();
    }

    private SessionState read(UUID session) {
        try (Connection connection = dataSource.getConnection()) {
            return TaintTable.read(connection, session);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read what a session has been through", e);
        }
    }

    @Scheduled(every = "1h", delayed = "4m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            TaintTable.forget(connection, clock.instant());
        }
    }
}
