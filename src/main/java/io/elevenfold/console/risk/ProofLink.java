package io.elevenfold.console.risk;

import io.elevenfold.console.Links;
import io.elevenfold.detection.risk.EntityKind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the events are shown that risk was added for. */
public final class ProofLink {

    private ProofLink() {}

    /**
     * All that the entity did between two moments, if these are told; else the event in its session.
     *
     * @param reference lane/position of the event
     * @return null for an event outside sessions
     */
    public static @Nullable String of(
            EntityKind kind,
            UUID id,
            String reference,
            @Nullable UUID session,
            @Nullable Instant from,
            @Nullable Instant to) {
        if (from != null && to != null && (kind == EntityKind.PERSON || kind == EntityKind.ENDPOINT)) {
            return Links.query()
                    .with(kind.name().toLowerCase(Locale.ROOT), id.toString())
                    .with("from", utc(from))
                    .with("to", utc(to))
                    .to("/activity");
        }
        return session == null ? null : "/sessions/%s#a%s".formatted(session, reference.replace('/', '-'));
    }

    private static String utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC).toString();
    }
}
