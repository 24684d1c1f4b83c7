package io.elevenfold.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When no mail is sent.
 *
 * @param from where they begin; may be later than {@code to}, over midnight. The same as {@code to}: none
 * @param weekend whether Saturday and Sunday are quiet as a whole
 */
public record QuietHours(LocalTime from, LocalTime to, boolean weekend, ZoneId zone) {

    boolean contains(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        DayOfWeek day = local.getDayOfWeek();
        if (weekend && (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY)) {
            return true;
        }
        LocalTime time = local.toLocalTime();
        if (from.isBefore(to)) {
            return !time.isBefore(from) && time.isBefore(to);
        }
        return !from.equals(to) && (!time.isBefore(from) || time.isBefore(to));
    }
}
