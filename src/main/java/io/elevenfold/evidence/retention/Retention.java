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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Deletes days of events that are older than they are to be kept. A legal hold on a day keeps the whole day. */
@ApplicationScoped
public class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final int LEAST_DAYS = 30;

    private final DataSource dataSource;
    private final Sql sql;
    private final Governance governance;
    private final Clock clock;
    private final int days;

    Retention(
            DataSource dataSource,
            Sql sql,
            Governance governance,
            Clock clock,
            @ConfigProperty(name = "elevenfold.retention.activity-days") int days) {
        if (days != 0 && days < LEAST_DAYS) {
            throw new IllegalArgumentException(
                    "elevenfold.retention.activity-days: 0 (keep) or at least %d is expected, not %d"
                            .formatted(LEAST_DAYS, days));
        }
        this.dataSource = dataSource;
        this.sql = sql;
        this.governance = governance;
        this.clock = clock;
        this.days = days;
    }

    /** How many days events are kept; 0 for good. */
    public int days() {
        return days;
    }

    @Scheduled(
            identity = "retention",
            cron = "{elevenfold.retention.cron}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void everyNight() {
        if (days > 0) {
            deleteOlderThan(days);
        }
    }

    /**
     * Deletes each day that ended at least so many days ago and is under no hold, with a record for each.
     *
     * @param age at least thirty
     */
    @Transactional
    public List<Certificate> deleteOlderThan(int age) {
        LocalDate newest = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(Math.max(age, LEAST_DAYS));
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
            Map<String, Object> detail = Map.of(
                    "actor",
                    "system",
                    "day",
                    day.toString(),
                    "after_days",
                    (long) age,
                    "events",
                    events,
                    "ranges",
                    ranges);
            Governance.Entry entry = governance.append(connection, "retention.deleted", AuditTrail.NOBODY, detail);
            LOG.infof("deleted %d events of %s, kept for %d days", events, day, age);
            return Optional.of(new Certificate(Governance.LOG, entry.position(), "retention.deleted", detail));
        } catch (SQLException e) {
            throw new LedgerException("cannot delete the events of " + day, e);
        }
    }
}
