package io.elevenfold.pipeline;

import io.elevenfold.detection.baseline.LaneBaselines;
import io.elevenfold.detection.tuning.LiveRules;
import io.elevenfold.identity.Sender;
import io.elevenfold.ledger.SubjectKeys;
import io.elevenfold.platform.DataDirectory;
import io.elevenfold.platform.secret.SecretScanner;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The way of the events from the doors into the record. */
@Startup
@ApplicationScoped
public class Lanes {

    private static final int CONTENT_KEY_BYTES = 32;
    private static final long LONGEST_STOP_MILLIS = 15_000;

    private final PipelineConfig config;
    private final DataSource dataSource;
    private final Clock clock;
    private final EndpointFacts endpoints;
    private final Correlating correlating;
    private final Preparation preparation;
    private final LiveRules live;
    private final MeterRegistry meters;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Lanes(
            PipelineConfig config,
            DataSource dataSource,
            Clock clock,
            EndpointFacts endpoints,
            Correlating correlating,
            SubjectKeys keys,
            DataDirectory directory,
            SecretScanner scanner,
            Judge judge,
            Questions questions,
            LiveRules live,
            MeterRegistry meters,
            @ConfigProperty(name = "elevenfold.capture-mode", defaultValue = "standard") CaptureMode mode) {
        this.config = config;
        this.dataSource = dataSource;
        this.clock = clock;
        this.endpoints = endpoints;
        this.correlating = correlating;
        this.live = live;
        this.meters = meters;
        this.preparation = new Preparation(
                judge,
                new Protector(mode, scanner::redact, directory.secret("content-hash.key", CONTENT_KEY_BYTES)),
                keys::keyOf,
                questions);
    }

    @PostConstruct
    void start() {
        for (int number = 1; number <= config.lanes(); number++) {
            LaneWriter writer = new LaneWriter(
                    number,
                    dataSource,
                    clock,
                    config,
                    endpoints,
                    correlating,
                    new LaneBaselines(live::baselines, live::running),
                    live::raisesFindings);
            Lane lane = new Lane(writer, config);
            meters.gauge(
                    "elevenfold.lane.waiting",
                    List.of(io.micrometer.core.instrument.Tag.of("lane", Integer.toString(number))),
                    lane,
                    Lane::waiting);
            Thread thread = new Thread(lane, "lane-" + number);
            thread.start();
            lanes.add(lane);
            threads.add(thread);
        }
    }

    /** What waits is committed before the service ends. */
    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        lanes.forEach(Lane::stop);
        for (Thread thread : threads) {
            thread.join(LONGEST_STOP_MILLIS);
        }
    }

    /**
     * Judges, protects and queues a request's events.
     *
     * @return completed after the commit that holds them, or exceptionally when they could not be recorded
     * @throws OverloadedException when too much is waiting; nothing was recorded then
     */
    public CompletionStage<Receipt> submit(Delivery delivery) {
        List<Prepared> events = preparation.prepare(delivery, clock.instant());
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        laneOf(delivery.sender()).offer(new Waiting(delivery, events, receipt));
        meters.counter("elevenfold.events.received").increment(events.size());
        return receipt;
    }

    private Lane laneOf(Sender sender) {
        UUID origin = sender.endpointId() != null ? sender.endpointId() : sender.tokenId();
        return lanes.get(Math.floorMod(origin.hashCode(), lanes.size()));
    }

    @Scheduled(every = "10m", delayed = "1m")
    void forgetOldRequests() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            RequestDigests.forgetBefore(connection, clock.instant().minus(config.requestMemory()));
        }
    }
}
