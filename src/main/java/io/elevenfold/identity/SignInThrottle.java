package io.elevenfold.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Slows guessing down: after five failures a name waits, twice as long after each further one, at most 15 minutes. */
@ApplicationScoped
class SignInThrottle {

    private static final int FREE_TRIES = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    boolean mayTry(String username) {
        Failures known = failures.get(username);
        return known == null || !clock.instant().isBefore(known.blockedUntil());
    }

    void failed(String username) {
        if (failures.size() >= REMEMBERED) {
            failures.clear();
        }
        failures.merge(username, new Failures(1, Instant.MIN), (known, one) -> {
            int count = known.count() + 1;
            return new Failures(
                    count, count < FREE_TRIES ? Instant.MIN : clock.instant().plus(waitAfter(count)));
        });
    }

    void succeeded(String username) {
        failures.remove(username);
    }

    private static Duration waitAfter(int count) {
        Duration wait = Duration.ofSeconds(1L << Math.min(count - FREE_TRIES, 12));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private record Failures(int count, Instant blockedUntil) {}
}
