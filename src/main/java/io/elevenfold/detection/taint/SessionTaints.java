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
import java.util.stream.Collectors;
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
        Standing standing = of(
                activity.sessionKey(),
                activity.at(),
                activity.lane() + "/" + activity.position(),
                activity.text(Field.GEN_AI_TOOL_CALL_ID.key()));
        Map<String, Object> event = new LinkedHashMap<>(activity.event());
        event.remove(SessionFields.SECRET_REPEATED);
        put(event, SessionFields.TAINT, words(standing.before().taints()));
        put(event, SessionFields.ADDED, words(standing.added()));
        return event;
    }

    /** Where an event stood: what its session had been through, and what it set itself. */
    public record Standing(Carried before, Set<Taint> added) {

        public Standing {
            added = Set.copyOf(added);
        }
    }

    /**
     * @param reference where the event stands: lane/position
     * @param callId of the call that it tells of; null when of none
     */
    public Standing of(@Nullable UUID session, Instant at, String reference, @Nullable String callId) {
        SessionState state = session == null ? SessionState.unknown() : read(session);
        String call = SessionState.Moment.call(callId, reference);
        return new Standing(
                state.before(new SessionState.Moment(at, reference, call), Set.of()),
                state.marks().stream()
                        .filter(mark -> mark.call().equals(call))
                        .map(SessionState.Mark::taint)
                        .collect(Collectors.toSet()));
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
