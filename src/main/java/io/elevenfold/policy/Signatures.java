package io.elevenfold.policy;

import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** What signatures say about policies, now or at an earlier moment. */
@ApplicationScoped
public class Signatures {

    private final Sql sql;

    Signatures(Sql sql) {
        this.sql = sql;
    }

    /** Policies that somebody was asked to sign; a person whom two campaigns ask counts once. */
    @Transactional
    public List<SignatureCounts> at(Instant at) {
        return sql.list(
                """
                with asked as (
                    select c.policy_id, a.person_id,
                        bool_and(a.signed_at is not null and a.signed_at <= ? and a.required_version >= coalesce((
                            select max(v.number) from policy_version v
                            where v.policy_id = c.policy_id and v.material and v.effective_at <= ?), 0)) as signed,
                        bool_or((a.signed_at is null or a.signed_at > ?) and a.due_at <= ?) as overdue
                    from assignment a join campaign c on c.id = a.campaign_id join person n on n.id = a.person_id
                    where a.entered_at <= ? and (a.ended_at is null or a.ended_at > ?)
                        and (n.left_at is null or n.left_at > ?)
                    group by 1, 2)
                select p.id, p.title, p.controls, count(*) filter (where signed),
                    count(*) filter (where not signed and overdue), count(*) filter (where not signed and not overdue)
                from asked join policy p on p.id = asked.policy_id
                where p.archived_at is null or p.archived_at > ?
                group by p.id order by p.id""",
                row -> new SignatureCounts(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        Arrays.asList((String[]) row.getArray(3).getArray()),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)),
                Collections.nCopies(8, at));
    }
}
