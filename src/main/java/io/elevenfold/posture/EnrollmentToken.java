package io.elevenfold.posture;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

@Entity
class EnrollmentToken {

    @Id
    UUID id;

    String name;

    byte[] hash;

    int maxUses;

    int uses;

    Instant createdAt;

    Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected EnrollmentToken() {}

    EnrollmentToken(UUID id, String name, byte[] hash, int maxUses, Instant createdAt, Instant expiresAt) {
        this.id = id;
        this.name = name;
        this.hash = hash.clone();
        this.maxUses = maxUses;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    /** Counts a use; false when there is none left, or the time is over. */
    boolean use(Instant now) {
        if (uses >= maxUses || !now.isBefore(expiresAt)) {
            return false;
        }
        uses++;
        return true;
    }
}
