package io.elevenfold.forwarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** A destination's options as they are stored. */
final class Options {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Options() {}

    static String write(Map<String, String> options) {
        try {
            return MAPPER.writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are JSON", e);
        }
    }

    static Map<String, String> read(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds options that are no JSON", e);
        }
    }
}
