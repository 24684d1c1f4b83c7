package io.elevenfold.policy;

import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.identity.People;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who must sign which policy by when, and how far they are. */
@ApplicationScoped
public class Campaigns {

    /** Somebody who used an agent in this time counts as one who uses it. */
    static final Duration LATELY = Duration.ofDays(90);

    private final CampaignTable table;
    private final Policies policies;
    private final CampaignRound round;
    private final People people;
    private final AgentUse agentUse;
    private final AuditTrail trail;
    private final Sql sql;
    private final Clock clock;

    Campaigns(
            CampaignTable table,
            Policies policies,
            CampaignRound round,
            People people,
            AgentUse agentUse,
            AuditTrail trail,
            Sql sql,
            Clock clock) {
        this.table = table;
        this.policies = policies;
        this.round = round;
        this.people = people;
        this.agentUse = agentUse;
        this.trail = trail;
        this.sql = sql;
        this.clock = clock;
    }

    /** Newest first. */
    @Transactional
    public Page<CampaignView> newest(int limit, @Nullable String after) {
        List<String> cursor = Cursor.values(after, 1);
        UUID before = cursor.isEmpty() ? null : uuid(cursor.get(0));
        return Page.of(
                table.campaigns(clock.instant(), Cursor.limit(limit) + 1, before),
                limit,
                campaign -> Cursor.of(campaign.id()));
    }

    /** @throws ProblemException when there is no such campaign */
    @Transactional
    public CampaignView withId(UUID id) {
        return table.campaign(id, clock.instant())
                .orElseThrow(() -> ProblemException.notFound("No campaign has the id " + id));
    }

    @Transactional
    public List<CampaignView> ofPolicy(UUID policy) {
        return table.ofPolicy(policy, clock.instant());
    }

    /** Everybody whom it asks, who still has to sign first. */
    @Transactional
    public List<AssignmentView> assignments(UUID campaign) {
        return table.assignments(campaign, clock.instant());
    }

    /** What a person still has to sign, the most urgent first. */
    @Transactional
    public List<AssignmentView> openOf(UUID person) {
        return table.openOf(person, clock.instant());
    }

    /** How many people a rule finds now. */
    @Transactional
    public long reach(Audience audience) {
        Set<UUID> users = audience.agents().isEmpty()
                ? Set.of()
                : agentUse.users(audience.agents(), clock.instant().minus(LATELY));
        return people.present().stream()
                .filter(person -> audience.contains(person, users))
                .count();
    }

    /** @throws ProblemException when no version is in force, or the due date has passed */
    @Transactional
    public CampaignView start(Actor actor, NewCampaign wanted) {
        Instant now = clock.instant();
        if (policies.inForce(wanted.policyId()).isEmpty()) {
            throw new ProblemException(ProblemType.NOT_IN_FORCE, "No version of the policy is in force");
        }
        if (!wanted.dueAt().isAfter(now)) {
            throw ProblemException.invalid("due_at: a moment in the future is expected");
        }
        UUID id = Ids.at(now);
        sql.update(
                """
                insert into campaign (id, policy_id, name, teams, roles, agents, starts_at, due_at, grace_days,
                    remind_every_days, escalate_after_days, quiet_from, quiet_to, quiet_weekend, zone, created_by,
                    created_by_id, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Arrays.asList(
                        id,
                        wanted.policyId(),
                        wanted.name(),
                        wanted.audience().teams(),
                        wanted.audience().roles(),
                        wanted.audience().agents(),
                        now,
                        wanted.dueAt(),
                        wanted.graceDays(),
                        wanted.remindEveryDays(),
                        wanted.escalateAfterDays(),
                        wanted.quiet().from(),
                        wanted.quiet().to(),
                        wanted.quiet().weekend(),
                        wanted.quiet().zone().getId(),
                        actor.name(),
                        actor.personId(),
                        now));
        trail.keep(
                actor,
                "campaign.started",
                id,
                Map.of(
                        "policy",
                        wanted.policyId().toString(),
                        "name",
                        wanted.name(),
                        "due_at",
                        wanted.dueAt().toString()));
        round.of(withId(id), now);
        return withId(id);
    }

    /** Ends it; who has not signed is no longer asked. Repeating it changes nothing. */
    @Transactional
    public CampaignView close(Actor actor, UUID id) {
        Instant now = clock.instant();
        if (sql.update("update campaign set closed_at = ? where id = ? and closed_at is null", List.of(now, id)) > 0) {
            sql.update(
                    "update assignment set ended_at = ?, ended_because = 'closed' where campaign_id = ? and ended_at is null and signed_at is null",
                    List.of(now, id));
            trail.keep(actor, "campaign.closed", id, Map.of());
        }
        return withId(id);
    }

    /** Writes to everybody who still has to sign, now or when the quiet hours end. @return to how many */
    @Transactional
    public int remind(Actor actor, UUID id) {
        CampaignView campaign = withId(id);
        if (!campaign.isRunning()) {
            throw new ProblemException(ProblemType.CONFLICT, "The campaign is closed");
        }
        int written = round.remindAll(campaign, clock.instant());
        trail.keep(actor, "campaign.reminded", id, Map.of("people", (long) written));
        return written;
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("after: expected what an earlier answer gave as next");
        }
    }
}
