package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The answers of people within one request, and the time that each took. A request that tells of more than people can say
 * is not looked into: its answers have no time.
 */
final class Answers {

    private static final int MOST_SESSIONS = 50;
    private static final int MOST_OF_A_SESSION = 400;

    private final Questions questions;
    private final Instant received;
    private final UnaryOperator<Activity> asStored;
    private final Map<UUID, List<Said>> said = new HashMap<>();
    private final Map<String, Instant> youngest = new HashMap<>();
    private final Map<UUID, List<Said>> recorded = new HashMap<>();

    /** @param asStored what is left of an event when it is stored; commands are compared with stored ones */
    Answers(Questions questions, Instant received, UnaryOperator<Activity> asStored) {
        this.questions = questions;
        this.received = received;
        this.asStored = asStored;
    }

    /** Whether an event tells of a person's answer, and nobody measured how long it took. */
    static boolean isUntimed(Activity event) {
        return Said.isAnswer(event) && !event.has(Field.DECISION_LATENCY_MS);
    }

    /** To be told of every event of the request, before any time is asked. */
    void add(Activity event, Instant at, @Nullable UUID session) {
        String channel = event.text(Field.TELEMETRY_CHANNEL);
        youngest.merge(channel == null ? "" : channel, at, (one, other) -> one.isAfter(other) ? one : other);
        if (session != null && Said.of(event, at, received) != null) {
            Said kept = Said.of(asStored.apply(event), at, received);
            if (kept != null) {
                said.computeIfAbsent(session, unseen -> new ArrayList<>()).add(kept);
            }
        }
    }

    /** How long an answer took; empty when no question to it is known. */
    Optional<Duration> time(Activity event, Instant at, @Nullable UUID session) {
        Said answer = session == null ? null : Said.of(asStored.apply(event), at, received);
        List<Said> here = session == null ? List.of() : said.getOrDefault(session, List.of());
        if (session == null || answer == null || here.size() > MOST_OF_A_SESSION) {
            return Optional.empty();
        }
        if (!recorded.containsKey(session)) {
            if (recorded.size() == MOST_SESSIONS) {
                return Optional.empty();
            }
            recorded.put(session, questions.around(session, here));
        }
        List<Said> all = new ArrayList<>(recorded.getOrDefault(session, List.of()));
        all.addAll(here);
        return ThinkingTime.of(answer, youngest.getOrDefault(answer.channel(), at), all);
    }
}
