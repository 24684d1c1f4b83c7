package io.elevenfold.detection.replay;

import java.util.ArrayList;
import java.util.UUID;
import io.elevenfold.detection.taint.SessionTaints;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.detection.ActivityJson;
import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.RuleMatch;
import io.elevenfold.detection.RuleTexts;
import io.elevenfold.detection.correlation.Hit;
import io.elevenfold.detection.correlation.WindowStore;
import io.elevenfold.detection.correlation.WindowsInMemory;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.content.ContentException;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Works on tries, one at a time: reads the days' events as a stream, and rests after each batch as long as its share
 * asks, so that what arrives goes first. Nothing is recorded but the figures.
 */
@ApplicationScoped
public class ReplayRunner {

    private static final int FETCHED = 500;
    private static final int SHOWN = 10;
    private static final long LONGEST_REST_MILLIS = 2_000;
    private static final String SELECT =
            """
            select lane, position, ts, endpoint_id, session_key, enriches, event from activity
            where ingested >= ? and ingested < ? and (?::text[] is null or action = any(?))
            """;
    /** Events that are joined are read as they happened, an hour at a time. */
    private static final String IN_ORDER = " order by ts, lane, position";

    private final RuleTexts texts;
    private final ReplayTable table;
    private final ReplayConfig config;
    private final SessionTaints taints;
    private final DataSource dataSource;
    private final Clock clock;
    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    ReplayRunner(
            RuleTexts texts,
            ReplayTable table,
            ReplayConfig config,
            SessionTaints taints,
            DataSource dataSource,
            Clock clock) {
        this.taints = taints;
        this.texts = texts;
        this.table = table;
        this.config = config;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Takes the next try, if there is one, and works on it to its end. */
    @Scheduled(every = "2s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() throws InterruptedException {
        Optional<ReplayView> next = QuarkusTransaction.requiringNew().call(() -> table.claim(clock.instant()));
        if (next.isPresent()) {
            run(next.get());
        }
    }

    private void run(ReplayView replay) throws InterruptedException {
        try {
            new Run(replay).toTheEnd();
        } catch (ContentException | ProblemException e) {
            table.failed(replay.id(), clock.instant(), "" + e.getMessage());
        } catch (SQLException | RuntimeException e) {
            Log.errorf(e, "The try %s failed", replay.id());
            table.failed(replay.id(), clock.instant(), "It failed on our side");
        }
    }

    /** One try on its way through the days. */
    private final class Run {

        private final ReplayView replay;
        private final RuleTexts.Trial trial;
        private final WindowStore windows = new WindowsInMemory();
        private final ReplayTally tally = new ReplayTally();
        private final Instant deadline = clock.instant().plus(config.longest());
        private boolean ended;
        private boolean stopped;

        Run(ReplayView replay) {
            this.replay = replay;
            this.trial = texts.trial(replay.rule(), replay.yaml());
        }

        void toTheEnd() throws SQLException, InterruptedException {
            Instant from = replay.until().minus(replay.days(), ChronoUnit.DAYS);
            Instant at = from;
            while (at.isBefore(replay.until()) && !ended && !stopped) {
                LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
                Instant midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                Instant to = midnight.isBefore(replay.until()) ? midnight : replay.until();
                for (Instant part = at; part.isBefore(to) && !ended && !stopped; part = endOfPart(part, to)) {
                    read(part, endOfPart(part, to));
                }
                tally.endOf(day);
                at = to;
            }
            if (!stopped) {
                table.done(replay.id(), clock.instant(), tally.events(), tally.result(from, at));
            }
        }

        private Instant endOfPart(Instant from, Instant to) {
            Instant hour = from.plus(1, ChronoUnit.HOURS);
            return trial.joins() && hour.isBefore(to) ? hour : to;
        }

        private void read(Instant from, Instant to) throws SQLException, InterruptedException {
            try (Connection connection = dataSource.getConnection()) {
                // Only without a commit after each statement does the driver fetch in parts.
                connection.setAutoCommit(false);
                try (PreparedStatement statement =
                        connection.prepareStatement(trial.joins() ? SELECT + IN_ORDER : SELECT)) {
                    statement.setFetchSize(FETCHED);
                    statement.setTimestamp(1, Timestamp.from(from));
                    statement.setTimestamp(2, Timestamp.from(to));
                    Array actions = trial.actions().isEmpty()
                            ? null
                            : connection.createArrayOf("text", trial.actions().toArray());
                    statement.setArray(3, actions);
                    statement.setArray(4, actions);
                    try (ResultSet row = statement.executeQuery()) {
                        read(row);
                    }
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        }

        private void read(ResultSet row) throws SQLException, InterruptedException {
            long batch = System.nanoTime();
            while (row.next()) {
                event(row);
                if (tally.events() % FETCHED == 0) {
                    rest(System.nanoTime() - batch);
                    batch = System.nanoTime();
                    stopped = !table.beat(replay.id(), clock.instant(), tally.events(), tally.hits());
                    ended = tally.events() >= config.mostEvents()
                            || clock.instant().isAfter(deadline);
                    if (stopped || ended) {
                        tally.cut();
                        return;
                    }
                }
            }
        }

        private void event(ResultSet row) throws SQLException {
            tally.event();
            ActivityReading event = ActivityReading.of(activity(row.getString("event")));
            List<RuleMatch> matches = new ArrayList<>(trial.rules().evaluate(event));
            if (!trial.rules().sessionRules().isEmpty()) {
                matches.addAll(bySession(row, event));
            }
            if (matches.isEmpty()) {
                return;
            }
            int lane = row.getInt("lane");
            long position = row.getLong("position");
            long first = row.getLong("enriches");
            String call = lane + "/" + (row.wasNull() ? position : first);
            String endpoint = row.getString("endpoint_id");
            String session = row.getString("session_key");
            Instant at = row.getTimestamp("ts").toInstant();
            String reference = lane + "/" + position;
            String shown = trial.joins()
                    ? joined(event, matches, endpoint == null ? "lane " + lane : endpoint, at, reference)
                    : matches.get(0).matchedFields().values().stream()
                            .findFirst()
                            .orElse("");
            if (shown != null) {
                tally.hit(
                        call,
                        endpoint == null ? "none" : endpoint,
                        session,
                        new ReplayResult.Example(reference, session == null ? "" : session, at.toString(), shown));
            }
        }

        /** What holds because of what the session had been through. */
        private List<RuleMatch> bySession(ResultSet row, ActivityReading event) throws SQLException {
            SessionTaints.Standing standing = taints.of(
                    row.getObject("session_key", UUID.class),
                    row.getTimestamp("ts").toInstant(),
                    row.getInt("lane") + "/" + row.getLong("position"),
                    event.activity().text(Field.GEN_AI_TOOL_CALL_ID));
            event.adds(standing.added());
            return trial.rules().sessionRules().evaluate(event).stream()
                    .filter(each -> each.holdsIn(standing.before()))
                    .map(each -> new RuleMatch(
                            each.rule(),
                            each.matched().entrySet().stream()
                                    .collect(Collectors.toMap(
                                            Map.Entry::getKey, entry -> String.valueOf(entry.getValue())))))
                    .toList();
        }

        /** The last events of the window that holds with this one; null when none does. */
        private @Nullable String joined(
                ActivityReading event, List<RuleMatch> matches, String scope, Instant at, String reference) {
            List<String> hits = matches.stream().map(match -> match.rule().id()).toList();
            return trial
                    .rules()
                    .correlator()
                    .feed(
                            windows,
                            hits,
                            trial.rules().contributions(event, scope, hits),
                            at.toEpochMilli(),
                            event.activity().text(Field.GEN_AI_TOOL_CALL_ID),
                            reference)
                    .stream()
                    .filter(outcome -> outcome.correlation().equals(trial.subject()))
                    .map(outcome -> outcome.hits().stream()
                            .map(Hit::reference)
                            .distinct()
                            .skip(Math.max(0, outcome.hits().size() - SHOWN))
                            .collect(Collectors.joining(" ")))
                    .findFirst()
                    .orElse(null);
        }

        private void rest(long worked) throws InterruptedException {
            int share = Math.max(1, Math.min(100, config.share()));
            long millis = worked / 1_000_000 * (100 - share) / share;
            if (millis > 0) {
                Thread.sleep(Math.min(LONGEST_REST_MILLIS, millis));
            }
        }

        private Activity activity(String json) {
            try {
                return ActivityJson.read(mapper.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {}));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the database holds what is no JSON", e);
            } catch (ProblemException tooManyFields) {
                return ActivityJson.read(Map.of());
            }
        }
    }
}
