package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.taint.Told;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of which no rule holds, for tests that ask about something else. */
final class PreparedEvents {

    private static final UUID SUBJECT = new UUID(2, 2);

    private PreparedEvents() {}

    /** With an id of its own and without commitments. */
    static Prepared of(Activity event, @Nullable UUID session, Instant at) {
        return of(event, UUID.randomUUID(), session, at, null, null, null);
    }

    static Prepared of(
            Activity event,
            UUID id,
            @Nullable UUID session,
            Instant at,
            @Nullable String actor,
            @Nullable String target,
            @Nullable String content) {
        return new Prepared(
                event,
                id,
                session,
                at,
                SUBJECT,
                actor,
                target,
                content,
                new byte[0],
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Told.NOTHING);
    }
}
