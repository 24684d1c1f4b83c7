package io.elevenfold.policy;

import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads campaigns and what they ask. */
@ApplicationScoped
class CampaignTable {

    private static final String CAMPAIGN =
            """
            select c.*, p.title, coalesce(f.asked, 0) as asked, coalesce(f.signed, 0) as signed,
                coalesce(f.overdue, 0) as overdue
            from campaign c join policy p on p.id = c.policy_id left join lateral (
                select count(*) as asked, count(a.signed_at) as signed,
                    count(*) filter (where a.signed_at is null and a.due_at < ?) as overdue
                from assignment a
                where a.campaign_id = c.id and (a.ended_at is null or a.ended_because = 'closed')) f on true""";

    private static final String ASSIGNMENT =
            """
            select a.*, c.name as campaign, c.policy_id, p.title, n.name, n.email, t.name as team, m.email as manager,
                case when a.signed_at is not null then 'signed' when a.due_at < ? then 'overdue' else 'open' end as state,
                (select last_error from mail where mail.campaign_id = a.campaign_id and mail.person_id = a.person_id
                    and mail.kind in ('request', 'reminder') order by mail.created_at desc limit 1) as mail_error
            from assignment a join campaign c on c.id = a.campaign_id join policy p on p.id = c.policy_id
                join person n on n.id = a.person_id left join team t on t.id = n.team_id
                left join person m on m.id = n.manager_id
            where (a.ended_at is null or a.ended_because = 'closed')""";

    private final Sql sql;

    CampaignTable(Sql sql) {
        this.sql = sql;
    }

    List<CampaignView> campaigns(Instant now, int limit, @Nullable UUID after) {
        List<Object> parameters = new ArrayList<>(List.of(now));
        if (after != null) {
            parameters.add(after);
        }
        return sql.list(
                CAMPAIGN + (after == null ? "" : " where c.id < ?") + " order by c.id desc limit " + limit,
                CampaignTable::campaign,
                parameters);
    }

    Optional<CampaignView> campaign(UUID id, Instant now) {
        return sql.first(CAMPAIGN + " where c.id = ?", CampaignTable::campaign, List.of(now, id));
    }

    List<CampaignView> running(Instant now) {
        return sql.list(
                CAMPAIGN + " where c.closed_at is null and p.archived_at is null order by c.id",
                CampaignTable::campaign,
                List.of(now));
    }

    List<CampaignView> ofPolicy(UUID policy, Instant now) {
        return sql.list(
                CAMPAIGN + " where c.policy_id = ? order by c.id desc", CampaignTable::campaign, List.of(now, policy));
    }

    /** Overdue ones first, then by address. */
    List<AssignmentView> assignments(UUID campaign, Instant now) {
        return sql.list(
                ASSIGNMENT + " and a.campaign_id = ? order by a.signed_at is not null, a.due_at, n.email",
                CampaignTable::assignment,
                List.of(now, campaign));
    }

    /** What a person still has to sign, the most urgent first. */
    List<AssignmentView> openOf(UUID person, Instant now) {
        return sql.list(
                ASSIGNMENT + " and a.person_id = ? and a.ended_at is null and a.signed_at is null order by a.due_at",
                CampaignTable::assignment,
                List.of(now, person));
    }

    private static CampaignView campaign(ResultSet row) throws SQLException {
        return new CampaignView(
                row.getObject("id", UUID.class),
                row.getObject("policy_id", UUID.class),
                row.getString("title"),
                row.getString("name"),
                new Audience(texts(row, "teams"), texts(row, "roles"), texts(row, "agents")),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getInt("grace_days"),
                row.getInt("remind_every_days"),
                row.getInt("escalate_after_days"),
                new QuietHours(
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_to", LocalTime.class),
                        row.getBoolean("quiet_weekend"),
                        ZoneId.of(row.getString("zone"))),
                row.getString("created_by"),
                PolicyTable.instant(row, "closed_at"),
                row.getLong("asked"),
                row.getLong("signed"),
                row.getLong("overdue"));
    }

    private static AssignmentView assignment(ResultSet row) throws SQLException {
        return new AssignmentView(
                row.getObject("campaign_id", UUID.class),
                row.getString("campaign"),
                row.getObject("policy_id", UUID.class),
                row.getString("title"),
                row.getObject("person_id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                row.getString("team"),
                row.getString("manager"),
                row.getInt("required_version"),
                row.getString("state"),
                row.getTimestamp("entered_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                PolicyTable.instant(row, "signed_at"),
                PolicyTable.instant(row, "reminded_at"),
                row.getInt("reminders"),
                PolicyTable.instant(row, "escalated_at"),
                row.getString("mail_error"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
