package io.elevenfold.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What {@link RuleBenchmark} measures, by the processor time of one thread instead of the clock on the wall: for machines
 * that have other work. The median of rounds after a warm-up, and the bytes that an event allocates.
 */
public final class RuleProcessorTime {

    private static final int EVENTS = 20_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 9;
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private RuleProcessorTime() {}

    public static void main(String[] arguments) {
        RuleBenchmark benchmark = new RuleBenchmark();
        Blackhole sink = new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
        perEvent("shipped rules, one by one", 2, 400, () -> benchmark.shippedRulesOneByOne(sink));
        perEvent("shipped rules", ROUNDS, EVENTS, () -> sink.consume(benchmark.shippedRules()));
        perEvent("shipped rules, in cache", ROUNDS, EVENTS, () -> sink.consume(benchmark.shippedRulesInCache()));
        perEvent("shipped rules, sessions", ROUNDS, EVENTS, () -> sink.consume(benchmark.shippedRulesOnSessions()));
        perEvent("3,000 rules more", ROUNDS, EVENTS, () -> sink.consume(benchmark.threeThousandRules()));
        perEvent(
                "shipped, correlations, baselines",
                ROUNDS,
                EVENTS,
                () -> benchmark.shippedRulesCorrelationsAndBaselines(sink));
        perEvent(
                "shipped rules on their examples",
                ROUNDS,
                EVENTS,
                () -> sink.consume(benchmark.shippedRulesOnTheirExamples()));
        for (String piece : hostilePieces()) {
            RuleBenchmark.HostileLine line = new RuleBenchmark.HostileLine();
            line.piece = piece;
            line.write();
            double[] rounds = rounds(40, 1, () -> sink.consume(benchmark.hostileLine(line)));
            System.out.printf(
                    "hostile, '%s': first %.1f ms, median %.2f ms%n", piece, rounds[0] / 1e6, median(rounds) / 1e6);
        }
        double[] compiling = rounds(7, 1, () -> sink.consume(benchmark.compileThreeThousandRules()));
        System.out.printf(
                "compile 3,000 rules more: first %.0f ms, median %.0f ms%n",
                compiling[0] / 1e6, median(compiling) / 1e6);
    }

    private static String[] hostilePieces() {
        try {
            return RuleBenchmark.HostileLine.class
                    .getField("piece")
                    .getAnnotation(Param.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void perEvent(String what, int count, int events, Runnable event) {
        rounds(count < ROUNDS ? count : WARM_UP, events, event);
        long allocated = THREAD.getCurrentThreadAllocatedBytes();
        double[] rounds = rounds(count, events, event);
        allocated = THREAD.getCurrentThreadAllocatedBytes() - allocated;
        double nanoseconds = median(rounds) / events;
        System.out.printf(
                "%s: %,.0f events/s, %.2f µs and %,d bytes an event%n",
                what, 1e9 / nanoseconds, nanoseconds / 1e3, allocated / count / events);
    }

    private static double[] rounds(int count, int times, Runnable event) {
        double[] rounds = new double[count];
        for (int round = 0; round < count; round++) {
            long start = THREAD.getCurrentThreadCpuTime();
            for (int i = 0; i < times; i++) {
                event.run();
            }
            rounds[round] = THREAD.getCurrentThreadCpuTime() - start;
        }
        return rounds;
    }

    private static double median(double[] rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
