package io.elevenfold.detection.baseline;

import io.elevenfold.detection.BaselineRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is usual in an hour, by median and median absolute deviation: a few wild hours of the past do not make the next one
 * usual. Deviations are those of square roots, since what people do varies with how much they do. An hour is held against those of the same hour of the week; where these are too few, of the same hour of working
 * days or weekends; else against all. Older hours weigh less.
 *
 * @param history hours with activity, before the one that is asked about
 */
record Usual(List<Hour> history, BaselineRule rule, OwnTime time) {

    /** Beyond this many robust standard deviations an hour is unusual, if there were endlessly many to compare with. */
    private static final double UNUSUAL = 6;

    /** With n hours it takes (1 + this / n) times as many: the median of few hours is not sure of itself. */
    private static final double UNSURE = 4;

    /** Makes the median absolute deviation comparable to a standard deviation. */
    private static final double CONSISTENT = 1.4826;

    /** Roots of counts that have no reason to vary vary by a half (Anscombe 1948); this is a little less. */
    private static final double LEAST = 0.4;

    /** What is less than this of its first weight does not tell the highest any more: three half-lives. */
    private static final double FADED = 1 / 8.0;

    private static final int ENOUGH_DAYS = 10;
    /** Work on one such day in so many is not worth a word. */
    static final double SELDOM = 50;
    /** How many days of its own a narrower kind of day needs to be believed as much as the wider one. */
    private static final double BELIEF = 2;

    Usual {
        history = List.copyOf(history);
    }

    /** An hour with activity, and how much. */
    record Hour(Instant at, double value) {}

    /** What an hour is held against, from the narrowest. */
    enum Level {
        HOUR_OF_WEEK(6),
        HOUR_OF_KIND_OF_DAY(8),
        ALL(24);

        /** So many hours are needed; those that have faded count for less than one. */
        private final double support;

        Level(double support) {
            this.support = support;
        }
    }

    /**
     * @param median of the hours compared with, by weight
     * @param highest of those that have not faded
     * @param needed from how many deviations on it is told of
     * @param compared with how many hours
     */
    record Spike(double median, double highest, double deviations, double needed, int compared, Level level) {}

    /** Whether a value is far above the usual. The narrowest comparison that has enough hours counts. */
    Optional<Spike> spike(Instant hour, double value) {
        for (Level level : Level.values()) {
            List<Weighed> compared = history.stream()
                    .filter(each -> isAlike(level, each.at(), hour))
                    .map(each -> new Weighed(each.value(), rule.weight(each.at(), hour)))
                    .sorted(Comparator.comparingDouble(Weighed::value))
                    .toList();
            double support = support(compared);
            if (support >= level.support) {
                return spike(compared, support, value, level);
            }
        }
        return Optional.empty();
    }

    private record Weighed(double value, double weight) {}

    private static Optional<Spike> spike(List<Weighed> compared, double support, double value, Level level) {
        double median = median(compared);
        double root = root(median);
        double deviation = median(compared.stream()
                .map(each -> new Weighed(Math.abs(root(each.value()) - root), each.weight()))
                .sorted(Comparator.comparingDouble(Weighed::value))
                .toList());
        // Of somebody who does the same every hour, a tenth more is no spike.
        double least = Math.max(LEAST, root(median * 1.1) - root);
        double deviations = (root(value) - root) / Math.max(CONSISTENT * deviation, least);
        double needed = UNUSUAL * (1 + UNSURE / support);
        double highest = compared.stream()
                .filter(each -> each.weight() >= FADED)
                .mapToDouble(Weighed::value)
                .max()
                .orElse(0);
        return deviations > needed && value > highest
                ? Optional.of(new Spike(median, highest, deviations, needed, compared.size(), level))
                : Optional.empty();
    }

    private static double root(double value) {
        return Math.sqrt(value + 3 / 8.0);
    }

    private boolean isAlike(Level level, Instant one, Instant other) {
        return switch (level) {
            case HOUR_OF_WEEK ->
                time.hour(one) == time.hour(other)
                        && time.date(one).getDayOfWeek() == time.date(other).getDayOfWeek();
            case HOUR_OF_KIND_OF_DAY ->
                time.hour(one) == time.hour(other)
                        && OwnTime.isWeekend(time.date(one)) == OwnTime.isWeekend(time.date(other));
            case ALL -> true;
        };
    }

