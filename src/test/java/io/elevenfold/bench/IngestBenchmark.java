package io.elevenfold.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Durable ingest, end to end: OTLP/HTTP protobuf, rules on, ledger on, answered after the commit; against bare
 * {@code COPY} of the very rows that it made, into a table with the same columns and indexes, in the same database and
 * the same run.
 */
public final class IngestBenchmark {

    private static final int EVENTS = Integer.getInteger("bench.events", 300_000);
    /** The compiler of the JVM is at work for the first minute. */
    private static final int WARM_UP = Integer.getInteger("bench.warm-up", EVENTS);

    /** Whether to tell what the database's time went into; counting takes some of it too. */
    private static final boolean STATEMENTS = Boolean.getBoolean("bench.statements");

    private static final int PER_REQUEST = Integer.getInteger("bench.per-request", 100);
    private static final int IN_FLIGHT = Integer.getInteger("bench.in-flight", 32);
    private static final int OFFERED = Integer.getInteger("bench.offered", 2_000);
    private static final int OFFERED_SECONDS = Integer.getInteger("bench.offered-seconds", 20);
    private static final int OFFERED_PER_REQUEST = 20;

    /** Asks about every event, so that each one is read and judged. */
    private static final String TRIED =
            """
            title: What a person may try while events arrive
            id: 5c1e3b0a-6f0f-4c7c-9d55-0b6f3a1f6d21
            status: test
            logsource:
              product: coding_agent
            detection:
              selection:
                process.command_line|contains: no such word
              condition: selection
            level: low
            """;

    private IngestBenchmark() {}

