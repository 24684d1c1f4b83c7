package io.elevenfold.ingest.sample;

import java.time.Duration;
import java.time.Instant;

/** Time as it passes within a session. */
final class Pace {

    private Instant now;

    Pace(Instant start) {
        this.now = start;
    }

    Instant now() {
        return now;
    }

    long nanos() {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** @return the same moment in nanoseconds */
    long pass(long millis) {
        now = now.plus(Duration.ofMillis(millis));
        return nanos();
    }
}
