package io.elevenfold.identity;

import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Teams; they come with the people who belong to them. */
@ApplicationScoped
public class Teams implements PanacheRepositoryBase<Team, UUID> {

    private final Clock clock;
    private final Sql sql;
    private final CurrentSight sight;

    Teams(Clock clock, Sql sql, CurrentSight sight) {
        this.clock = clock;
        this.sql = sql;
        this.sight = sight;
    }

    /** By name; only those with somebody in sight. */
    @Transactional
    public Page<TeamView> byName(int limit, @Nullable String after) {
        int bounded = Cursor.limit(limit);
        Sight.Condition inSight = sight.get().over("p.id");
        List<Object> parameters = new ArrayList<>(inSight.parameters());
        List<String> cursor = Cursor.values(after, 1);
        parameters.add(cursor.isEmpty() ? "" : cursor.get(0));
        parameters.add(bounded + 1);
        List<TeamView> found = sql.list(
                """
                select t.id, t.name, t.sample, count(*) filter (where p.left_at is null) as people
                from team t join person p on p.team_id = t.id
                where %s and t.name > ? group by t.id order by t.name limit ?"""
                        .formatted(inSight.sql()),
                row -> new TeamView(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("people"),
                        row.getBoolean("sample")),
                parameters);
        return Page.of(found, bounded, last -> Cursor.of(last.name()));
    }

    Team named(String name, boolean sample) {
        return find("name", name).firstResultOptional().orElseGet(() -> {
            Team team = new Team(Ids.at(clock.instant()), name, sample);
            persist(team);
            return team;
        });
    }
}
