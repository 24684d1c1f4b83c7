package io.elevenfold.activity;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An activity as it was recorded: the flat event, completed by what other channels told of the same call and phase.
 *
 * @param position the leaf's index in the ledger of the lane
 * @param at when it happened
 * @param records positions of all records that it was put together from, its own first
 */
public record RecordedActivity(
        @JsonIgnore int lane,
        @JsonIgnore long position,
        @JsonIgnore UUID eventId,
        @JsonIgnore Instant at,
        @JsonIgnore Instant ingested,
        @JsonIgnore @Nullable UUID sessionKey,
        @JsonIgnore List<Long> records,
        @JsonIgnore Map<String, Object> event) {

    /** The flat form of the API: dotted names. */
    @JsonAnyGetter
    public Map<String, Object> flat() {
        // Ours come last: a sender may have chosen any of these names for values of its own.
        Map<String, Object> flat = new LinkedHashMap<>(event);
        flat.put("lane", lane);
        flat.put("position", position);
        flat.put("event.id", eventId.toString());
        flat.put("event.ingested", ingested.toString());
        if (sessionKey != null) {
            flat.put("session.key", sessionKey.toString());
        }
        flat.put("ledger.records", records);
        return flat;
    }

    /** A value as text; null when it was not reported or not stored. */
    public @Nullable String text(String name) {
        Object value = event.get(name);
        return value == null ? null : value.toString();
    }
}
