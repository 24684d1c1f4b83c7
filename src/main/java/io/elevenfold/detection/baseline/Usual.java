package io.elevenfold.detection.baseline;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is usual in an hour, by median and median absolute deviation: a few wild hours of the past do not make the next one
 * usual.
 */
final class Usual {

    /** Beyond this many robust standard deviations an hour is unusual. */
    static final double UNUSUAL = 6;

    private static final int ENOUGH_ALIKE = 8;
    private static final int ENOUGH = 24;
    private static final int ENOUGH_DAYS = 10;
    /** Makes the median absolute deviation comparable to a standard deviation. */
    private static final double CONSISTENT = 1.4826;

    private Usual() {}

    /** An hour with activity, and how much. */
    record Hour(Instant at, double value) {}

    /** @param compared with how many hours */
    record Spike(double median, double highest, double deviations, int compared) {

        String normal() {
            return String.format(
                    Locale.ROOT, "usually %.0f, at most %.0f, in %d comparable hours", median, highest, compared);
        }
    }

    /** Whether a value is far above the usual. The narrowest comparison that has enough hours counts. */
    static Optional<Spike> spike(List<Hour> history, Instant hour, double value) {
        List<Hour> compared = comparable(history, hour);
        if (compared.isEmpty()) {
            return Optional.empty();
        }
        double[] values = compared.stream().mapToDouble(Hour::value).toArray();
        double median = median(values);
        double deviation = median(
                Arrays.stream(values).map(each -> Math.abs(each - median)).toArray());
        // Of somebody who does the same every hour, a tenth more is no spike.
        double scale = Math.max(CONSISTENT * deviation, Math.max(median / 10, 1));
        double deviations = (value - median) / scale;
        double highest = Arrays.stream(values).max().orElse(0);
        return deviations > UNUSUAL && value > highest
                ? Optional.of(new Spike(median, highest, deviations, compared.size()))
                : Optional.empty();
    }

    private static List<Hour> comparable(List<Hour> history, Instant hour) {
        List<Hour> sameHour = within(history, hour, 0);
        if (sameHour.size() >= ENOUGH_ALIKE) {
            return sameHour;
        }
        List<Hour> around = within(history, hour, 1);
        if (around.size() >= ENOUGH_ALIKE) {
            return around;
        }
        return history.size() >= ENOUGH ? history : List.of();
    }

    /** Those of the same time of the day, on working days or on the weekend as this one. */
    private static List<Hour> within(List<Hour> history, Instant hour, int apart) {
        return history.stream()
                .filter(each -> isWeekend(each.at()) == isWeekend(hour) && hoursApart(each.at(), hour) <= apart)
                .toList();
    }

    /** Whether there never was work at this time of the day, nor an hour before or after; how many days say so. */
    static Optional<Integer> quiet(List<Hour> history, Instant hour) {
        long days = history.stream()
                .map(each -> each.at().truncatedTo(ChronoUnit.DAYS))
                .distinct()
                .count();
        return days >= ENOUGH_DAYS && history.stream().noneMatch(each -> hoursApart(each.at(), hour) <= 1)
                ? Optional.of((int) days)
                : Optional.empty();
    }

    /** By the clock, whatever the day. */
    private static int hoursApart(Instant one, Instant other) {
        int apart = (int) Math.floorMod(Duration.between(one, other).toHours(), 24L);
        return Math.min(apart, 24 - apart);
    }

    private static boolean isWeekend(Instant at) {
        return at.atOffset(ZoneOffset.UTC).getDayOfWeek().getValue() >= 6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
