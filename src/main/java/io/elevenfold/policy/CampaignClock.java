package io.elevenfold.policy;

import io.elevenfold.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What happens by itself, at a moment that is given: so that tests move time. */
@ApplicationScoped
public class CampaignClock {

    private static final Duration BEFORE_REVIEW = Duration.ofDays(14);

    private final CampaignTable campaigns;
    private final CampaignRound round;
    private final CampaignMail mail;
    private final Outbox outbox;
    private final Sql sql;
    private final Clock clock;

    CampaignClock(
            CampaignTable campaigns, CampaignRound round, CampaignMail mail, Outbox outbox, Sql sql, Clock clock) {
        this.campaigns = campaigns;
        this.round = round;
        this.mail = mail;
        this.outbox = outbox;
        this.sql = sql;
        this.clock = clock;
    }

    @Scheduled(
            every = "${elevenfold.policy.tick:30s}",
            delay = 20,
            delayUnit = TimeUnit.SECONDS,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        tick(clock.instant());
    }

    /** Repeating it at the same moment changes nothing. */
    public void tick(Instant now) {
        List<CampaignView> running = QuarkusTransaction.requiringNew().call(() -> campaigns.running(now));
        for (CampaignView campaign : running) {
            QuarkusTransaction.requiringNew().timeout(120).run(() -> round.of(campaign, now));
        }
        QuarkusTransaction.requiringNew().run(() -> askForReviews(now));
        outbox.send(now);
    }

    /** Each cycle asks once, whoever made the policy and belongs to a person. */
    private void askForReviews(Instant now) {
        List<Review> due = sql.list(
                """
                update policy p set review_reminded_at = ? from person n
                where n.id = p.created_by_id and n.left_at is null and p.archived_at is null
                    and p.review_reminded_at is null and p.review_due_at <= ?
                returning p.title, n.id, n.email, p.review_due_at""",
                row -> new Review(
                        row.getString(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()),
                List.of(now, now.plus(BEFORE_REVIEW)));
        due.forEach(review -> mail.review(review.policy(), review.person(), review.email(), review.dueAt(), now));
    }

    private record Review(String policy, UUID person, String email, Instant dueAt) {}
}
