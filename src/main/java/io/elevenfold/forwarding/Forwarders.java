package io.elevenfold.forwarding;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One thread for each destination that runs: a slow one holds up nobody else. */
@ApplicationScoped
class Forwarders {

    private static final long LONGEST_STOP_MILLIS = 5_000;

    private final Destinations destinations;
    private final Streams streams;
    private final DeliveryLedger ledger;
    private final MultiGauge lag;
    private final Map<UUID, Running> running = new HashMap<>();
    private boolean ended;

    private record Running(Courier courier, Thread thread) {}

    Forwarders(Destinations destinations, Streams streams, DeliveryLedger ledger, MeterRegistry meters) {
        this.destinations = destinations;
        this.streams = streams;
        this.ledger = ledger;
        this.lag = MultiGauge.builder("elevenfold.forwarding.lag")
                .description("Records that wait for a destination")
                .register(meters);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        follow(destinations.running());
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void renew() {
        List<Running> now;
        synchronized (this) {
            now = List.copyOf(running.values());
        }
        now.stream().filter(each -> each.thread().isAlive()).forEach(each -> each.courier().renew());
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        lag.register(
                destinations.all().stream()
                        .map(view -> MultiGauge.Row.of(Tags.of("destination", view.name()), (Number) view.lag()))
                        .toList(),
                true);
    }

    private synchronized void follow(List<Dispatch> wanted) {
        if (ended) {
            return;
        }
        Set<UUID> ids = new HashSet<>();
        for (Dispatch dispatch : wanted) {
            ids.add(dispatch.id());
            Running now = running.get(dispatch.id());
            if (now != null && now.courier().epoch() != dispatch.epoch()) {
                now.courier().stop();
            }
            if (now == null || !now.thread().isAlive()) {
                Courier courier = new Courier(dispatch, streams, ledger);
                Thread thread = new Thread(courier, "forward-" + dispatch.id());
                thread.setDaemon(true);
                thread.start();
                running.put(dispatch.id(), new Running(courier, thread));
            }
        }
        running.forEach((id, each) -> {
            if (!ids.contains(id)) {
                each.courier().stop();
            }
        });
        running.values().removeIf(each -> !each.thread().isAlive());
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        List<Running> last;
        synchronized (this) {
            ended = true;
            last = List.copyOf(running.values());
        }
        last.forEach(each -> each.courier().stop());
        long deadline = System.nanoTime() + LONGEST_STOP_MILLIS * 1_000_000;
        for (Running each : last) {
            each.thread().join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            each.thread().interrupt();
        }
    }
}