    /** Which hours an hour is held against, for the reader. */
    String words(Level level, Instant hour) {
        int from = time.hour(hour);
        String hours = "%02d:00 to %02d:00".formatted(from, (from + 1) % 24);
        LocalDate date = time.date(hour);
        return switch (level) {
            case HOUR_OF_WEEK -> "on %s from %s (%s)".formatted(OwnTime.name(date.getDayOfWeek()), hours, time);
            case HOUR_OF_KIND_OF_DAY -> "on %s from %s (%s)".formatted(kind(date), hours, time);
            case ALL -> "in all hours";
        };
    }

    private static String kind(LocalDate date) {
        return OwnTime.isWeekend(date) ? "weekends" : "working days";
    }

    /** Kish's effective number: as many hours of equal weight would say as much. */
    private static double support(List<Weighed> hours) {
        double sum = hours.stream().mapToDouble(Weighed::weight).sum();
        double squares = hours.stream()
                .mapToDouble(each -> each.weight() * each.weight())
                .sum();
        return squares == 0 ? 0 : sum * sum / squares;
    }

    /** @param sorted by value */
    private static double median(List<Weighed> sorted) {
        double half = sorted.stream().mapToDouble(Weighed::weight).sum() / 2;
        double sum = 0;
        for (int i = 0; i < sorted.size(); i++) {
            sum += sorted.get(i).weight();
            if (sum > half) {
                return sorted.get(i).value();
            }
            if (sum == half) {
                return (sorted.get(i).value() + sorted.get(i + 1).value()) / 2;
            }
        }
        return 0;
    }

    /**
     * How seldom there is work at a time of the week.
     *
     * @param oneIn on one such day in so many
     * @param counts on how many days there was, of such days of the week, such kinds of days, and all
     */
    record Quiet(double oneIn, String counts) {}

    /**
     * Whether there hardly ever was work at this time, nor an hour before or after. What days of the same name say counts
     * the more the more of them there are; before that, what working days or weekends say, and all days.
     */
    Optional<Quiet> quiet(Instant hour) {
        Set<LocalDate> active = new HashSet<>();
        Set<LocalDate> atThisTime = new HashSet<>();
        for (Hour each : history) {
            LocalDate date = time.date(each.at());
            active.add(date);
            if (hoursApart(time.hour(each.at()), time.hour(hour)) <= 1) {
                atThisTime.add(date);
            }
        }
        if (active.size() < ENOUGH_DAYS) {
            return Optional.empty();
        }
        LocalDate day = time.date(hour);
        LocalDate first = active.stream().min(Comparator.naturalOrder()).orElseThrow();
        List<Predicate<LocalDate>> kinds = List.of(
                date -> date.getDayOfWeek() == day.getDayOfWeek(),
                date -> OwnTime.isWeekend(date) == OwnTime.isWeekend(day),
                date -> true);
        int[] counts = new int[2 * kinds.size()];
        double expected = 1 / 2.0;
        for (int i = kinds.size() - 1; i >= 0; i--) {
            double with = 0;
            double all = 0;
            for (LocalDate date = first; date.isBefore(day); date = date.plusDays(1)) {
                if (kinds.get(i).test(date)) {
                    double weight = rule.weight(date.atStartOfDay(time.zone()).toInstant(), time.startOfDay(hour));
                    boolean worked = atThisTime.contains(date);
                    with += worked ? weight : 0;
                    all += weight;
                    counts[2 * i] += worked ? 1 : 0;
                    counts[2 * i + 1]++;
                }
            }
            expected = (with + BELIEF * expected) / (all + BELIEF);
        }
        if (1 / expected <= SELDOM) {
            return Optional.empty();
        }
        return Optional.of(new Quiet(
                1 / expected,
                "on %d of %d %s, %d of %d %s and %d of %d days"
                        .formatted(
                                counts[0],
                                counts[1],
                                OwnTime.name(day.getDayOfWeek()),
                                counts[2],
                                counts[3],
                                kind(day),
                                counts[4],
                                counts[5])));
    }

    /** By the clock, whatever the day. */
    private static int hoursApart(int one, int other) {
        int apart = Math.floorMod(one - other, 24);
        return Math.min(apart, 24 - apart);
    }
}
