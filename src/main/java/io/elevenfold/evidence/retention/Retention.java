package io.elevenfold.evidence.retention;

import io.elevenfold.identity.AuditTrail;
import io.elevenfold.ledger.Governance;
import io.elevenfold.ledger.LedgerException;
import io.elevenfold.platform.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Deletes what is older than it is to be kept, class by class, with an entry of log 0 for each deletion. */
@ApplicationScoped
public class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final String DELETED = "retention.deleted";

    private final DataSource dataSource;
    private final Sql sql;
    private final Governance governance;
    private final Clock clock;
    private final RetentionConfig config;

    Retention(DataSource dataSource, Sql sql, Governance governance, Clock clock, RetentionConfig config) {
        for (RetentionClass each : RetentionClass.values()) {
            int days = config.days(each);
            if (days != 0 && days < each.leastDays()) {
                throw new IllegalArgumentException(
                        "elevenfold.retention: %s: 0 (keep) or at least %d days are expected, not %d"
                                .formatted(each.word(), each.leastDays(), days));
            }
        }
        this.dataSource = dataSource;
        this.sql = sql;
        this.governance = governance;
        this.clock = clock;
        this.config = config;
    }

    /**
     * How long a class is kept.
     *
     * @param days 0 for good
     */
    public record Rule(RetentionClass of, int days) {}

    /** The rules for all classes. */
    public List<Rule> rules() {
        return Stream.of(RetentionClass.values())
                .map(each -> new Rule(each, config.days(each)))
                .toList();
    }

    @Scheduled(
            identity = "retention",
            cron = "{elevenfold.retention.cron}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void everyNight() {
        for (Rule rule : rules()) {
            if (rule.days() > 0) {
                delete(rule.of(), rule.days());
            }
        }
    }

    /**
     * Deletes what of a class is at least so many days old and under no hold.
     *
     * @param days at least as many as the class asks for
     * @return what says so in log 0; empty when nothing was old enough
     */
    @Transactional
    public List<Certificate> delete(RetentionClass of, int days) {
        int age = Math.max(days, of.leastDays());
        return switch (of) {
            case ACTIVITY -> daysOfEvents(age);
            case GOVERNANCE -> entries(age).map(List::of).orElse(List.of());
            case POSTURE, FINDINGS, SESSIONS -> rows(of, age).map(List::of).orElse(List.of());
        };
    }

    private Optional<Certificate> rows(RetentionClass of, int age) {
        Instant before = clock.instant().minus(age, ChronoUnit.DAYS);
        long rows = 0;
        for (String statement : of.statements()) {
            rows += sql.update(statement, List.of(before));
        }
        return rows == 0
                ? Optional.empty()
                : Optional.of(certified(of, age, rows, Map.of("before", before.toString())));
    }

    private Optional<Certificate> entries(int age) {
        Instant before = clock.instant().minus(age, ChronoUnit.DAYS);
        List<Object> ranges = new ArrayList<>();
        long rows = 0;
        for (long[] run : sql.list(
                "select * from delete_governance_before(?)",
                row -> new long[] {row.getLong(1), row.getLong(2)},
                List.of(before))) {
            ranges.add(Map.of("log", (long) Governance.LOG, "first", run[0], "last", run[1]));
            rows += run[1] - run[0] + 1;
        }
        return rows == 0
                ? Optional.empty()
                : Optional.of(certified(
                        RetentionClass.GOVERNANCE, age, rows, Map.of("before", before.toString(), "ranges", ranges)));
    }

    private Certificate certified(RetentionClass of, int age, long rows, Map<String, Object> more) {
        Map<String, Object> detail = new TreeMap<>(more);
        detail.put("actor", "system");
        detail.put("class", of.word());
        detail.put("after_days", (long) age);
        detail.put("rows", rows);
        Governance.Entry entry = governance.append(DELETED, AuditTrail.NOBODY, detail);
        LOG.infof("deleted %d rows of %s, kept for %d days", rows, of.word(), age);
        return new Certificate(Governance.LOG, entry.position(), DELETED, detail);
    }

    /** Days go as a whole: a legal hold on a part of one keeps all of it. */
    private List<Certificate> daysOfEvents(int age) {
        LocalDate newest = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(age);
        List<LocalDate> due = sql.list(
                """
                select d from (select to_date(right(c.relname, 8), 'YYYYMMDD') as d from pg_inherits i
                    join pg_class c on c.oid = i.inhrelid where i.inhparent = 'activity'::regclass) days
                where d < ? and not exists (select from legal_hold h where h.released_at is null
                    and h.from_at < (d + 1)::timestamp at time zone 'UTC'
                    and coalesce(h.to_at, 'infinity') > d::timestamp at time zone 'UTC')
                order by d""",
                row -> row.getObject(1, LocalDate.class),
                List.of(newest));
        List<Certificate> certificates = new ArrayList<>();
        for (LocalDate day : due) {
            delete(day, age).ifPresent(certificates::add);
        }
        return certificates;
    }

    private Optional<Certificate> delete(LocalDate day, int age) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement drop = connection.prepareStatement("select * from drop_activity_day(?)")) {
            drop.setObject(1, day);
            List<Object> ranges = new ArrayList<>();
            long events = 0;
            try (ResultSet row = drop.executeQuery()) {
                while (row.next()) {
                    ranges.add(Map.of(
                            "log",
                            row.getLong(1),
                            "first",
                            row.getLong(2),
                            "last",
                            row.getLong(3),
                            "events",
                            row.getLong(4)));
                    events += row.getLong(4);
                }
            }
            if (events == 0) {
                return Optional.empty();
            }
            return Optional.of(
                    certified(RetentionClass.ACTIVITY, age, events, Map.of("day", day.toString(), "ranges", ranges)));
        } catch (SQLException e) {
            throw new LedgerException("cannot delete the events of " + day, e);
        }
    }
}
