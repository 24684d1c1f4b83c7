package io.elevenfold.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SameTargetsTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID SESSION = new UUID(1, 1);

    private final SameTargets targets = new SameTargets();

    @Test
    void aHookWithoutIdJoinsTheSpanOfTheSameCommand() {
        Long span = targets.firstOf(ran("npm test", "otlp_span", NOON), true, 10);
        Long hook = targets.firstOf(ran("npm test", "hook", NOON.plusSeconds(1)), false, 11);

        assertThat(span).isNull();
        assertThat(hook).isEqualTo(10);
    }

    @Test
    void theSameCommandTwiceIsTwoCallsOldestFirst() {
        targets.firstOf(ran("npm test", "otlp_span", NOON), true, 10);
        targets.firstOf(ran("npm test", "otlp_span", NOON.plusSeconds(5)), true, 11);

        assertThat(targets.firstOf(ran("npm test", "hook", NOON), false, 12)).isEqualTo(10);
        assertThat(targets.firstOf(ran("npm test", "hook", NOON), false, 13)).isEqualTo(11);
        assertThat(targets.firstOf(ran("npm test", "hook", NOON), false, 14)).isNull();
    }

    @Test
    void twoCallsWithIdsOfTheirOwnAreNeverOne() {
        targets.firstOf(ran("ls", "otlp_log", NOON), true, 10);

        assertThat(targets.firstOf(ran("ls", "hook", NOON), true, 11)).isNull();
    }

    @Test
    void whatLiesFarApartIsNotTheSameCall() {
        targets.firstOf(ran("ls", "otlp_log", NOON), false, 10);

        assertThat(targets.firstOf(ran("ls", "hook", NOON.plus(Duration.ofHours(1))), false, 11))
                .isNull();
    }

    @Test
    void whatABatchThatFailedLeftBehindIsForgotten() {
        targets.firstOf(ran("ls", "otlp_log", NOON), false, 10);

        targets.forget();

        assertThat(targets.firstOf(ran("ls", "hook", NOON), false, 11)).isNull();
    }

    private static Prepared ran(String command, String channel, Instant at) {
        Activity event = Activity.builder()
                .set(Field.EVENT_ACTION, "shell_exec")
                .set(Field.ACTIVITY_PHASE, "completed")
                .set(Field.PROCESS_COMMAND_LINE, command)
                .set(Field.TELEMETRY_CHANNEL, channel)
                .build();
        return PreparedEvents.of(event, SESSION, at);
    }
}
