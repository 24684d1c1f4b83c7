package io.elevenfold.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void theyGoOverMidnightInTheirOwnZone() {
        QuietHours night = new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0), false, BERLIN);

        assertThat(night.contains(Instant.parse("2026-11-24T18:59:00Z"))).isFalse();
        assertThat(night.contains(Instant.parse("2026-11-24T19:00:00Z"))).isTrue();
        assertThat(night.contains(Instant.parse("2026-11-25T05:59:00Z"))).isTrue();
        assertThat(night.contains(Instant.parse("2026-11-25T06:00:00Z"))).isFalse();
    }

    @Test
    void aWeekendIsQuietAsAWhole() {
        QuietHours weekend = new QuietHours(LocalTime.NOON, LocalTime.NOON, true, BERLIN);

        assertThat(weekend.contains(Instant.parse("2026-11-28T11:00:00Z"))).isTrue();
        assertThat(weekend.contains(Instant.parse("2026-11-30T11:00:00Z"))).isFalse();
    }

    @Test
    void theSameTimeTwiceMeansNone() {
        QuietHours none = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, false, BERLIN);

        assertThat(none.contains(Instant.parse("2026-11-24T23:00:00Z"))).isFalse();
    }
}
