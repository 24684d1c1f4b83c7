package io.elevenfold.pipeline;

import io.elevenfold.activity.Field;
import io.elevenfold.detection.RunningRules;
import io.elevenfold.detection.correlation.Correlation;
import io.elevenfold.detection.correlation.CorrelationType;
import io.elevenfold.detection.correlation.Correlator;
import io.elevenfold.detection.correlation.Hit;
import io.elevenfold.detection.correlation.Window;
import io.elevenfold.detection.taint.Held;
import io.elevenfold.detection.tuning.LiveRules;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Rules over several events, within the transaction that records an event. */
@ApplicationScoped
class Correlating {

    private static final int SHOWN = 20;
    private static final int LONGEST_CALL = 200;

    private final LiveRules live;
    private final DataSource dataSource;
    private final Clock clock;

    Correlating(LiveRules live, DataSource dataSource, Clock clock) {
        this.live = live;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * The event's own verdicts, and those that it completes.
     *
     * @param held what holds because of its session
     */
    List<Verdict> verdicts(WindowTable windows, Prepared event, List<Held> held, String reference) {
        if (event.contributions().isEmpty() && held.isEmpty()) {
            return event.verdicts();
        }
        List<Verdict> verdicts = new ArrayList<>(event.verdicts());
        RunningRules rules = live.compiled();
        List<String> hits = new ArrayList<>(event.hits());
        for (Held each : held) {
            if (rules.raises(each.rule())) {
                live.rule(each.rule()).ifPresent(rule -> verdicts.add(RuleJudge.verdict(rule, each.detail())));
            }
            if (each.reference().equals(reference)) {
                hits.add(each.rule());
            }
        }
        rules
                .correlator()
                .feed(windows, hits, event.contributions(), event.at().toEpochMilli(), call(event), reference)
                .stream()
                .filter(outcome -> rules.raises(outcome.correlation()))
                .forEach(outcome -> live.correlation(outcome.correlation()).ifPresent(correlation -> live.rule(
                                correlation.id())
                        .ifPresent(rule -> verdicts.add(RuleJudge.verdict(rule, shown(correlation, outcome))))));
        return verdicts;
    }

    private static @Nullable String call(Prepared event) {
        String call = event.event().text(Field.GEN_AI_TOOL_CALL_ID);
        return call == null || call.length() <= LONGEST_CALL ? call : call.substring(0, LONGEST_CALL);
    }

    private static Map<String, Object> shown(Correlation correlation, Correlator.Outcome outcome) {
        List<Hit> hits = outcome.hits();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("correlation.timespan", correlation.timespan().toString());
        shown.put("correlation.count", outcome.count());
        boolean isTold =
                correlation.type() == CorrelationType.EVENT_COUNT || correlation.type() == CorrelationType.SEQUENCE;
        if (isTold && !correlation.fields().isEmpty()) {
            Window.median(hits)
                    .ifPresent(median -> shown.put(
                            "correlation.median",
                            "%s %d".formatted(correlation.fields().get(0), Math.round(median))));
        }
        shown.put(
                "correlation.events",
                String.join(
                        " ",
                        hits.stream()
                                .skip(Math.max(0, hits.size() - SHOWN))
                                .map(Hit::reference)
                                .distinct()
                                .toList()));
        return shown;
    }

    /** Windows that can no longer hold are forgotten. */
    @Scheduled(every = "10m", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            WindowTable.forget(connection, clock.instant());
        }
    }
}
