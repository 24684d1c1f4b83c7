package io.elevenfold.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.elevenfold.forwarding.Certificates;
import io.elevenfold.forwarding.FaultyReceiver;
import io.elevenfold.forwarding.FaultyReceiver.Fault;
import io.elevenfold.forwarding.KafkaBroker;
import io.elevenfold.forwarding.Rsyslog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Forwarding under load while its receivers are killed, slow, overloaded and hang up, for minutes: every record arrives,
 * and the door does not feel it. The baseline is the same load without destinations, in the same run. Then, how fast
 * each kind of destination is filled with what was recorded.
 */
public final class ForwardingBenchmark {

    private static final int OFFERED = Integer.getInteger("bench.offered", 300);
    private static final int QUIET_SECONDS = Integer.getInteger("bench.quiet", 40);
    private static final int FAULTY_SECONDS = Integer.getInteger("bench.faulty", 150);
    private static final int PER_REQUEST = 20;
    private static final long LONGEST_WAIT_NANOS = 600_000_000_000L;
    private static final String ACTIVITY = "kind == \"activity\"";

    private final ServiceUnderLoad service;
    private final ClaudeTraffic traffic = new ClaudeTraffic();
    private final String[] tokens = new String[10];
    private long session;

    private ForwardingBenchmark(ServiceUnderLoad service) throws Exception {
        this.service = service;
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = service.enroll("forwarding-" + i);
        }
    }

    public static void main(String[] args) throws Exception {
        try (ServiceUnderLoad service = ServiceUnderLoad.start()) {
            ForwardingBenchmark benchmark = new ForwardingBenchmark(service);
            benchmark.offer("warm-up", 15);
            double before = benchmark.offer("without destinations", QUIET_SECONDS);
            double during = benchmark.soak();
            double after = benchmark.offer("without destinations", QUIET_SECONDS);
            System.out.printf("ratio of p95, faulty to without: %.2f%n", during / ((before + after) / 2));
            benchmark.throughput();
        }
        System.exit(0);
    }

    /** Load while everything that can go wrong at receivers goes wrong. */
    private double soak() throws Exception {
        Map<String, FaultyReceiver> receivers = new LinkedHashMap<>();
        Map<String, String> ids = new LinkedHashMap<>();
        for (String kind : List.of("splunk_hec", "elastic", "webhook")) {
            FaultyReceiver receiver = new FaultyReceiver();
            receiver.remembers = false;
            receivers.put(kind, receiver);
            ids.put(kind, destination(kind, receiver.address(), "now", Map.of()));
        }
        FaultyReceiver never = new FaultyReceiver();
        never.kill();
        String dead = destination("webhook", never.address(), "now", Map.of());
        Set<String> already = ids();
        AtomicBoolean over = new AtomicBoolean();
        Thread faults = new Thread(() -> spoil(List.copyOf(receivers.values()), over), "faults");
        faults.start();
        double p95 = offer("receivers killed, slow, 429, 500, reset", FAULTY_SECONDS);
        over.set(true);
        faults.join();
        Set<String> expected = ids();
        expected.removeAll(already);
        for (Map.Entry<String, FaultyReceiver> each : receivers.entrySet()) {
            FaultyReceiver receiver = each.getValue();
            long begin = System.nanoTime();
            while (receiver.ids().size() < expected.size() && System.nanoTime() - begin < LONGEST_WAIT_NANOS) {
                Thread.sleep(500);
            }
            boolean complete = Set.copyOf(receiver.ids()).equals(expected);
            System.out.printf(
                    "%-10s %,d of %,d records, %,d repeated, %.0f s after the last fault, dead letters %s: %s%n",
                    each.getKey(),
                    receiver.ids().size(),
                    expected.size(),
                    receiver.arrived.size() - receiver.ids().size(),
                    (System.nanoTime() - begin) / 1e9,
                    view(ids.get(each.getKey())).get("dead_letters"),
                    complete ? "complete" : "NOT COMPLETE");
            if (!complete) {
                throw new IllegalStateException(each.getKey() + " has not every record");
            }
        }
        System.out.printf(
                "one that was away all the time waits for %s records%n",
                view(dead).get("lag"));
        for (String id : ids.values()) {
            service.delete("/api/v1/destinations/" + id, ServiceUnderLoad.BOOTSTRAP);
        }
        service.delete("/api/v1/destinations/" + dead, ServiceUnderLoad.BOOTSTRAP);
        receivers.values().forEach(FaultyReceiver::close);
        return p95;
    }

    private static void spoil(List<FaultyReceiver> receivers, AtomicBoolean over) {
        Random random = new Random(11);
        Fault[] faults = {
            Fault.BUSY, Fault.BROKEN, Fault.UNAVAILABLE, Fault.HANGS_UP, Fault.TAKES_AND_HANGS_UP, Fault.SLOW
        };
        while (!over.get()) {
            FaultyReceiver victim = receivers.get(random.nextInt(receivers.size()));
            if (random.nextInt(4) == 0) {
                victim.kill();
                LockSupport.parkNanos((1 + random.nextInt(6)) * 1_000_000_000L);
                victim.comeBack();
            } else {
                for (int i = 0; i < 1 + random.nextInt(5); i++) {
                    victim.faults.add(faults[random.nextInt(faults.length)]);
                }
            }
            LockSupport.parkNanos(1_000_000_000L);
        }
        receivers.forEach(receiver -> receiver.faults.clear());
    }

    /** Every record that was made so far, into each kind of destination, one after the other. */
    private void throughput() throws Exception {
        int records = ids().size();
        for (String kind : List.of("splunk_hec", "elastic", "webhook")) {
            try (FaultyReceiver receiver = new FaultyReceiver()) {
                receiver.remembers = false;
                filled(kind, records, destination(kind, receiver.address(), "beginning", Map.of()));
            }
        }
        Path folder = Files.createTempDirectory("elevenfold-bench-receivers");
        Certificates certificates = Certificates.below(folder);
        try (KafkaBroker broker = new KafkaBroker(folder, certificates)) {
            Map<String, Object> options = Map.of("options", Map.of("topic", "audit", "security", "PLAINTEXT"));
            filled("kafka", records, destination("kafka", "127.0.0.1:" + broker.port, "beginning", options));
        }
        if (Rsyslog.isThere()) {
            try (Rsyslog rsyslog = new Rsyslog(folder, certificates)) {
                filled(
                        "syslog",
                        records,
                        destination(
                                "syslog",
                                "localhost:" + rsyslog.tlsPort,
                                "beginning",
                                Map.of("authorities", certificates.pem())));
                filled(
                        "relp",
                        records,
                        destination(
                                "relp",
                                "localhost:" + rsyslog.relpPort,
                                "beginning",
                                Map.of("options", Map.of("tls", "false"))));
            }
        }
    }

    private void filled(String kind, int records, String id) throws Exception {
        long begin = System.nanoTime();
        while (view(id).get("delivered").asLong() < records && System.nanoTime() - begin < LONGEST_WAIT_NANOS) {
            Thread.sleep(100);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%-10s %,d records in %.1f s: %,.0f/s%n",
                kind, view(id).get("delivered").asLong(), seconds, records / seconds);
        service.delete("/api/v1/destinations/" + id, ServiceUnderLoad.BOOTSTRAP);
    }

    private String destination(String kind, String address, String from, Map<String, Object> more) throws Exception {
        Map<String, Object> wanted = new HashMap<>(Map.of(
                "name",
                kind + " " + System.nanoTime(),
                "kind",
                kind,
                "address",
                address,
                "format",
                "json",
                "filter",
                ACTIVITY,
                "private_allowed",
                true,
                "from",
                from,
                "secret",
                kind.equals("webhook")
                        ? "whsec_" + Base64.getEncoder().encodeToString(FaultyReceiver.WEBHOOK_KEY)
                        : "the-token"));
        wanted.putAll(more);
        return service.post("/api/v1/destinations", ServiceUnderLoad.BOOTSTRAP, wanted)
                .get("id")
                .asText();
    }

    private JsonNode view(String id) throws Exception {
        return service.get("/api/v1/destinations/" + id, ServiceUnderLoad.BOOTSTRAP);
    }

    /** Ids of all activity, by the pull cursor. */
    private Set<String> ids() throws Exception {
        Set<String> ids = new HashSet<>();
        String after = "";
        JsonNode page;
        do {
            page = service.get(
                    "/api/v1/records?limit=1000&filter=kind%20%3D%3D%20%22activity%22&after=" + after,
                    ServiceUnderLoad.BOOTSTRAP);
            page.get("items").forEach(item -> ids.add(item.get("id").asText()));
            after = page.get("next").asText();
        } while (page.get("more").asBoolean());
        return ids;
    }

    /** Offers events when they are due, whatever the service answers; the 95th percentile of its answers, in ms. */
    private double offer(String name, int seconds) throws InterruptedException {
        int requests = OFFERED * seconds / PER_REQUEST;
        long interval = 1_000_000_000L * PER_REQUEST / OFFERED;
        long[] nanos = new long[requests];
        AtomicLong failed = new AtomicLong();
        Semaphore done = new Semaphore(0);
        long begin = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            byte[] body = traffic.body(session + i / 8, i % 8 * PER_REQUEST, PER_REQUEST);
            long due = begin + i * interval;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int request = i;
            service.logs(tokens[i / 8 % tokens.length], body).whenComplete((status, failure) -> {
                nanos[request] = System.nanoTime() - due;
                if (failure != null || status != 200) {
                    failed.incrementAndGet();
                }
                done.release();
            });
        }
        done.acquire(requests);
        session += requests;
        Arrays.sort(nanos);
        double p95 = nanos[requests * 95 / 100] / 1e6;
        System.out.printf(
                "%-40s %,d events/s for %d s: p50 %.1f ms, p95 %.1f ms, failed %d of %d%n",
                name, OFFERED, seconds, nanos[requests / 2] / 1e6, p95, failed.get(), requests);
        return p95;
    }
}
