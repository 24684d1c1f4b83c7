package io.elevenfold.bench;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleDraft;
import io.elevenfold.detection.RuleSet;
import io.elevenfold.detection.ShippedRule;
import io.elevenfold.detection.sigma.SigmaParser;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How many decoded events one core judges: with the shipped rules, with 3,000, and, for comparison, with the shipped rules
 * asked one by one. The events are the examples of the shipped rules, half of which hit.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class RuleBenchmark {

    private static final int MANY = 3_000;

    private final List<Activity> events = new ArrayList<>();
    private final RuleSet shipped;
    private final RuleSet many;
    private final List<RuleSet> oneByOne;
    private int next;

    public RuleBenchmark() {
        RuleCatalog catalog = RuleCatalog.load();
        List<SigmaRule> rules =
                catalog.shipped().stream().map(ShippedRule::sigma).toList();
        catalog.shipped().forEach(rule -> rule.tests().forEach(test -> events.add(test.event())));
        shipped = catalog.ruleSet();
        many = RuleSet.compile(
                Stream.concat(rules.stream(), Stream.iterate(0, i -> i + 1).map(RuleBenchmark::typical))
                        .limit(MANY)
                        .toList());
        oneByOne = rules.stream().map(rule -> RuleSet.compile(List.of(rule))).toList();
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(RuleBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    @Benchmark
    public Object shippedRules() {
        return shipped.evaluate(event());
    }

    @Benchmark
    public Object threeThousandRules() {
        return many.evaluate(event());
    }

    @Benchmark
    public void shippedRulesOneByOne(Blackhole sink) {
        Activity event = event();
        for (RuleSet rule : oneByOne) {
            sink.consume(rule.evaluate(event));
        }
    }

    private Activity event() {
        next = next + 1 == events.size() ? 0 : next + 1;
        return events.get(next);
    }

    /** Of the shape that most public rules over processes have: a program's name and some of its options. */
    private static SigmaRule typical(int number) {
        return new SigmaParser()
                .parse(RuleDraft.document(
                        "typical",
                        """
                title: Typical rule %1$d
                id: 00000000-0000-4000-8000-%1$012d
                description: Made for the benchmark.
                logsource: {product: coding_agent, category: shell_exec}
                detection:
                  program:
                    - process.executable.name|endswith: '/tool-%1$d'
                    - process.command_line|contains: 'tool-%1$d '
                  options:
                    process.command_line|contains: [' --option-%1$d-a', ' --option-%1$d-b', ' -%1$dc ']
                  allowed:
                    process.command_line|contains: 'allowed-%1$d'
                  condition: program and options and not allowed
                level: medium
                """
                                .formatted(number)));
    }
}
