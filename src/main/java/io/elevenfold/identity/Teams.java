package io.elevenfold.identity;

import io.elevenfold.platform.Ids;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

@ApplicationScoped
class Teams implements PanacheRepositoryBase<Team, UUID> {

    private final Clock clock;

    Teams(Clock clock) {
        this.clock = clock;
    }

    Team named(String name, boolean sample) {
        return find("name", name).firstResultOptional().orElseGet(() -> {
            Team team = new Team(Ids.at(clock.instant()), name, sample);
            persist(team);
            return team;
        });
    }
}
