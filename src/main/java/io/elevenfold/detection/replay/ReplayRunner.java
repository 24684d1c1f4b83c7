package io.elevenfold.detection.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.Activity;
import io.elevenfold.detection.ActivityJson;
import io.elevenfold.detection.RuleDraft;
import io.elevenfold.detection.RuleMatch;
import io.elevenfold.detection.RuleSet;
import io.elevenfold.detection.RuleTexts;
import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.detection.taint.SessionRules;
import io.elevenfold.detection.taint.SessionTaints;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.content.ContentException;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Works on tries, one at a time: reads the days' events as a stream, and rests after each batch as long as its share
 * asks, so that what arrives goes first. Nothing is recorded but the figures.
 */
@ApplicationScoped
public class ReplayRunner {

    private static final int FETCHED = 500;
    private static final long LONGEST_REST_MILLIS = 2_000;
    private static final String SELECT =
            """
            select lane, position, ts, endpoint_id, session_key, enriches, event from activity
            where ingested >= ? and ingested < ? and (?::text is null or action = ?) and (?::text is null or product = ?)
            """;

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
        private final SigmaRule rule;
        private final RuleSet rules;
        private final ReplayTally tally = new ReplayTally();
        private final Instant deadline = clock.instant().plus(config.longest());
        private boolean ended;
        private boolean stopped;

        Run(ReplayView replay) {
            this.replay = replay;
            SigmaRule read = RuleDraft.rule(RuleDraft.document("rule", replay.yaml()));
            List<Detection> parts = new ArrayList<>(List.of(read.detection()));
            if (replay.rule() != null) {
                texts.textOf(replay.rule())
                        .ifPresent(tuned -> tuned.exclusions().forEach(each -> parts.add(each.detection())));
            }
            this.rule = read.with(read.level(), parts.size() == 1 ? read.detection() : new Detection.All(parts));
            this.rules = RuleSet.compile(List.of(rule));
        }

        void toTheEnd() throws SQLException, InterruptedException {
            Instant from = replay.until().minus(replay.days(), ChronoUnit.DAYS);
            Instant at = from;
            while (at.isBefore(replay.until()) && !ended && !stopped) {
                LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
                Instant midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                Instant to = midnight.isBefore(replay.until()) ? midnight : replay.until();
                read(at, to);
                tally.endOf(day);
                at = to;
            }
            if (!stopped) {
                table.done(replay.id(), clock.instant(), tally.events(), tally.result(from, at));
            }
        }

        private void read(Instant from, Instant to) throws SQLException, InterruptedException {
            try (Connection connection = dataSource.getConnection()) {
                // Only without a commit after each statement does the driver fetch in parts.
                connection.setAutoCommit(false);
                try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
                    statement.setFetchSize(FETCHED);
                    statement.setTimestamp(1, Timestamp.from(from));
                    statement.setTimestamp(2, Timestamp.from(to));
                    statement.setString(3, rule.logSource().category());
                    statement.setString(4, rule.logSource().category());
                    statement.setString(5, rule.logSource().service());
                    statement.setString(6, rule.logSource().service());
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
            List<RuleMatch> matches = rules.evaluate(activity(row));
            if (matches.isEmpty()) {
                return;
            }
            int lane = row.getInt("lane");
            long position = row.getLong("position");
            long first = row.getLong("enriches");
            String call = lane + "/" + (row.wasNull() ? position : first);
            String endpoint = row.getString("endpoint_id");
            String session = row.getString("session_key");
            tally.hit(
                    call,
                    endpoint == null ? "none" : endpoint,
                    session,
                    new ReplayResult.Example(
                            lane + "/" + position,
                            session == null ? "" : session,
                            row.getTimestamp("ts").toInstant().toString(),
                            matches.get(0).matchedFields().values().stream()
                                    .findFirst()
                                    .orElse("")));
        }

        private void rest(long worked) throws InterruptedException {
            int share = Math.max(1, Math.min(100, config.share()));
            long millis = worked / 1_000_000 * (100 - share) / share;
            if (millis > 0) {
                Thread.sleep(Math.min(LONGEST_REST_MILLIS, millis));
            }
        }

        /** Of a rule that asks for the session, with what the session had been through. */
        private Activity activity(ResultSet row) throws SQLException {
            try {
                Map<String, Object> event =
                        mapper.readValue(row.getString("event"), new TypeReference<LinkedHashMap<String, Object>>() {});
                return ActivityJson.read(
                        SessionRules.isOne(rule)
                                ? taints.asJudged(
                                        event,
                                        row.getTimestamp("ts").toInstant(),
                                        row.getInt("lane") + "/" + row.getLong("position"),
                                        row.getObject("session_key", UUID.class))
                                : event);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the database holds what is no JSON", e);
            } catch (ProblemException tooManyFields) {
                return ActivityJson.read(Map.of());
            }
        }
    }
}
