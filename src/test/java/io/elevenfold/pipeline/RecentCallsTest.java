package io.elevenfold.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.CallPhase;
import io.elevenfold.activity.Field;
import io.elevenfold.identity.Sender;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentCallsTest {

    private static final UUID SESSION = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final Sender SENDER = new Sender(new UUID(9, 9), null, null, null);

    private final Map<CallPhase, Long> stored = new HashMap<>();
    private final Set<UUID> storedSessions = new HashSet<>();
    private final List<CallPhase> askedFor = new ArrayList<>();

    @Test
    void aSessionThatBeganHereIsNeverAskedAbout() throws SQLException {
        RecentCalls calls = new RecentCalls();
        record(calls, SESSION, "one", 0);

        assertThat(record(calls, SESSION, "two", 1)).isNull();
        assertThat(record(calls, SESSION, "one", 2)).isEqualTo(0);
        assertThat(askedFor).isEmpty();
    }

    @Test
    void aSessionThatBeganBeforeTheStartIsLookedUp() throws SQLException {
        record(new RecentCalls(), SESSION, "one", 0);
        RecentCalls afterRestart = new RecentCalls();

        assertThat(record(afterRestart, SESSION, "one", 1)).isEqualTo(0);
        assertThat(record(afterRestart, SESSION, "two", 2)).isNull();
        assertThat(askedFor).extracting(CallPhase::callId).containsExactly("one", "two");
    }

    @Test
    void aCallThatWasForgottenToMakeRoomIsLookedUp() throws SQLException {
        RecentCalls calls = new RecentCalls(2);
        record(calls, SESSION, "one", 0);
        record(calls, OTHER, "a", 1);
        record(calls, OTHER, "b", 2);

        assertThat(record(calls, SESSION, "one", 3)).isEqualTo(0);
        assertThat(askedFor).extracting(CallPhase::callId).containsExactly("one");
    }

    @Test
    void aSessionWhoseFirstBatchFailedIsStillNew() throws SQLException {
        RecentCalls calls = new RecentCalls();
        load(calls, SESSION, "one");
        calls.rollback();

        assertThat(record(calls, SESSION, "one", 5)).isNull();
        assertThat(record(calls, SESSION, "one", 6)).isEqualTo(5);
    }

    private Long record(RecentCalls calls, UUID session, String call, long position) throws SQLException {
        LaneWriter.Accepted event = load(calls, session, call);
        Long first = calls.firstOf(event.call(), event.event(), position);
        calls.commit();
        storedSessions.add(session);
        if (first == null) {
            stored.put(event.call(), position);
        }
        return first;
    }

    private LaneWriter.Accepted load(RecentCalls calls, UUID session, String call) throws SQLException {
        LaneWriter.Accepted event =
                LaneWriter.Accepted.of(told(session, call), new Delivery(SENDER, new byte[32], List.of()));
        calls.load(List.of(event), asked -> !storedSessions.contains(asked), asked -> {
            askedFor.addAll(asked);
            Map<CallPhase, Long> found = new HashMap<>(stored);
            found.keySet().retainAll(asked);
            return found;
        });
        return event;
    }

    private static Prepared told(UUID session, String call) {
        Activity event = Activity.builder()
                .set(Field.GEN_AI_TOOL_CALL_ID, call)
                .set(Field.ACTIVITY_PHASE, "completed")
                .build();
        return PreparedEvents.of(event, session, Instant.EPOCH);
    }
}
