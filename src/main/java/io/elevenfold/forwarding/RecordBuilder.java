package io.elevenfold.forwarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.finding.Severity;
import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.ledger.Hashes;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the flat record; what is null is not there. */
final class RecordBuilder {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Outgoing.Kind kind;
    private final Place place;
    private final String id;
    private final Instant at;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** @param at when it happened; recorded at the same time unless {@code event.ingested} is put */
    RecordBuilder(Outgoing.Kind kind, Place place, String id, Instant at) {
        this.kind = kind;
        this.place = place;
        this.id = id;
        this.at = at;
        put("event.id", id);
        put("@timestamp", at.toString());
        put("event.ingested", at.toString());
        put("elevenfold.kind", kind.word());
        put("elevenfold.log", Outgoing.streamName(place.stream()));
        put("elevenfold.position", place.position());
    }

    RecordBuilder put(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    /** What a sender told, under names that are not ours. */
    RecordBuilder told(Map<String, Object> told) {
        told.forEach((name, value) -> {
            if (!Outgoing.isOurs(name)) {
                fields.putIfAbsent(name, value);
            }
        });
        fields.values().removeIf(java.util.Objects::isNull);
        return this;
    }

    RecordBuilder leaf(byte[] leaf) {
        return put("elevenfold.leaf_hash", HexFormat.of().formatHex(Hashes.leaf(leaf)));
    }

    RecordBuilder severity(Severity severity) {
        return put(Outgoing.SEVERITY, severity.word());
    }

    Placed placed(boolean sample) {
        return new Placed(place, new Outgoing(kind, id, at, place.stream(), place.position(), fields), sample);
    }

    static Map<String, Object> json(String text) {
        try {
            return MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds what is no JSON", e);
        }
    }
}
