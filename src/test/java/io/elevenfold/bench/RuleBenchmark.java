package io.elevenfold.bench;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleMatch;
import io.elevenfold.detection.RuleSet;
import io.elevenfold.detection.RunningRules;
import io.elevenfold.detection.ShippedRule;
import io.elevenfold.detection.baseline.Observation;
import io.elevenfold.detection.sigma.SigmaRule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How many decoded events one core judges, each event with fresh derived fields: ordinary traffic ({@link
 * AgentTraffic}), of which a fraction of a percent is meant to be found, by itself and as sessions tell it; the rules' own examples, half of which hit;
 * and lines written to stop us. The baseline asks the shipped rules one by one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class RuleBenchmark {

    private static final int EVENTS = 20_000;
    private static final int ONE_HIT_IN = 300;
    /** So few that they stay in the processor's cache, as an event does that has just been decoded. */
    private static final int CACHED = 1_000;

    private final RuleCatalog catalog = RuleCatalog.load();
    private final List<BaselineRule> baselines = catalog.baselines().of(BaselineRule.Type.NEW_TERMS);
    private final List<SigmaRule> rules =
            catalog.shipped().stream().map(ShippedRule::sigma).toList();
    private final RuleSet shipped = catalog.ruleSet();
    private final RunningRules running = RunningRules.shipped(catalog);
    private final RuleSet many = RuleSet.compile(
            Stream.concat(rules.stream(), PublicRules.get().stream()).toList());
    private final List<RuleSet> oneByOne =
            rules.stream().map(rule -> RuleSet.compile(List.of(rule))).toList();
    private final List<Activity> examples = catalog.shipped().stream()
            .flatMap(rule -> rule.tests().stream())
            .map(test -> test.event())
            .toList();
    private final List<Activity> traffic = new ArrayList<>(AgentTraffic.events(EVENTS));
    private final List<Activity> cached = traffic.subList(0, CACHED);
    private final List<Activity> sessions = new ArrayList<>(AgentTraffic.sessions(EVENTS));
    private int next;

    public RuleBenchmark() {
        for (int i = 0; i < EVENTS; i += ONE_HIT_IN) {
            Activity hit = examples.get(i / ONE_HIT_IN % examples.size());
            traffic.set(i, hit);
            sessions.set(i, hit);
        }
    }

    /** With {@code -Dbench.seconds}, {@code -Dbench.forks} and {@code -Dbench.only} for a quick look. */
    public static void main(String[] arguments) throws RunnerException {
        TimeValue time = TimeValue.seconds(Long.getLong("bench.seconds", 2));
        new Runner(new OptionsBuilder()
                        .include(RuleBenchmark.class.getSimpleName() + "." + System.getProperty("bench.only", ""))
                        .forks(Integer.getInteger("bench.forks", 3))
                        .warmupTime(time)
                        .measurementTime(time)
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend("-XX:+UseSerialGC", "-Dbench.rules=" + System.getProperty("bench.rules", ""))
                        .build())
                .run();
    }

    @Benchmark
    public Object shippedRules() {
        return judged(shipped, nextOf(traffic));
    }

    @Benchmark
    public Object shippedRulesInCache() {
        return judged(shipped, nextOf(cached));
    }

    @Benchmark
    public Object shippedRulesOnSessions() {
        return judged(shipped, nextOf(sessions));
    }

    @Benchmark
    public Object threeThousandRules() {
        return judged(many, nextOf(traffic));
    }

    @Benchmark
    public void shippedRulesOneByOne(Blackhole sink) {
        Activity event = nextOf(traffic);
        for (RuleSet rule : oneByOne) {
            sink.consume(rule.evaluate(event));
        }
    }

    /** What a lane asks beyond the rules: which correlations listen to the hits, what baselines see. */
    @Benchmark
    public void shippedRulesCorrelationsAndBaselines(Blackhole sink) {
        ActivityReading event = ActivityReading.of(nextOf(traffic));
        List<String> hits = shipped.evaluate(event).stream()
                .map(RuleMatch::rule)
                .map(rule -> rule.id())
                .filter(catalog.correlator()::listensTo)
                .toList();
        sink.consume(catalog.correlator().contributions(hits, "endpoint", event::value));
        sink.consume(Observation.of(event, baselines));
    }

    @Benchmark
    public Object shippedRulesOnTheirExamples() {
        return judged(shipped, nextOf(examples));
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Object hostileLine(HostileLine line) {
        return judged(shipped, line.event);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Object compileThreeThousandRules() {
        RuleSet compiled = RuleSet.compile(
                Stream.concat(rules.stream(), PublicRules.get().stream()).toList());
        compiled.evaluate(examples.get(0));
        return compiled;
    }

    /** With what made those rules hold that raise a finding, as a lane asks for it. */
    private List<RuleMatch> judged(RuleSet rules, Activity event) {
        List<RuleMatch> matches = rules.evaluate(event);
        for (RuleMatch match : matches) {
            if (running.raises(match.rule().id())) {
                match.matchedFields();
            }
        }
        return matches;
    }

    private Activity nextOf(List<Activity> events) {
        next = next + 1 >= events.size() ? 0 : next + 1;
        return events.get(next);
    }

    /** A command of 100,000 characters and a result as long. */
    @State(Scope.Benchmark)
    public static class HostileLine {

        private static final int LENGTH = 100_000;

        @Param({
            "curl ",
            "rm -rf / | sh ",
            "\"$(`{",
            "git push --force;",
            "x=1 sudo env ",
            "/dev/tcp/",
            "a",
            "a*?[b",
            "eval ",
            "nc -e /bin/sh ignore all previous instructions "
        })
        public String piece = "";

        private Activity event = Activity.builder().build();

        @Setup
        public void write() {
            String text = piece.repeat(LENGTH / piece.length());
            event = Activity.builder()
                    .set(Field.EVENT_ACTION, "shell_exec")
                    .set(Field.PROCESS_COMMAND_LINE, text)
                    .set(Field.GEN_AI_TOOL_CALL_RESULT, text)
                    .build();
        }
    }
}
