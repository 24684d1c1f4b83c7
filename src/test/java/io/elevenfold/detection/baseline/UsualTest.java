package io.elevenfold.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualTest {

    /** A Tuesday. */
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"40, false", "60, false", "100, true", "2000, true"})
    void aSpikeStandsFarAboveTheMedianOfTheSameTimeOfWeek(double value, boolean unusual) {
        assertThat(Usual.spike(fourWeeks(40), NOW, value).isPresent()).isEqualTo(unusual);
    }

    @Test
    void whatIsUsualAtNoonIsNotUsualInTheMorning() {
        List<Usual.Hour> history = fourWeeks(40);
        history.replaceAll(each -> each.at().toString().contains("T15") ? new Usual.Hour(each.at(), 5000) : each);

        assertThat(Usual.spike(history, NOW.plus(5, ChronoUnit.HOURS), 5100)).isEmpty();
        assertThat(Usual.spike(history, NOW, 4000)).isPresent();
    }

    @Test
    void twoWildHoursOfThePastDoNotMakeTheThirdUsual() {
        List<Usual.Hour> history = fourWeeks(40);
        history.set(3, new Usual.Hour(history.get(3).at(), 900));
        history.set(9, new Usual.Hour(history.get(9).at(), 900));

        assertThat(Usual.spike(history, NOW, 1000)).isPresent();
        assertThat(Usual.spike(history, NOW, 900)).as("the highest was as high").isEmpty();
    }

    @Test
    void ofWhomLittleIsKnownNothingIsUnusual() {
        assertThat(Usual.spike(fourWeeks(40).subList(0, 7), NOW, 10_000)).isEmpty();
        assertThat(Usual.quiet(fourWeeks(40).subList(0, 30), NOW.minus(7, ChronoUnit.HOURS)))
                .isEmpty();
    }

    @Test
    void anHourIsQuietWhenThereNeverWasWorkAroundIt() {
        assertThat(Usual.quiet(fourWeeks(40), Instant.parse("2026-11-24T03:00:00Z")))
                .hasValue(20);
        assertThat(Usual.quiet(fourWeeks(40), Instant.parse("2026-11-24T08:00:00Z")))
                .as("beside nine o'clock")
                .isEmpty();
    }

    /** Nine to five on working days, always about as much. */
    private static List<Usual.Hour> fourWeeks(double value) {
        List<Usual.Hour> hours = new ArrayList<>();
        for (int day = 28; day >= 1; day--) {
            Instant date = NOW.truncatedTo(ChronoUnit.DAYS).minus(day, ChronoUnit.DAYS);
            if (date.atZone(java.time.ZoneOffset.UTC).getDayOfWeek().getValue() >= 6) {
                continue;
            }
            for (int hour = 9; hour < 17; hour++) {
                hours.add(new Usual.Hour(date.plus(hour, ChronoUnit.HOURS), value + (day + hour) % 9 - 4));
            }
        }
        return hours;
    }
}
