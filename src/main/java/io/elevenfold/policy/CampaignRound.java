package io.elevenfold.policy;

import io.elevenfold.identity.People;
import io.elevenfold.identity.PersonView;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a campaign does by itself: people enter and leave, a material change asks again, mail is written. */
@ApplicationScoped
class CampaignRound {

    private final PolicyTable policies;
    private final People people;
    private final AgentUse agentUse;
    private final CampaignMail mail;
    private final Sql sql;

    CampaignRound(PolicyTable policies, People people, AgentUse agentUse, CampaignMail mail, Sql sql) {
        this.policies = policies;
        this.people = people;
        this.agentUse = agentUse;
        this.mail = mail;
        this.sql = sql;
    }

    /** Repeating it at the same moment changes nothing. */
    @Transactional
    void of(CampaignView campaign, Instant now) {
        // One node at a time works on a campaign.
        sql.list("select 1 from campaign where id = ? for update", row -> 1, List.of(campaign.id()));
        Integer required = policies.required(campaign.policyId(), now).orElse(null);
        if (required == null) {
            return;
        }
        Map<UUID, PersonView> wanted = audience(campaign, now);
        Map<UUID, Standing> current = current(campaign.id());
        Map<UUID, PersonView> everybody = new HashMap<>();
        people.everybody().forEach(person -> everybody.put(person.id(), person));
        for (Standing standing : current.values()) {
            if (!wanted.containsKey(standing.person())) {
                PersonView person = everybody.get(standing.person());
                boolean hasLeft = person == null || person.leftAt() != null;
                end(standing, hasLeft ? "left" : "audience", now);
            } else if (standing.required() < required) {
                end(standing, "replaced", now);
                enter(campaign, standing.person(), required, now.plus(Duration.ofDays(campaign.graceDays())), now);
            }
        }
        for (UUID person : wanted.keySet()) {
            if (!current.containsKey(person)) {
                enter(campaign, person, required, due(campaign, now), now);
            }
        }
        if (!campaign.quiet().contains(now)) {
            write(campaign, everybody, now);
        }
    }

    private Map<UUID, PersonView> audience(CampaignView campaign, Instant now) {
        Set<UUID> users = campaign.audience().agents().isEmpty()
                ? Set.of()
                : agentUse.users(campaign.audience().agents(), now.minus(Campaigns.LATELY));
        Map<UUID, PersonView> found = new HashMap<>();
        for (PersonView person : people.present()) {
            if (campaign.audience().contains(person, users)) {
                found.put(person.id(), person);
            }
        }
        return found;
    }

    /** Who comes later has the grace time at least. */
    private static Instant due(CampaignView campaign, Instant now) {
        boolean isAtTheStart = now.equals(campaign.startsAt());
        Instant least = now.plus(Duration.ofDays(campaign.graceDays()));
        return isAtTheStart || campaign.dueAt().isAfter(least) ? campaign.dueAt() : least;
    }

    private void enter(CampaignView campaign, UUID person, int required, Instant due, Instant now) {
        // Who signed the policy before the campaign began has nothing to do.
        Instant signed = sql.first(
                        "select max(signed_at) from attestation where person_id = ? and policy_id = ? and version_number >= ?",
                        row -> java.util.Optional.ofNullable(PolicyTable.instant(row, "max")),
                        List.of(person, campaign.policyId(), required))
                .flatMap(found -> found)
                .orElse(null);
        sql.update(
                "insert into assignment (id, campaign_id, person_id, required_version, entered_at, due_at, signed_at) values (?, ?, ?, ?, ?, ?, ?)",
                java.util.Arrays.asList(Ids.at(now), campaign.id(), person, required, now, due, timestamp(signed)));
    }

    private static java.sql.@Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : java.sql.Timestamp.from(at);
    }

    private void end(Standing standing, String because, Instant now) {
        sql.update(
                "update assignment set ended_at = ?, ended_because = ? where id = ?",
                List.of(now, because, standing.id()));
    }

    private void write(CampaignView campaign, Map<UUID, PersonView> everybody, Instant now) {
        Map<UUID, List<PersonView>> byManager = new HashMap<>();
        for (Standing standing : current(campaign.id()).values()) {
            PersonView person = everybody.get(standing.person());
            if (standing.isSigned() || person == null) {
                continue;
            }
            Instant next = standing.remindedAt() == null
                    ? now
                    : standing.remindedAt().plus(Duration.ofDays(campaign.remindEveryDays()));
            if (!next.isAfter(now)) {
                remind(campaign, standing, person, now);
            }
            Instant escalation = standing.dueAt().plus(Duration.ofDays(campaign.escalateAfterDays()));
            if (!standing.isEscalated() && !escalation.isAfter(now) && person.managerId() != null) {
                byManager
                        .computeIfAbsent(person.managerId(), id -> new ArrayList<>())
                        .add(person);
                sql.update("update assignment set escalated_at = ? where id = ?", List.of(now, standing.id()));
            }
        }
        byManager.forEach((id, team) -> {
            PersonView manager = everybody.get(id);
            if (manager != null && manager.leftAt() == null && !manager.sample()) {
                mail.escalation(campaign, manager, team, now);
            }
        });
    }

    private void remind(CampaignView campaign, Standing standing, PersonView person, Instant now) {
        mail.request(campaign, person, standing.dueAt(), standing.remindedAt() != null, now);
        sql.update(
                "update assignment set reminded_at = ?, reminders = reminders + 1 where id = ?",
                List.of(now, standing.id()));
    }

    /** @return how many were written to */
    int remindAll(CampaignView campaign, Instant now) {
        sql.list("select 1 from campaign where id = ? for update", row -> 1, List.of(campaign.id()));
        Map<UUID, PersonView> everybody = new HashMap<>();
        people.present().forEach(person -> everybody.put(person.id(), person));
        int written = 0;
        for (Standing standing : current(campaign.id()).values()) {
            PersonView person = everybody.get(standing.person());
            if (!standing.isSigned() && person != null) {
                remind(campaign, standing, person, now);
                written++;
            }
        }
        return written;
    }

    private Map<UUID, Standing> current(UUID campaign) {
        Map<UUID, Standing> current = new HashMap<>();
        for (Standing standing : sql.list(
                "select id, person_id, required_version, due_at, signed_at, reminded_at, escalated_at from assignment where campaign_id = ? and ended_at is null",
                row -> new Standing(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5) != null,
                        PolicyTable.instant(row, "reminded_at"),
                        row.getTimestamp(7) != null),
                List.of(campaign))) {
            current.put(standing.person(), standing);
        }
        return current;
    }

    private record Standing(
            UUID id,
            UUID person,
            int required,
            Instant dueAt,
            boolean isSigned,
            @Nullable Instant remindedAt,
            boolean isEscalated) {}
}
