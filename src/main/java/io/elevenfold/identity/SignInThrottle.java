package io.elevenfold.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows guessing down: after five failures a name waits, after thirty an address does, twice as long after each further
 * one, at most 15 minutes. A try that has to wait is neither judged nor kept, so that nobody fills the ledger.
 */
@ApplicationScoped
class SignInThrottle {

    private static final int FREE_TRIES_OF_NAME = 5;
    private static final int FREE_TRIES_OF_ADDRESS = 30;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Failures> names = new ConcurrentHashMap<>();
    private final Map<String, Failures> addresses = new ConcurrentHashMap<>();

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    boolean mayTry(String name, String address) {
        return mayTry(names.get(name)) && mayTry(addresses.get(address));
    }

    private boolean mayTry(@org.jspecify.annotations.Nullable Failures known) {
        return known == null || !clock.instant().isBefore(known.blockedUntil());
    }

    void failed(String name, String address) {
        failed(names, name, FREE_TRIES_OF_NAME);
        failed(addresses, address, FREE_TRIES_OF_ADDRESS);
    }

    /** An address keeps its count: one account of one's own must not buy tries at others. */
    void succeeded(String name) {
        names.remove(name);
    }

    private void failed(Map<String, Failures> failures, String key, int freeTries) {
        if (failures.size() >= REMEMBERED) {
            Instant now = clock.instant();
            failures.values().removeIf(known -> known.blockedUntil().isBefore(now));
        }
        if (failures.size() >= REMEMBERED) {
            failures.clear();
        }
        failures.merge(key, new Failures(1, Instant.MIN), (known, one) -> {
            int count = known.count() + 1;
            return new Failures(
                    count, count < freeTries ? Instant.MIN : clock.instant().plus(waitAfter(count - freeTries)));
        });
    }

    private static Duration waitAfter(int count) {
        Duration wait = Duration.ofSeconds(1L << Math.min(count, 12));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private record Failures(int count, Instant blockedUntil) {}
}
