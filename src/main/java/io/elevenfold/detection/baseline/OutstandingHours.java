package io.elevenfold.detection.baseline;

import io.elevenfold.detection.BaselineRule;
import io.elevenfold.detection.BaselineRule.Circle;
import io.elevenfold.detection.BaselineRule.Measure;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.risk.Addition;
import io.elevenfold.platform.LeastRecentlyUsed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Holds an hour against those before it and those of the team. An hour that was found usual is looked at again when it has
 * grown by a fifth, one that was told of no more.
 */
final class OutstandingHours {

    private static final int REMEMBERED = 10_000;
    private static final double GROWN = 1.2;

    private final Function<Rule, Optional<Rule>> running;
    /** The value that was found usual, or endless once it was told of. */
    private final Map<String, Double> judged = LeastRecentlyUsed.atMost(REMEMBERED);

    private final Map<String, Double> batch = new LinkedHashMap<>();

    OutstandingHours(Function<Rule, Optional<Rule>> running) {
        this.running = running;
    }

    /**
     * Somebody's hour.
     *
     * @param last the latest of what was done in it
     */
    record Asked(UUID who, Instant hour, Sight last, double value) {}

    /** @param what is counted, for the reader */
    Optional<Addition> spike(Connection connection, BaselineRule rule, HourTable table, String what, Asked asked)
            throws SQLException {
        if (!isWorthAsking(rule, asked)) {
            return Optional.empty();
        }
        Usual usual = usual(connection, rule, table, asked);
        Usual.Spike spike = usual.spike(asked.hour(), asked.value()).orElse(null);
        Rule runs = running.apply(rule.rule()).orElse(null);
        if (spike == null || runs == null) {
            return found(rule, asked, Optional.empty());
        }
        UUID team = asked.last().team();
        HourTable.Peers peers = team == null
                ? null
                : table.peers(connection, team, asked.who(), from(rule, asked), startOfDay(asked))
                        .orElse(null);
        Map<String, Object> detail = detailOf(asked);
        detail.put(
                "baseline.normal",
                String.format(
                        Locale.ROOT,
                        "%s an hour %s: usually %.0f, at most %.0f, in %d such hours",
                        what,
                        usual.words(spike.level(), asked.hour()),
                        spike.median(),
                        spike.highest(),
                        spike.compared()));
        detail.put(
                "baseline.unusual",
                String.format(
                        Locale.ROOT,
                        "%.1f robust deviations above the median, worth a word from %.1f on; %s",
                        spike.deviations(),
                        spike.needed(),
                        peers == null
                                ? "too few others in the team to compare with"
                                : String.format(
                                        Locale.ROOT,
                                        "half of %d others in the team stay below %.0f in 99 of 100 hours, and above %.0f it is unusual for them too",
                                        peers.people(),
                                        peers.middle(),
                                        peers.far())));
        double points = rule.points().getOrDefault(Circle.PERSON, 0);
        // What others in the team do as well is less odd.
        boolean isOddForAll = peers == null || asked.value() > peers.far();
        return found(rule, asked, Optional.of(addition(runs, asked, isOddForAll ? points : points / 2, detail)));
    }

    /** Work at a time of the week at which there hardly ever is any. */
    Optional<Addition> quiet(Connection connection, BaselineRule rule, Asked asked) throws SQLException {
        if (!isWorthAsking(rule, asked)) {
            return Optional.empty();
        }
        Usual usual = usual(connection, rule, HourTable.of(Measure.EVENTS), asked);
        Usual.Quiet quiet = usual.quiet(asked.hour()).orElse(null);
        Rule runs = running.apply(rule.rule()).orElse(null);
        if (quiet == null || runs == null) {
            return found(rule, asked, Optional.empty());
        }
        Map<String, Object> detail = detailOf(asked);
        detail.put(
                "baseline.normal",
                "work within an hour of %02d:00 (%s) %s"
                        .formatted(usual.time().hour(asked.hour()), usual.time(), quiet.counts()));
        detail.put(
                "baseline.unusual",
                String.format(
                        Locale.ROOT,
                        "to be expected on one such day in %.0f, worth a word from %.0f on",
                        quiet.oneIn(),
                        Usual.SELDOM));
        return found(
                rule, asked, Optional.of(addition(runs, asked, rule.points().getOrDefault(Circle.PERSON, 0), detail)));
    }

    private boolean isWorthAsking(BaselineRule rule, Asked asked) {
        String key = key(rule, asked);
        Double before = batch.getOrDefault(key, judged.get(key));
        return asked.value() >= rule.floor() && (before == null || asked.value() >= before * GROWN);
    }

    private Optional<Addition> found(BaselineRule rule, Asked asked, Optional<Addition> answer) {
        batch.put(key(rule, asked), answer.isPresent() ? Double.POSITIVE_INFINITY : asked.value());
        return answer;
    }

    private static String key(BaselineRule rule, Asked asked) {
        return rule.rule().id() + asked.who() + asked.hour();
    }

    /** Without the hours of the same day: what goes on now does not make itself usual. */
    private static Usual usual(Connection connection, BaselineRule rule, HourTable table, Asked asked)
            throws SQLException {
        List<Usual.Hour> history = table.history(connection, asked.who(), from(rule, asked), startOfDay(asked));
        return new Usual(history, rule, asked.last().time());
    }

    private static Instant from(BaselineRule rule, Asked asked) {
        return asked.hour().minus(rule.history());
    }

    private static Instant startOfDay(Asked asked) {
        return asked.last().time().startOfDay(asked.hour());
    }

    /** What was seen, and between which moments the events are that prove it. */
    private static Map<String, Object> detailOf(Asked asked) {
        Instant end = asked.hour().plus(1, ChronoUnit.HOURS);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(
                "baseline.seen",
                String.format(
                        Locale.ROOT,
                        "%.0f in the hour from %s",
                        asked.value(),
                        asked.last().time().clock(asked.hour())));
        detail.put("baseline.from", asked.hour().toString());
        detail.put("baseline.to", end.toString());
        return detail;
    }

    private static Addition addition(Rule runs, Asked asked, double points, Map<String, Object> detail) {
        return Addition.ofHour(asked.last().origin(), runs, points, asked.hour().toString(), detail);
    }

    void commit() {
        judged.putAll(batch);
        batch.clear();
    }

    void rollback() {
        batch.clear();
    }
}
