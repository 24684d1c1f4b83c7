package io.elevenfold.forwarding;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class DestinationRepository implements PanacheRepositoryBase<Destination, UUID> {

    List<Destination> byName() {
        return list("order by name");
    }

    boolean isTaken(String name, UUID except) {
        return count("name = ?1 and id <> ?2", name, except) > 0;
    }
}
