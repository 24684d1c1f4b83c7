package io.elevenfold.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names and values to show beside each other. */
public record Pairs(List<Pair> items) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONG = 320;

    public Pairs {
        items = List.copyOf(items);
    }

    /** A value that is shown in part, with the whole to unfold, when it {@link #isLong()}. */
    public record Pair(String name, String value) {

        public boolean isLong() {
            return value.length() > LONG;
        }

        /** Its beginning. */
        public String start() {
            return Wording.most(value, LONG);
        }
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** The members of a JSON object, those of an inner object one by one; nothing when it is no object. */
    public static Pairs ofJson(String json) {
        List<Pair> pairs = new ArrayList<>();
        try {
            MAPPER.readTree(json).fields().forEachRemaining(member -> add(pairs, member.getKey(), member.getValue()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds what is no JSON", e);
        }
        return new Pairs(pairs);
    }

    private static void add(List<Pair> pairs, String name, JsonNode value) {
        if (value.isObject() && !value.isEmpty()) {
            value.fields().forEachRemaining(member -> pairs.add(new Pair(member.getKey(), text(member.getValue()))));
        } else if (!value.isNull() && !text(value).isEmpty()) {
            pairs.add(new Pair(name, text(value)));
        }
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "not reported" : value.isTextual() ? value.textValue() : value.toString();
    }

    /** The members of a map; lists and maps as JSON. */
    public static Pairs of(Map<String, Object> map) {
        List<Pair> pairs = new ArrayList<>();
        map.forEach((name, value) -> pairs.add(new Pair(name, text(MAPPER.valueToTree(value)))));
        return new Pairs(pairs);
    }
}
