package io.elevenfold.policy;

import io.elevenfold.platform.Sql;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Mail on its way out. Nothing leaves before somebody has configured a mail server. */
@ApplicationScoped
public class Outbox {

    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final String HOST = "quarkus.mailer.host";
    private static final int BATCH = 200;
    private static final int MOST_TRIES = 8;
    private static final int LONGEST_ERROR = 300;

    private final Sql sql;
    private final Mailer mailer;
    private final boolean isConfigured;

    Outbox(Sql sql, Mailer mailer, Config config) {
        this.sql = sql;
        this.mailer = mailer;
        ConfigValue host = config.getConfigValue(HOST);
        // The extension's own default stands below every source that a person writes.
        this.isConfigured = host.getValue() != null && host.getSourceOrdinal() > 0;
    }

    /** Whether there is a mail server; without one mail waits. */
    public boolean isConfigured() {
        return isConfigured;
    }

    /** Sends what is due. @return how many mails were taken by the server */
    int send(Instant now) {
        if (!isConfigured) {
            return 0;
        }
        int sent = 0;
        Optional<Waiting> next = QuarkusTransaction.requiringNew().call(() -> claim(now));
        for (int i = 0; i < BATCH && next.isPresent(); i++) {
            sent += send(next.get(), now) ? 1 : 0;
            next = QuarkusTransaction.requiringNew().call(() -> claim(now));
        }
        return sent;
    }

    /** Counts the try before it is made: a server that dies in between does not send the same mail for ever. */
    private Optional<Waiting> claim(Instant now) {
        List<Waiting> due = sql.list(
                """
                select m.id, m.recipient, m.subject, m.body, m.tries, c.quiet_from, c.quiet_to, c.quiet_weekend, c.zone
                from mail m left join campaign c on c.id = m.campaign_id
                where m.sent_at is null and m.failed_at is null and m.next_try_at <= ?
                order by m.next_try_at, m.id limit 50 for update of m skip locked""",
                row -> new Waiting(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5) + 1,
                        row.getString(9) == null
                                ? null
                                : new QuietHours(
                                        row.getObject(6, LocalTime.class),
                                        row.getObject(7, LocalTime.class),
                                        row.getBoolean(8),
                                        ZoneId.of(row.getString(9)))),
                List.of(now));
        for (Waiting mail : due) {
            boolean isQuiet = mail.quiet() != null && mail.quiet().contains(now);
            Duration pause = isQuiet ? Duration.ofMinutes(10) : Duration.ofMinutes(1L << Math.min(mail.tries(), 8));
            sql.update(
                    "update mail set tries = ?, next_try_at = ? where id = ?",
                    List.of(isQuiet ? mail.tries() - 1 : mail.tries(), now.plus(pause), mail.id()));
            if (!isQuiet) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }

    private boolean send(Waiting mail, Instant now) {
        try {
            mailer.send(Mail.withText(mail.recipient(), mail.subject(), mail.body())
                    .addHeader("Auto-Submitted", "auto-generated"));
        } catch (RuntimeException e) {
            LOG.debugf(e, "Mail %s was not taken", mail.id());
            String reason = String.valueOf(e.getMessage());
            String error = reason.substring(0, Math.min(reason.length(), LONGEST_ERROR));
            boolean isOver = mail.tries() >= MOST_TRIES;
            QuarkusTransaction.requiringNew()
                    .run(() -> sql.update(
                            "update mail set last_error = ?, failed_at = ? where id = ?",
                            Arrays.asList(error, isOver ? java.sql.Timestamp.from(now) : null, mail.id())));
            return false;
        }
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update mail set sent_at = ?, last_error = null where id = ?", List.of(now, mail.id())));
        return true;
    }

    /** What became of a campaign's mail. */
    @Transactional
    public Standing of(UUID campaign) {
        return sql.first(
                        """
                        select count(sent_at), count(*) filter (where sent_at is null and failed_at is null),
                            count(failed_at), max(last_error) from mail where campaign_id = ?""",
                        row -> new Standing(row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4)),
                        List.of(campaign))
                .orElseThrow();
    }

    /** @param lastError null when nothing is known to be wrong */
    public record Standing(long sent, long waiting, long failed, @Nullable String lastError) {}

    /** @param tries this one included */
    private record Waiting(
            UUID id, String recipient, String subject, String body, int tries, @Nullable QuietHours quiet) {}
}
