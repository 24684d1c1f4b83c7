package io.elevenfold.finding;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
class Finding {

    @Id
    UUID id;

    String kind;

    String source;

    String subject;

    String title;

    String severity;

    @JdbcTypeCode(SqlTypes.SMALLINT)
    int layer;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> controls;

    String state;

    @Nullable
    String disposition;

    @Nullable
    UUID endpointId;

    @Nullable
    UUID personId;

    @Nullable
    UUID sessionKey;

    @Nullable
    String sessionId;

    @Nullable
    String agent;

    Instant firstSeen;

    Instant lastSeen;

    long occurrences;

    Instant recordedAt;

    Instant changedAt;

    boolean sample;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Finding() {}

    /** Repeating it changes nothing. Reports whether anything changed. */
    boolean moveTo(FindingState next, Instant now) {
        if (state.equals(next.word())) {
            return false;
        }
        state = next.word();
        changedAt = now;
        return true;
    }
}
