package io.elevenfold.ingest.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object whose members keep their order, so that the same session has the same bytes. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Object> members = new LinkedHashMap<>();

    static Json of(String name, Object value) {
        return new Json().put(name, value);
    }

    Json put(String name, Object value) {
        members.put(name, value instanceof Json json ? json.members : value);
        return this;
    }

    String text() {
        try {
            return MAPPER.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values is always JSON", e);
        }
    }
}
