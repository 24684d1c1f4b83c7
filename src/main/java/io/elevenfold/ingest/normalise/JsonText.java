package io.elevenfold.ingest.normalise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.MalformedPayloadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON that came inside a text or as a hook's payload, as Map, List, String, Long, Double and Boolean, within limits. */
public final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final DecodeLimits limits;
    private int elements;
    private boolean cut;

    private JsonText(DecodeLimits limits) {
        this.limits = limits;
    }

    /**
     * A payload.
     *
     * @param members the object's members; null values are left out
     * @param truncated the members of which something was cut
     */
    public record Payload(Map<String, Object> members, List<String> truncated) {}

    /** The value of a text that should be JSON; null when it is none, for example because the agent cut it off. */
    public static @Nullable Object parse(String text, DecodeLimits limits) {
        try (JsonParser in = JSON.createParser(text)) {
            in.nextToken();
            Object value = new JsonText(limits).value(in, 1);
            return in.nextToken() == null ? value : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    /**
     * The object in these bytes (UTF-8; a byte order mark is skipped, what is no UTF-8 becomes U+FFFD).
     *
     * @throws MalformedPayloadException if they are no JSON object
     */
    public static Payload parseObject(byte[] body, DecodeLimits limits) {
        // Jackson's parser of bytes refuses a member's name with half a character in it; an attacker could hide by
        // that.
        try (JsonParser in = JSON.createParser(textOf(body))) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedPayloadException("not a JSON object", null);
            }
            return new JsonText(limits).payload(in);
        } catch (JsonProcessingException invalid) {
            var at = invalid.getLocation();
            String place = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw new MalformedPayloadException("not JSON: syntax error" + place, invalid);
        } catch (IOException invalid) {
            throw new MalformedPayloadException("not JSON: unreadable", invalid);
        }
    }

    private static String textOf(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private Payload payload(JsonParser in) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        List<String> truncated = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = limits.cut(in.currentName());
            in.nextToken();
            if (members.size() >= limits.maxAttributes()) {
                in.skipChildren();
                if (!truncated.contains("attributes")) {
                    truncated.add("attributes");
                }
                continue;
            }
            Object value = value(in, 1);
            if (value != null) {
                members.put(name, value);
            }
            if (cut && !truncated.contains(name)) {
                truncated.add(name);
            }
            cut = false;
        }
        return new Payload(members, truncated);
    }

    private @Nullable Object value(JsonParser in, int level) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> level > limits.maxDepth() ? skip(in) : object(in, level);
            case START_ARRAY -> level > limits.maxDepth() ? skip(in) : array(in, level);
            case VALUE_STRING -> text(in.getText());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT -> integer(in);
            case VALUE_NUMBER_FLOAT -> decimal(in);
            default -> null;
        };
    }

    private @Nullable Object skip(JsonParser in) throws IOException {
        cut = true;
        in.skipChildren();
        return null;
    }

    private String text(String text) {
        String kept = limits.cut(text);
        cut |= kept.length() < text.length();
        return kept;
    }

    private Object integer(JsonParser in) throws IOException {
        return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? text(in.getText())
                : (Object) in.getLongValue();
    }

    private Object decimal(JsonParser in) throws IOException {
        String text = in.getText();
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? (Object) number : text(text);
    }

    private boolean takesElement() {
        if (elements < limits.maxElements()) {
            elements++;
            return true;
        }
        cut = true;
        return false;
    }

    private Map<String, Object> object(JsonParser in, int level) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = text(in.currentName());
            in.nextToken();
            if (takesElement()) {
                Object value = value(in, level + 1);
                if (value != null) {
                    map.put(name, value);
                }
            } else {
                in.skipChildren();
            }
        }
        return map;
    }

    private List<Object> array(JsonParser in, int level) throws IOException {
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (takesElement()) {
                Object value = value(in, level + 1);
                if (value != null) {
                    list.add(value);
                }
            } else {
                in.skipChildren();
            }
        }
        return list;
    }
}
