package io.elevenfold.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.RuleCatalog;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualTest {

    /** A Tuesday. */
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    /** Four weeks are a half-life. */
    private static final BaselineRule RULE = shipped("Far more activity");

    private static final BaselineRule QUIET = shipped("Work at hours");

    private static final OwnTime BERLIN = new OwnTime(ZoneId.of("Europe/Berlin"), OwnTime.ToldBy.DIRECTORY);

    @ParameterizedTest
    @CsvSource({"40, false", "60, false", "100, true", "2000, true"})
    void aSpikeStandsFarAboveTheMedianOfTheSameTimeOfWeek(double value, boolean unusual) {
        assertThat(usual(weeks(12, 40)).spike(NOW, value).isPresent()).isEqualTo(unusual);
    }

    @ParameterizedTest
    @CsvSource({
        "12, HOUR_OF_WEEK, on Tuesdays from 10:00 to 11:00",
        "3, HOUR_OF_KIND_OF_DAY, on working days from 10:00 to 11:00",
        "1, ALL, in all hours"
    })
    void theNarrowestComparisonThatHasEnoughHoursCountsAndIsNamed(int weeks, Usual.Level level, String words) {
        Usual usual = usual(weeks(weeks, 40));

        assertThat(usual.spike(NOW, 2000)).hasValueSatisfying(spike -> {
            assertThat(spike.level()).isEqualTo(level);
            assertThat(usual.words(spike.level(), NOW)).startsWith(words);
        });
    }

    @Test
    void whatIsUsualOnMondaysIsNotUsualOnTuesdays() {
        List<Usual.Hour> history = weeks(12, 40);
        history.replaceAll(each -> day(each.at()).getDayOfWeek().getValue() == 1
                        && each.at().toString().contains("T10")
                ? new Usual.Hour(each.at(), 5000)
                : each);

        assertThat(usual(history).spike(NOW.minus(1, ChronoUnit.DAYS), 5100)).isEmpty();
        assertThat(usual(history).spike(NOW, 5100)).isPresent();
    }

    @Test
    void twoWildHoursOfThePastDoNotMakeTheThirdUsual() {
        List<Usual.Hour> history = weeks(12, 40);
        List<Usual.Hour> tuesdays = history.stream()
                .filter(each -> Duration.between(each.at(), NOW).toHours() % (7 * 24) == 0)
                .toList();
        for (Usual.Hour wild : tuesdays.subList(8, 10)) {
            history.set(history.indexOf(wild), new Usual.Hour(wild.at(), 900));
        }

        assertThat(usual(history).spike(NOW, 1000)).isPresent();
        assertThat(usual(history).spike(NOW, 900)).as("the highest was as high").isEmpty();
    }

    @Test
    void aWildHourOfASeasonAgoHasFaded() {
        List<Usual.Hour> history = weeks(12, 40);
        history.add(new Usual.Hour(NOW.minus(14 * 7, ChronoUnit.DAYS), 900));

        assertThat(usual(history).spike(NOW, 800)).isPresent();
    }

    @Test
    void whatOneDoesNowCountsMoreThanWhatOneDidBefore() {
        List<Usual.Hour> history = new ArrayList<>(weeks(12, 1000));
        history.replaceAll(
                each -> each.at().isBefore(NOW.minus(42, ChronoUnit.DAYS)) ? new Usual.Hour(each.at(), 40) : each);

        assertThat(usual(history).spike(NOW, 9000)).hasValueSatisfying(spike -> assertThat(spike.median())
                .as("seven Tuesdays of 40 and five of 1,000, which are later")
                .isGreaterThan(900));
    }

    @Test
    void ofWhomLittleIsKnownNothingIsUnusual() {
        assertThat(usual(weeks(12, 40).subList(0, 7)).spike(NOW, 10_000)).isEmpty();
        assertThat(quiet(weeks(12, 40).subList(0, 30), "2026-11-24T03:00:00Z")).isEmpty();
    }

    /** Hours as lively as people's are: log-normal, a few times the median now and then. */
    @Test
    void ordinaryHoursAreHardlyEverSpikesWhateverTheyAreHeldAgainst() {
        Random random = new Random(7);
        int spikes = 0;
        int asked = 0;
        for (int person = 0; person < 200; person++) {
            int weeks = 1 + person % 12;
            List<Usual.Hour> history = weeks(weeks, 40);
            history.replaceAll(each -> new Usual.Hour(each.at(), 40 * Math.exp(random.nextGaussian())));
            Usual usual = usual(history);
            for (int i = 0; i < 20; i++) {
                asked++;
                spikes += usual.spike(NOW, 40 * Math.exp(random.nextGaussian())).isPresent() ? 1 : 0;
            }
        }

        assertThat(1000.0 * spikes / asked).isLessThan(15);
    }

    @Test
    void anHourIsQuietWhenThereNeverWasWorkAroundIt() {
        assertThat(quiet(weeks(12, 40), "2026-11-24T03:00:00Z")).hasValueSatisfying(quiet -> assertThat(quiet.counts())
                .startsWith("on 0 of 12 Tuesdays, 0 of 6")
                .contains("working days"));
        assertThat(quiet(weeks(12, 40), "2026-11-24T08:00:00Z"))
                .as("beside nine o'clock")
                .isEmpty();
    }

    @Test
    void aSaturdayIsQuietForOneWhoWorksOnWorkingDays() {
        assertThat(quiet(weeks(12, 40), "2026-11-21T10:00:00Z"))
                .hasValueSatisfying(quiet -> assertThat(quiet.counts()).contains("Saturdays", "weekends"));
        assertThat(quiet(weeks(2, 40), "2026-11-21T10:00:00Z"))
                .as("two weeks do not tell")
                .isEmpty();
    }

    @Test
    void anEveningNowAndThenIsNotQuietOnWhicheverDayItFalls() {
        List<Usual.Hour> history = weeks(12, 40);
        for (int day = 3; day <= 80; day += 9) {
            history.add(new Usual.Hour(
                    NOW.truncatedTo(ChronoUnit.DAYS).minus(day, ChronoUnit.DAYS).plus(20, ChronoUnit.HOURS), 5));
        }

        assertThat(quiet(history, "2026-11-24T20:00:00Z")).isEmpty();
    }

    @Test
    void theHourIsThatOfTheOwnClockSummerAndWinter() {
        List<Usual.Hour> history = new ArrayList<>();
        ZonedDateTime now = ZonedDateTime.of(2026, 11, 24, 10, 0, 0, 0, BERLIN.zone());
        for (int week = 1; week <= 12; week++) {
            history.add(new Usual.Hour(now.minusWeeks(week).toInstant(), 40));
        }

        assertThat(new Usual(history, RULE, BERLIN).spike(now.toInstant(), 2000))
                .hasValueSatisfying(spike -> {
                    assertThat(spike.level()).isEqualTo(Usual.Level.HOUR_OF_WEEK);
                    assertThat(spike.compared()).isEqualTo(12);
                });
        assertThat(new Usual(history, RULE, BERLIN).words(Usual.Level.HOUR_OF_WEEK, now.toInstant()))
                .isEqualTo("on Tuesdays from 10:00 to 11:00 (Europe/Berlin, by the directory)");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-11-24T10:00:00+09:00, 'Europe/Berlin, by the directory'",
        "Middle/Earth, 2026-11-24T10:00:00+09:00, '+09:00, by the endpoint''s clock'",
        ", 2026-11-24T10:00:00Z, 'America/New_York, the organisation''s'",
        ", , 'America/New_York, the organisation''s'",
        ", yesterday, 'America/New_York, the organisation''s'"
    })
    void theBestClockThatIsKnownCountsAndIsNamed(String directory, String collectedAt, String expected) {
        assertThat(OwnTime.of(directory, collectedAt, ZoneId.of("America/New_York")))
                .hasToString(expected);
    }

    private static BaselineRule shipped(String title) {
        return RuleCatalog.load().baselines().all().stream()
                .filter(each -> each.rule().title().startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    private static Usual usual(List<Usual.Hour> history) {
        return new Usual(history, RULE, OwnTime.utc());
    }

    private static Optional<Usual.Quiet> quiet(List<Usual.Hour> history, String hour) {
        return new Usual(history, QUIET, OwnTime.utc()).quiet(Instant.parse(hour));
    }

    private static LocalDate day(Instant at) {
        return OwnTime.utc().date(at);
    }

    /** Nine to five on working days, always about as much. */
    private static List<Usual.Hour> weeks(int weeks, double value) {
        List<Usual.Hour> hours = new ArrayList<>();
        for (int day = 7 * weeks; day >= 1; day--) {
            Instant date = NOW.truncatedTo(ChronoUnit.DAYS).minus(day, ChronoUnit.DAYS);
            if (OwnTime.isWeekend(day(date))) {
                continue;
            }
            for (int hour = 9; hour < 17; hour++) {
                hours.add(new Usual.Hour(date.plus(hour, ChronoUnit.HOURS), value + (day + hour) % 9 - 4));
            }
        }
        return hours;
    }
}
