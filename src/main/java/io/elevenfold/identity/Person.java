package io.elevenfold.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
class Person {

    @Id
    UUID id;

    String email;

    String name;

    @ManyToOne
    @Nullable
    Team team;

    /** The identity provider's own id; null for whom it does not know. */
    @Nullable
    String externalId;

    @ManyToOne
    @Nullable
    Person manager;

    String role;

    /** The clock by which they work, such as {@code Europe/Berlin}, as the provider tells it; null when it tells none. */
    @Nullable
    String zone;

    Instant createdAt;

    @Nullable
    Instant leftAt;

    /** From then on they cannot sign in; null for no end. */
    @Nullable
    Instant roleUntil;

    /** When the directory or a token told of them last; null for never. */
    @Nullable
    Instant knownAt;

    boolean sample;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Person() {}

    Person(UUID id, String email, String name, @Nullable Team team, Instant createdAt, boolean sample) {
        this.id = id;
        this.email = email;
        this.name = name;
        this.team = team;
        this.role = Role.DEVELOPER.word();
        this.createdAt = createdAt;
        this.sample = sample;
    }

    boolean isUsableAt(Instant now) {
        return leftAt == null && (roleUntil == null || now.isBefore(roleUntil));
    }

    /** An auditor comes for a time; nobody has to remember to set its end. */
    void become(Role next, Instant now) {
        role = next.word();
        if (next.isForATime() && roleUntil == null) {
            roleUntil = now.plus(RoleTimes.FIRST_AUDIT);
        }
    }

    PersonView view() {
        return new PersonView(
                id,
                email,
                name,
                team == null ? null : team.id,
                team == null ? null : team.name,
                manager == null ? null : manager.id,
                Role.of(role),
                leftAt,
                sample);
    }
}
