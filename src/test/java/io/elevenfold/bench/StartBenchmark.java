package io.elevenfold.bench;

import java.util.concurrent.TimeUnit;

/** From nothing to ready, and again with what is there then; and what the service takes while nobody asks it anything. */
public final class StartBenchmark {

    private static final int IDLE_SECONDS = Integer.getInteger("bench.idle-seconds", 60);

    private StartBenchmark() {}

    public static void main(String[] args) throws Exception {
        ServiceUnderLoad first = ServiceUnderLoad.start();
        print("first start", first);
        try (ServiceUnderLoad service = first.restart()) {
            print("second start", service);
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            ProcessorTime before = service.processorTime();
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            ProcessorTime spent = service.processorTime().since(before);
            System.out.printf(
                    "idle: service %.2f %%, database %.2f %% of one core; resident %d MB and %d MB%n",
                    spent.service() / 1e4 / IDLE_SECONDS,
                    spent.database() / 1e4 / IDLE_SECONDS,
                    service.residentKilobytes() / 1024,
                    service.databaseKilobytes() / 1024);
        }
    }

    private static void print(String what, ServiceUnderLoad service) throws Exception {
        System.out.printf(
                "%s: ready after %.1f s, %.1f s of processor time%n",
                what,
                service.startTime().toMillis() / 1e3,
                service.processorTime().service() / 1e6);
    }
}
