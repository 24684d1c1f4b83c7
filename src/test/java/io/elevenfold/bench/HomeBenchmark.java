package io.elevenfold.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.elevenfold.identity.Secrets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Everybody opens their page within a minute, as after the mail of a campaign: people, accounts and sessions are put
 * into the database, policy and campaign are made through the API. Requests are sent when they are due whatever the
 * service answers, and timed from then. The first 500 are not counted. The baseline is the sign-in page, which asks the
 * database nothing, at the same rate in the same run.
 */
final class HomeBenchmark {

    private static final int PEOPLE = Integer.getInteger("bench.people", 5_000);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
    private static final int WARM_UP = 500;

    private HomeBenchmark() {}

    public static void main(String[] args) throws Exception {
        try (ServiceUnderLoad service = ServiceUnderLoad.start()) {
            try (Connection connection = ServiceUnderLoad.connect(service.dataDir())) {
                people(connection);
            }
            campaign(service);
            offer(service, "warm-up", "/me", WARM_UP, WARM_UP / 50);
            offer(service, "baseline", "/sign-in", PEOPLE, SECONDS);
            offer(service, "home", "/me", PEOPLE, SECONDS);
            System.out.printf("resident after load %d MB%n", service.residentKilobytes() / 1024);
        }
    }

    private static String secret(int person) {
        return "session-of-the-benchmark-" + person;
    }

    private static void people(Connection connection) throws SQLException {
        try (Statement team = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        with p as (
                            insert into person (id, email, name, team_id, created_at)
                            select gen_random_uuid(), ?, ?, id, now() from team where name = ? returning id),
                        a as (
                            insert into account (id, username, password_hash, role, person_id, created_at)
                            select gen_random_uuid(), ?, 'none', 'developer', id, now() from p returning id)
                        insert into sign_in (id, hash, account_id, agent, started_at, seen_at, expires_at)
                        select gen_random_uuid(), ?, id, 'bench', now(), now(), now() + interval '1 hour' from a""")) {
            team.execute("insert into team (id, name) select gen_random_uuid(), 'bench team ' || n"
                    + " from generate_series(0, 99) n");
            for (int i = 0; i < PEOPLE; i++) {
                String name = "bench-" + i;
                insert.setString(1, name + "@bench.example");
                insert.setString(2, name);
                insert.setString(3, "bench team " + i % 100);
                insert.setString(4, name);
                insert.setBytes(5, Secrets.hash(secret(i)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void campaign(ServiceUnderLoad service) throws Exception {
        String approver = service.post(
                        "/api/v1/tokens",
                        ServiceUnderLoad.BOOTSTRAP,
                        Map.of("name", "approver", "kind", "api", "role", "security"))
                .path("token")
                .asText();
        String policy = service.post(
                        "/api/v1/policies",
                        ServiceUnderLoad.BOOTSTRAP,
                        Map.of(
                                "title",
                                "Acceptable use",
                                "controls",
                                List.of("L11-01"),
                                "draft",
                                Map.of("text", "## One\n\nText.\n\n## Two\n\nMore text.", "change_note", "First")))
                .path("id")
                .asText();
        String version = "/api/v1/policies/" + policy + "/versions/1";
        String sha256 =
                service.get(version, ServiceUnderLoad.BOOTSTRAP).path("sha256").asText();
        service.post(version + "/approval", approver, Map.of("sha256", sha256));
        JsonNode campaign = service.post(
                "/api/v1/campaigns",
                ServiceUnderLoad.BOOTSTRAP,
                Map.of(
                        "policy_id",
                        policy,
                        "name",
                        "Everybody",
                        "due_at",
                        Instant.now().plus(Duration.ofDays(14)).toString()));
        System.out.printf("asked %s people%n", campaign.path("asked").asText());
    }

    private static void offer(ServiceUnderLoad service, String what, String path, int requests, int seconds)
            throws InterruptedException {
        long interval = 1_000_000_000L * seconds / requests;
        long[] nanos = new long[requests];
        Semaphore done = new Semaphore(0);
        AtomicLong failed = new AtomicLong();
        long begin = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            long due = begin + i * interval;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int request = i;
            service.page(path, secret(i % PEOPLE)).whenComplete((body, failure) -> {
                nanos[request] = System.nanoTime() - due;
                if (failure != null || path.equals("/me") && !body.contains("Acceptable use")) {
                    failed.incrementAndGet();
                }
                done.release();
            });
        }
        done.acquire(requests);
        Arrays.sort(nanos);
        System.out.printf(
                "%-9s %,d requests in %d s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms, failed %d%n",
                what,
                requests,
                seconds,
                nanos[requests / 2] / 1e6,
                nanos[requests * 95 / 100] / 1e6,
                nanos[requests * 99 / 100] / 1e6,
                nanos[requests - 1] / 1e6,
                failed.get());
    }
}