    public static void main(String[] args) throws Exception {
        ClaudeTraffic traffic = new ClaudeTraffic();
        try (ServiceUnderLoad service = STATEMENTS ? Statements.counted() : ServiceUnderLoad.start()) {
            String[] tokens = new String[20];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = service.enroll("bench-" + i);
            }
            System.out.printf(
                    "start to ready %.1f s, resident %d MB%n",
                    service.startTime().toMillis() / 1000.0, service.residentKilobytes() / 1024);
            ingest(service, traffic, tokens, WARM_UP, 1_000_000_000L);
            if (STATEMENTS) {
                Statements.forget(service.dataDir());
            }
            ProcessorTime before = service.processorTime();
            DatabaseWork workBefore = DatabaseWork.of(service.dataDir());
            double ingest = ingest(service, traffic, tokens, EVENTS, 0);
            ProcessorTime spent = service.processorTime().since(before);
            DatabaseWork work = DatabaseWork.of(service.dataDir()).since(workBefore);
            System.out.printf("ingest  %,10.0f events/s (%,d events, %d a request)%n", ingest, EVENTS, PER_REQUEST);
            System.out.printf("        processor time: %s%n", spent.per(EVENTS));
            System.out.printf("        %s%n", work.per(EVENTS));
            if (STATEMENTS) {
                Statements.print(service.dataDir(), EVENTS);
            }
            double copy = copy(service);
            System.out.printf("ratio   %10.2f%n", ingest / copy);
            if (OFFERED_SECONDS == 0) {
                return;
            }
            double alone = offered(service, traffic, tokens, 2_000_000_000L);
            String replay = service.post(
                            "/api/v1/rules/replays", ServiceUnderLoad.BOOTSTRAP, Map.of("yaml", TRIED, "days", 1))
                    .get("id")
                    .asText();
            double beside = offered(service, traffic, tokens, 3_000_000_000L);
            JsonNode tried = service.get("/api/v1/rules/replays/" + replay, ServiceUnderLoad.BOOTSTRAP);
            System.out.printf(
                    "beside a replay: p95 %.2f times that without (the replay had judged %,d events, %s)%n",
                    beside / alone,
                    tried.get("events").asLong(),
                    tried.get("state").asText());
            System.out.printf("resident after load %d MB%n", service.residentKilobytes() / 1024);
        }
    }

    static double ingest(
            ServiceUnderLoad service, ClaudeTraffic traffic, String[] tokens, int events, long firstSession)
            throws InterruptedException {
        Semaphore free = new Semaphore(IN_FLIGHT);
        AtomicLong failed = new AtomicLong();
        int requests = events / PER_REQUEST;
        int requestsOfASession = Math.max(1, traffic.recordsInASession() / PER_REQUEST + 1);
        long begin = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            long session = firstSession + i / requestsOfASession;
            byte[] body = traffic.body(session, (i % requestsOfASession) * PER_REQUEST, PER_REQUEST);
            free.acquire();
            service.logs(tokens[(int) (session % tokens.length)], body).whenComplete((status, failure) -> {
                if (failure != null || status != 200) {
                    failed.incrementAndGet();
                }
                free.release();
            });
        }
        free.acquire(IN_FLIGHT);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (failed.get() > 0) {
            System.out.printf("%d of %d requests were not acknowledged%n", failed.get(), requests);
        }
        return (requests - failed.get()) * PER_REQUEST / seconds;
    }

    /** Reads the rows back and writes them into an empty twin of the table, with as many rows a transaction. */
    private static double copy(ServiceUnderLoad service) throws SQLException, IOException {
        try (Connection connection = ServiceUnderLoad.connect(service.dataDir());
                Statement statement = connection.createStatement()) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            statement.execute("create table twin (like activity including all)");
            // As many rows a transaction as the lane took on average.
            long perTransaction = Math.max(1, average(statement));
            long rows = 0;
            long nanos = 0;
            ProcessorTime spent = new ProcessorTime(0, 0, 0);
            try (ResultSet range = statement.executeQuery("select min(position), max(position) from activity")) {
                range.next();
                long from = Math.max(range.getLong(1), range.getLong(2) - EVENTS + 1);
                long to = range.getLong(2);
                for (long begin = from; begin <= to; begin += perTransaction) {
                    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
                    rows += copies.copyOut(
                            "copy (select * from activity where position >= %d and position < %d) to stdout (format binary)"
                                    .formatted(begin, Math.min(to + 1, begin + perTransaction)),
                            buffer);
                    byte[] bytes = buffer.toByteArray();
                    ProcessorTime before = service.processorTime();
                    long start = System.nanoTime();
                    copies.copyIn("copy twin from stdin (format binary)", new ByteArrayInputStream(bytes));
                    nanos += System.nanoTime() - start;
                    spent = spent.plus(service.processorTime().since(before));
                }
            }
            double rate = rows / (nanos / 1e9);
            System.out.printf("copy    %,10.0f rows/s (the same rows, table and indexes)%n", rate);
            System.out.printf("        processor time: %s%n", spent.per(rows));
            return rate;
        }
    }

    private static long average(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("select count(*) / count(distinct ingested) from activity")) {
            result.next();
            return result.getLong(1);
        }
    }

    /**
     * Offers events at a fixed rate, whatever the service answers, and times each answer from when it was due.
     *
     * @return the 95th percentile, in nanoseconds
     */
    private static double offered(ServiceUnderLoad service, ClaudeTraffic traffic, String[] tokens, long firstSession)
            throws InterruptedException {
        int requests = OFFERED * OFFERED_SECONDS / OFFERED_PER_REQUEST;
        long interval = 1_000_000_000L * OFFERED_PER_REQUEST / OFFERED;
        long[] nanos = new long[requests];
        byte[][] bodies = new byte[requests][];
        for (int i = 0; i < requests; i++) {
            bodies[i] = traffic.body(firstSession + i / 8, i % 8 * OFFERED_PER_REQUEST, OFFERED_PER_REQUEST);
        }
        Semaphore done = new Semaphore(0);
        AtomicLong failed = new AtomicLong();
        long begin = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            long due = begin + i * interval;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int request = i;
            service.logs(tokens[i / 8 % tokens.length], bodies[i]).whenComplete((status, failure) -> {
                nanos[request] = System.nanoTime() - due;
                if (failure != null || status != 200) {
                    failed.incrementAndGet();
                }
                done.release();
            });
        }
        done.acquire(requests);
        Arrays.sort(nanos);
        System.out.printf(
                "offered %,d events/s for %d s: acknowledged p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms, failed %d of %d%n",
                OFFERED,
                OFFERED_SECONDS,
                nanos[requests / 2] / 1e6,
                nanos[requests * 95 / 100] / 1e6,
                nanos[requests * 99 / 100] / 1e6,
                nanos[requests - 1] / 1e6,
                failed.get(),
                requests);
        return nanos[requests * 95 / 100];
    }
}
