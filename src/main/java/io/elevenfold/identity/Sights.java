package io.elevenfold.identity;

import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which teams a person of security is limited to. Nobody is, unless an administrator said so. */
@ApplicationScoped
public class Sights {

    private final Sql sql;
    private final DataSource dataSource;
    private final AuditTrail trail;

    Sights(Sql sql, DataSource dataSource, AuditTrail trail) {
        this.sql = sql;
        this.dataSource = dataSource;
        this.trail = trail;
    }

    Sight of(Role role, @Nullable UUID person) {
        return Sight.of(role, person, role == Role.SECURITY && person != null ? teamsOf(person) : Set.of());
    }

    /** Empty for no limit. */
    public Set<UUID> teamsOf(UUID person) {
        return Set.copyOf(sql.list(
                "select team_id from team_in_sight where person_id = ?",
                row -> row.getObject(1, UUID.class),
                List.of(person)));
    }

    /** @param teams empty takes the limit away */
    @Transactional
    public void limit(UUID person, Collection<UUID> teams, Actor by) {
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from team_in_sight where person_id = ?")) {
                delete.setObject(1, person);
                delete.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into team_in_sight (person_id, team_id) select ?, id from team where id = any(?)")) {
                insert.setObject(1, person);
                insert.setArray(2, connection.createArrayOf("uuid", teams.toArray()));
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the limit of what a person sees could not be kept", e);
        }
        List<String> named = teams.stream().map(UUID::toString).sorted().toList();
        trail.keep(by, "person.limited", person, java.util.Map.of("teams", String.join(" ", named)));
    }
}
