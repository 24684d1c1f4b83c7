package io.elevenfold.detection.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are written as {@code rule@second}, with a group and a value behind: {@code a@3/u1=5}. */
class CorrelatorTest {

    private static final String COUNT =
            "{type: event_count, rules: [a], group-by: [u], timespan: 60s, condition: {gte: 3}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            textBlock =
                    """
                    a@0 a@10 a@20                 | 2
                    a@0 a@10 a@59                 | 2
                    a@0 a@10 a@60                 |
                    a@0 a@10 a@20/u2              |
                    a@0 a@10 b@20                 |
                    a@0 a@10/u2 a@20 a@30/u2 a@40 | 4
                    a@0 a@10 a@20 a@30            | 2 3
                    a@20 a@30 a@0                 | 2
                    a@0 a@500 a@510 a@5 a@6       | 4
                    a@0 a@700 a@710 a@5 a@6       |
                    a@2000 a@2010 a@2020 a@0 a@1  | 2
                    a@46 a@50 a@55 a@705 a@10     | 2
                    """)
    void eventsAreCountedWithinAWindow(String events, String holdsAt) {
        assertThat(run(COUNT, events)).isEqualTo(places(holdsAt));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            textBlock =
                    """
                    value_count      | {field: v, gte: 3}                   | a@0=1 a@1=1 a@2=2 a@3=3   | 3
                    value_count      | {field: v, gte: 2}                   | a@0 a@1=1 a@2=2           | 2
                    value_sum        | {field: v, gt: 9}                    | a@0=5 a@1=6               | 1
                    value_sum        | {field: v, gt: 9}                    | a@0=5 a@1=x a@2=4         |
                    value_avg        | {field: v, gte: 5}                   | a@0=1 a@1=9               | 1
                    value_median     | {field: v, gt: 2}                    | a@0=1 a@1=9 a@2=3         | 1 2
                    value_percentile | {field: v, gte: 8, percentile: 90}   | a@0=1 a@1=2 a@2=10        | 2
                    value_percentile | {field: v, gt: 2}                    | a@0=1 a@1=9 a@2=3         | 1 2
                    value_sum        | {field: v, gt: 9}                    | a@0=5 a@1=5d a@2=NaN      |
                    value_count      | {field: [u, v], gte: 2}              | a@0=1 a@1=1 a@2=2         | 2
                    event_count      | {gt: 1, lte: 3}                      | a@0 a@1 a@2 a@3           | 1 2
                    event_count      | {eq: 2}                              | a@0 a@1 a@2               | 1
                    """)
    void figuresAreCompared(String type, String condition, String events, String holdsAt) {
        assertThat(run("{type: %s, rules: [a], timespan: 1h, condition: %s}".formatted(type, condition), events))
                .isEqualTo(places(holdsAt));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            textBlock =
                    """
                    temporal         |                 | b@0 a@1 a@2 c@3 | 3
                    temporal         | {gte: 2}        | b@0 b@1 c@2     | 2
                    temporal         | a and not b     | a@0 b@1         | 0
                    temporal         | a and not b     | b@0 a@1         |
                    temporal         | (a or b) and c  | c@0 b@1         | 1
                    temporal_ordered |                 | a@0 b@1 c@2     | 2
                    temporal_ordered |                 | c@0 b@1 a@2     |
                    temporal_ordered |                 | b@0 a@1 b@2 c@3 | 3
                    temporal_ordered |                 | a@0 c@2 b@1     | 2
                    temporal_ordered |                 | a@0 b@1 c@61    |
                    temporal_ordered |                 | b@0 a@0 c@0     | 2
                    """)
    void rulesMeetWithinAWindow(String type, String condition, String events, String holdsAt) {
        String asked = condition == null || condition.isBlank() ? "" : ", condition: " + quoted(condition);

        assertThat(run("{type: %s, rules: [a, b, c], timespan: 60s%s}".formatted(type, asked), events))
                .isEqualTo(places(holdsAt));
    }

    private static String quoted(String condition) {
        return condition.startsWith("{") ? condition : "'" + condition + "'";
    }

    @Test
    void aCorrelationSetsOffAnother() {
        Correlation many = correlation("many", COUNT);
        Correlation chain =
                correlation("chain", "{type: temporal_ordered, rules: [many, b], group-by: [u], timespan: 60s}");
        Correlator correlator = new Correlator(List.of(many, chain));

        assertThat(run(correlator, "chain", "a@0 a@1 a@2 b@3")).containsExactly(3);
        assertThat(run(correlator, "chain", "a@0 a@1 b@3")).isEmpty();
        assertThat(correlator.silentRules()).containsExactlyInAnyOrder("a", "many", "b");
    }

    @Test
    void anAliasNamesTheFieldOfEachRule() {
        Correlation alias = correlation(
                "x",
                """
                {type: temporal, rules: [a, b], group-by: [who], timespan: 60s,
                 aliases: {who: {a: source, b: target}}}""");
        Correlator correlator = new Correlator(List.of(alias));

        assertThat(correlator.contributions(List.of("a"), "", Map.of("source", "m")::get))
                .extracting(Contribution::group)
                .isEqualTo(correlator.contributions(List.of("b"), "", Map.of("target", "m")::get).stream()
                        .map(Contribution::group)
                        .toList());
    }

    @Test
    void anEventWithoutTheGroupsFieldAddsNothing() {
        Correlator correlator = new Correlator(List.of(correlation("x", COUNT)));

        assertThat(correlator.contributions(List.of("a"), "", field -> null)).isEmpty();
    }

    @Test
    void aCallThatIsToldOfTwiceCountsOnce() {
        Correlator correlator = new Correlator(List.of(correlation("x", COUNT)));
        WindowStore store = new WindowsInMemory();
        List<Contribution> contributions = correlator.contributions(List.of("a"), "", field -> "u");
        for (int i = 0; i < 5; i++) {
            assertThat(correlator.feed(store, List.of("a"), contributions, i, "call-1", "e" + i))
                    .isEmpty();
        }
    }

    @Test
    void aWindowIsBounded() {
        Window window = new Window();
        Correlation never = correlation("x", "{type: event_count, rules: [a], timespan: 30d, condition: {gte: 1000}}");
        for (int i = 0; i < 3000; i++) {
            window.add(never, List.of(new Hit(i, "a", null, null, "e" + i)));
        }

        assertThat(window.hits())
                .hasSize(Correlation.MOST_HITS + 1)
                .first()
                .extracting(Hit::time)
                .isEqualTo(1999L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {gte: 1000} | true
                    {lte: 1000} | false
                    {eq: 1000}  | false
                    {neq: 1000} | true
                    """)
    void aFullWindowIsBeyondEveryBound(String condition, boolean holds) {
        Window window = new Window();
        Correlation count = correlation(
                "x", "{type: event_count, rules: [a, b], timespan: 30d, condition: %s}".formatted(condition));
        Optional<Window.Held> held = Optional.empty();
        for (int i = 0; i < 1500; i++) {
            held = window.add(
                    count, List.of(new Hit(i, "a", null, null, "e" + i), new Hit(i, "b", null, null, "e" + i)));
        }

        assertThat(held.isPresent()).isEqualTo(holds);
    }

    /** An event every two seconds for an hour and a half, each worth 2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    event_count | {gt: 1800}             | false
                    event_count | {gte: 1795, lte: 1800} | true
                    value_sum   | {field: v, gt: 3600}   | false
                    value_sum   | {field: v, gte: 3590}  | true
                    value_avg   | {field: v, eq: 2}      | true
                    """)
    void aFigureIsOfAllEventsOfAFullWindow(String type, String condition, boolean holds) {
        Window window = new Window();
        Correlation figure =
                correlation("x", "{type: %s, rules: [a], timespan: 1h, condition: %s}".formatted(type, condition));
        Optional<Window.Held> held = Optional.empty();
        for (int i = 0; i < 2_700; i++) {
            held = window.add(figure, List.of(new Hit(i * 2000L, "a", "2", null, "e" + i)));
        }

        assertThat(held.isPresent()).isEqualTo(holds);
        assertThat(window.hits()).hasSize(Correlation.MOST_HITS + 1);
        assertThat(window.earlier().parts()).hasSizeLessThan(600);
    }

    @Test
    void whatComesLateIsAddedToTheFiguresOfAFullWindow() {
        Window window = new Window();
        Correlation sum =
                correlation("x", "{type: value_sum, rules: [a], timespan: 1h, condition: {field: v, gte: 1000000}}");
        for (int i = 0; i < 3000; i++) {
            window.add(sum, List.of(new Hit(i * 1000L, "a", "1", null, "e" + i)));
        }

        Optional<Window.Held> held = window.add(sum, List.of(new Hit(700_000, "a", "1000000", null, "late")));

        assertThat(held.orElseThrow().count()).isEqualTo(2001);
    }

    @Test
    void valuesAreCountedAmongMoreEventsThanAWindowKeeps() {
        Window window = new Window();
        Correlation count =
                correlation("x", "{type: value_count, rules: [a], timespan: 30d, condition: {field: v, gte: 900}}");
        Optional<Window.Held> held = Optional.empty();
        for (int i = 0; i < 2700; i++) {
            String value = Integer.toString(i < 900 ? i : 0);
            held = window.add(count, List.of(new Hit(i, "a", value, null, "e" + i)));
        }

        assertThat(held.orElseThrow().hits()).hasSize(Correlation.MOST_HITS + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: event_count, rules: [nope], timespan: 60s, condition: {gte: 2}}",
                "{type: event_count, rules: [a], timespan: 2M, condition: {gte: 2}}",
                "{type: event_count, rules: [a], timespan: 60s}",
                "{type: event_count, rules: [a], timespan: 60s, condition: {about: 5}}",
                "{type: value_sum, rules: [a], timespan: 60s, condition: {gte: 5}}",
                "{type: value_percentile, rules: [a], timespan: 60s, condition: {field: v, gte: 5, percentile: 101}}",
                "{type: value_sum, rules: [a], timespan: 60s, condition: {field: [v, w], gte: 5}}",
                "{type: event_count, rules: [], timespan: 60s, condition: {gte: 2}}",
                "{type: event_count, rules: [a], timespan: 60s, condition: {gte: 2}, generate: perhaps}",
                "{type: near, rules: [a], timespan: 60s}",
                "{type: temporal, rules: [a], timespan: 60s, condition: 'a and (b'}",
                "{type: temporal, rules: [a], timespan: 60s, condition: 'a nor b'}",
                "{type: temporal, rules: [a], timespan: 60s, condition: 'a and not b'}",
                "{type: temporal_ordered, rules: [a, b, a], timespan: 60s}",
                "{type: value_count, rules: [a], timespan: 60s, condition: {field: v, gte: 1001}}",
                "{type: temporal, rules: [a], timespan: 60s, window: 3}"
            })
    void whatCannotBeDoneIsRefused(String yaml) {
        assertThatThrownBy(() -> correlation("x", yaml))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("test:1");
    }

    @Test
    void aCircleIsRefused() {
        Correlation one = correlation("many", "{type: temporal, rules: [chain, a], timespan: 60s}");
        Correlation other = correlation("chain", "{type: temporal, rules: [many, a], timespan: 60s}");

        assertThatThrownBy(() -> new Correlator(List.of(one, other))).hasMessageContaining("itself");
    }

    private static Correlation correlation(String id, String yaml) {
        List<String> known = List.of("a", "b", "c", "many", "chain");
        String document = "correlation: " + yaml.replace("\n", "\n  ");
        return Correlation.read(
                id, ContentNode.parse("test", document).get(0), name -> known.contains(name) ? name : null);
    }

    private static List<Integer> run(String yaml, String events) {
        return run(new Correlator(List.of(correlation("x", yaml))), "x", events);
    }

    private static List<Integer> run(Correlator correlator, String id, String events) {
        List<Integer> holds = new ArrayList<>();
        WindowStore store = new WindowsInMemory();
        String[] all = events.split(" ");
        for (int i = 0; i < all.length; i++) {
            String[] valued = all[i].split("=");
            String[] grouped = valued[0].split("/");
            String[] timed = grouped[0].split("@");
            Map<String, Object> event = valued.length > 1
                    ? Map.of("u", grouped.length > 1 ? grouped[1] : "u1", "v", valued[1])
                    : Map.of("u", grouped.length > 1 ? grouped[1] : "u1");
            List<String> rules = List.of(timed[0]);
            List<Contribution> contributions = correlator.contributions(rules, "", event::get);
            boolean held =
                    correlator
                            .feed(store, rules, contributions, Long.parseLong(timed[1]) * 1000, null, "e" + i)
                            .stream()
                            .anyMatch(outcome -> outcome.correlation().equals(id));
            if (held) {
                holds.add(i);
            }
        }
        return holds;
    }

    private static List<Integer> places(String text) {
        return text == null || text.isBlank()
                ? List.of()
                : List.of(text.strip().split(" ")).stream()
                        .map(Integer::valueOf)
                        .toList();
    }
}
