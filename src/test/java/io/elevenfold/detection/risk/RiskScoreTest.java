package io.elevenfold.detection.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskScoreTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void halfOfItIsLeftAfterADay() {
        List<RiskScore.Part> parts = List.of(part("a", 5, 45, NOON));

        assertThat(RiskScore.at(parts, NOON, DAY).total()).isEqualTo(45);
        assertThat(RiskScore.at(parts, NOON.plus(DAY), DAY).total()).isCloseTo(22.5, within(1e-9));
        assertThat(RiskScore.at(parts, NOON.plus(Duration.ofDays(8)), DAY).total())
                .isZero();
        assertThat(RiskScore.at(parts, NOON.minusSeconds(1), DAY).total())
                .as("before")
                .isZero();
    }

    @Test
    void oneNoisyRuleCannotReachTheThresholdAlone() {
        List<RiskScore.Part> parts = java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> part("a", 5, 20, NOON))
                .toList();

        RiskScore score = RiskScore.at(parts, NOON, DAY);

        assertThat(score.total()).isLessThan(100).isCloseTo(20 * 2.5, within(5.0));
        assertThat(score.terms()).singleElement().satisfies(term -> assertThat(term.hits())
                .isEqualTo(500));
    }

    @Test
    void layersAreThoseOfTheLastDay() {
        List<RiskScore.Part> parts = List.of(
                part("a", 5, 20, NOON.minus(Duration.ofHours(30))),
                part("b", 6, 20, NOON.minus(Duration.ofHours(20))),
                part("c", 8, 45, NOON));

        RiskScore score = RiskScore.at(parts, NOON, DAY);

        assertThat(score.layers()).isEqualTo(2);
        assertThat(score.terms()).extracting(RiskScore.Term::source).containsExactly("c", "b", "a");
    }

    private static RiskScore.Part part(String source, int layer, double points, Instant at) {
        return new RiskScore.Part(
                source, source, layer, points, at, new Proof("1/1", null, null, null, null, null, null, 1, null));
    }
}
