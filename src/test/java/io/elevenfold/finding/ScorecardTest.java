package io.elevenfold.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScorecardTest {

    /** Values of the interval: Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (81/263 and 0/20). */
    @Test
    void theIntervalIsWilsons() {
        Scorecard some = decided(81, 263 - 81, 0);
        Scorecard none = decided(0, 0, 20);

        assertThat(some.precisionLow()).isCloseTo(0.2553, within(0.00005));
        assertThat(some.precisionHigh()).isCloseTo(0.3662, within(0.00005));
        assertThat(none.precisionLow()).isCloseTo(0, within(0.00005));
        assertThat(none.precisionHigh()).isCloseTo(0.1611, within(0.00005));
    }

    @Test
    void nothingIsSaidWithoutDecisions() {
        assertThat(Scorecard.EMPTY.precision()).isNull();
        assertThat(Scorecard.EMPTY.precisionLow()).isNull();
        assertThat(Scorecard.EMPTY.precisionHigh()).isNull();
        assertThat(Scorecard.EMPTY.seldomRight()).isFalse();
    }

    @Test
    void thirtyDecisionsAreEnoughToCallARuleSeldomRight() {
        assertThat(decided(2, 0, 27).seldomRight()).isFalse();
        assertThat(decided(2, 0, 28).seldomRight()).isTrue();
        assertThat(decided(2, 28, 0).seldomRight())
                .as("what may happen wastes time too")
                .isTrue();
        assertThat(decided(3, 0, 27).seldomRight())
                .as("a tenth is not less than a tenth")
                .isFalse();
    }

    private static Scorecard decided(long right, long expected, long wrong) {
        return new Scorecard(0, 0, null, right, expected, wrong, null);
    }
}
