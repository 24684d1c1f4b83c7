package io.elevenfold.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

@Entity
class Team {

    @Id
    UUID id;

    String name;

    boolean sample;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Team() {}

    Team(UUID id, String name, boolean sample) {
        this.id = id;
        this.name = name;
        this.sample = sample;
    }
}
