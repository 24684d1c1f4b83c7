package io.elevenfold.posture;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
class Endpoint {

    @Id
    UUID id;

    String hostname;

    String os;

    @Nullable
    UUID personId;

    Instant enrolledAt;

    @Nullable
    Instant lastReportAt;

    @Nullable
    Instant lastActivityAt;

    @Nullable
    Instant removedAt;

    boolean sample;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Endpoint() {}

    Endpoint(UUID id, String hostname, String os, @Nullable UUID personId, Instant enrolledAt, boolean sample) {
        this.id = id;
        this.hostname = hostname;
        this.os = os;
        this.personId = personId;
        this.enrolledAt = enrolledAt;
        this.sample = sample;
    }
}
