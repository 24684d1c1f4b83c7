package io.elevenfold.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processor time that was spent so far, in microseconds: other than the time on the clock it says much the same on a
 * machine that has other work too.
 *
 * @param service the service's process
 * @param database PostgreSQL's processes, those that ended included
 * @param load this process, which makes the load
 */
record ProcessorTime(long service, long database, long load) {

    /** A tick of {@code /proc/PID/stat}: USER_HZ is 100 on every Linux. */
    private static final long MICROS_PER_TICK = 10_000;

    static ProcessorTime of(long servicePid, long databasePid) throws IOException {
        OperatingSystemMXBean here = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new ProcessorTime(
                ticks(stat(servicePid), false) * MICROS_PER_TICK,
                database(databasePid) * MICROS_PER_TICK,
                TimeUnit.NANOSECONDS.toMicros(here.getProcessCpuTime()));
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(service - before.service, database - before.database, load - before.load);
    }

    ProcessorTime plus(ProcessorTime more) {
        return new ProcessorTime(service + more.service, database + more.database, load + more.load);
    }

    String per(long events) {
        return "service %.1f µs, database %.1f µs an event (load generator %.1f µs)"
                .formatted((double) service / events, (double) database / events, (double) load / events);
    }

    private static long database(long postmaster) throws IOException {
        long ticks = ticks(stat(postmaster), true);
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(postmaster).stream().flatMap(ProcessHandle::children)) {
            for (long pid : children.mapToLong(ProcessHandle::pid).toArray()) {
                try {
                    ticks += ticks(stat(pid), false);
                } catch (IOException e) {
                    // Ended meanwhile: its time is its parent's from now on.
                }
            }
        }
        return ticks;
    }

    /** The fields from the third on, the state; the name before may hold blanks. */
    private static String[] stat(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return line.substring(line.lastIndexOf(')') + 2).split(" ");
    }

    private static long ticks(String[] stat, boolean withEndedChildren) {
        long own = Long.parseLong(stat[11]) + Long.parseLong(stat[12]);
        return withEndedChildren ? own + Long.parseLong(stat[13]) + Long.parseLong(stat[14]) : own;
    }
}
