package io.elevenfold.compliance;

import io.elevenfold.framework.FrameworkCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws pictures, and keeps the latest ones for a short time. */
@ApplicationScoped
class Pictures {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private final FrameworkCatalog frameworks;
    private final TestCatalog tests;
    private final Snapshots snapshots;
    private final Clock clock;
    private final Kept<Boolean, Picture> present = new Kept<>(1, 10, Duration.ofSeconds(5), System::nanoTime);
    private final Kept<Instant, Picture> past = new Kept<>(16, 100, Duration.ofMinutes(1), System::nanoTime);
    private final Kept<Instant, Map<String, ResultCounts>> earlier =
            new Kept<>(64, 1000, Duration.ofMinutes(5), System::nanoTime);

    Pictures(FrameworkCatalog frameworks, TestCatalog tests, Snapshots snapshots, Clock clock) {
        this.frameworks = frameworks;
        this.tests = tests;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** @param asOf null for now; a moment that is still to come is now, too */
    Picture at(@Nullable Instant asOf) {
        if (asOf == null || asOf.isAfter(clock.instant())) {
            return present.get(true, this::drawPresent);
        }
        return past.get(asOf, () -> draw(snapshots.past(asOf), asOf));
    }

    /** The trend of the present looks back from the full hour, so that its past is not read anew each time. */
    private Picture drawPresent() {
        Instant now = clock.instant();
        return draw(snapshots.present(now), now.truncatedTo(ChronoUnit.HOURS));
    }

    private Picture draw(Snapshot snapshot, Instant from) {
        return new Picture(frameworks, tests, snapshot, resultsBefore(from, WEEK), resultsBefore(from, MONTH));
    }

    private Map<String, ResultCounts> resultsBefore(Instant from, Duration before) {
        Instant at = from.minus(before);
        return earlier.get(at, () -> snapshots.results(at));
    }
}
