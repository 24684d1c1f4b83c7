package io.elevenfold.ingest.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code KeyValue} and {@code AnyValue} in JSON, and scalars of whatever type they came in. */
final class JsonValues {

    private static final int MAX_NUMBER_LENGTH = 1000;

    private JsonValues() {}

    /** Reads {@code [{"key":…,"value":{…}},…]}; anything else is skipped. */
    static void readAttributes(JsonParser in, AttributeCollector into) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.START_OBJECT || into.isFull()) {
                in.skipChildren();
                continue;
            }
            Entry entry = readEntry(in, into, 0);
            into.put(entry.key, entry.value);
        }
    }

    private record Entry(String key, @Nullable Object value) {}

    private static Entry readEntry(JsonParser in, AttributeCollector into, int level) throws IOException {
        String key = "";
        Object value = null;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            if (member.equals("key")) {
                key = text(in);
            } else if (member.equals("value")) {
                value = readValue(in, into, level);
            } else {
                in.skipChildren();
            }
        }
        return new Entry(key, value);
    }

    /** Reads {@code {"stringValue":…}} and its kin; null when it is empty or no such thing. */
    static @Nullable Object readValue(JsonParser in, AttributeCollector into, int level) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return null;
        }
        Object value = null;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "stringValue", "string_value", "bytesValue", "bytes_value" ->
                    value = isScalar(in) ? into.text(text(in)) : skip(in);
                case "intValue", "int_value" -> value = isScalar(in) ? integer(in, into) : skip(in);
                case "doubleValue", "double_value" -> value = isScalar(in) ? decimal(in, into) : skip(in);
                case "boolValue", "bool_value" -> value = isScalar(in) ? truth(in, into) : skip(in);
                case "arrayValue", "array_value" -> value = readValues(in, into, level + 1, false);
                case "kvlistValue", "kvlist_value" -> value = readValues(in, into, level + 1, true);
                default -> in.skipChildren();
            }
        }
        return value;
    }

    /** Reads {@code {"values":[…]}}, a list or a map. */
    private static @Nullable Object readValues(JsonParser in, AttributeCollector into, int level, boolean map)
            throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT || !into.mayNest(level)) {
            in.skipChildren();
            return null;
        }
        List<Object> list = new ArrayList<>();
        Map<String, Object> entries = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            if (in.nextToken() != JsonToken.START_ARRAY || !member.equals("values")) {
                in.skipChildren();
                continue;
            }
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (in.currentToken() != JsonToken.START_OBJECT || !into.takesElement()) {
                    in.skipChildren();
                } else if (map) {
                    Entry entry = readEntry(in, into, level);
                    if (entry.value != null) {
                        entries.put(into.text(entry.key), entry.value);
                    }
                } else {
                    Object value = readValue(in, into, level);
                    if (value != null) {
                        list.add(value);
                    }
                }
            }
        }
        return map ? entries : list;
    }

    private static @Nullable Object skip(JsonParser in) throws IOException {
        in.skipChildren();
        return null;
    }

    private static boolean isScalar(JsonParser in) {
        JsonToken token = in.currentToken();
        return token.isScalarValue() && token != JsonToken.VALUE_NULL;
    }

    /** The scalar as text; empty for null and for anything that is no scalar, which is skipped. */
    static String text(JsonParser in) throws IOException {
        if (isScalar(in)) {
            return in.getText();
        }
        in.skipChildren();
        return "";
    }

    private static Object integer(JsonParser in, AttributeCollector into) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return in.getLongValue();
        }
        String text = in.getText();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notInteger) {
            return into.text(text);
        }
    }

    private static Object decimal(JsonParser in, AttributeCollector into) throws IOException {
        String text = in.getText();
        if (text.length() > MAX_NUMBER_LENGTH) {
            return into.text(text);
        }
        try {
            return ProtobufValues.finite(Double.parseDouble(text));
        } catch (NumberFormatException notNumber) {
            return into.text(text);
        }
    }

    private static Object truth(JsonParser in, AttributeCollector into) throws IOException {
        String text = in.getText();
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> into.text(text);
        };
    }

    /** The scalar as a whole number, from number or text; 0 when it is none or too large. */
    static long number(JsonParser in) throws IOException {
        if (!isScalar(in)) {
            in.skipChildren();
            return 0;
        }
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return in.getLongValue();
        }
        return (long) real(in.getText());
    }

    /** The scalar as a number; 0 when it is none. */
    static double real(JsonParser in) throws IOException {
        return real(text(in));
    }

    private static double real(String text) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            return 0;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : 0;
        } catch (NumberFormatException notNumber) {
            return 0;
        }
    }

    /** An enum by number, by number in a text, or by name: the values' names end in {@code names[number]}. */
    static int choice(JsonParser in, String... names) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            String text = in.getText();
            for (int i = 0; i < names.length; i++) {
                if (text.endsWith(names[i])) {
                    return i;
                }
            }
        }
        return (int) number(in);
    }

    /** Nanoseconds since 1970, exactly, from text or number; 0 when absent or nonsense. */
    static long nanos(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            try {
                return Long.parseLong(in.getText());
            } catch (NumberFormatException fractionOrNonsense) {
                return (long) real(in.getText());
            }
        }
        return number(in);
    }
}
