package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.platform.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an event what may be stored: secrets redacted, content left out as the capture mode asks, and nothing that
 * PostgreSQL could not hold. What is left out stays comparable by its length and a keyed hash.
 */
final class Protector {

    private static final Set<Field> CONTENT = EnumSet.of(
            Field.GEN_AI_INPUT_MESSAGES,
            Field.GEN_AI_OUTPUT_MESSAGES,
            Field.GEN_AI_TOOL_CALL_ARGUMENTS,
            Field.GEN_AI_TOOL_CALL_RESULT);
    private static final Set<Field> LEFT_OUT_OF_METADATA = EnumSet.of(
            Field.PROCESS_COMMAND_LINE, Field.URL_FULL, Field.ERROR_MESSAGE, Field.DECISION_REASON, Field.HOOK_NAME);
    private static final Field[] FIELDS = Field.values();
    private static final int MAX_DEPTH = 24;

    private final CaptureMode mode;
    private final Set<Field> leftOut;
    private final UnaryOperator<String> redact;
    private final SecretKeySpec contentKey;

    /**
     * @param redact replaces secrets in a text
     * @param contentKey for the keyed hashes of content
     */
    Protector(CaptureMode mode, UnaryOperator<String> redact, byte[] contentKey) {
        this.mode = mode;
        this.leftOut = leftOut(mode);
        this.redact = redact;
        this.contentKey = new SecretKeySpec(contentKey, "HmacSHA256");
    }

    Activity protect(Activity event) {
        Activity.Builder stored = event.toBuilder().set(Field.CAPTURE_MODE, mode.word());
        measure(event, stored);
        for (Field field : FIELDS) {
            Object value = event.get(field);
            if (value == null) {
                continue;
            }
            if (field == Field.RAW) {
                stored.set(field, mode == CaptureMode.FULL ? clean(value, 0) : figure(value));
            } else if (leftOut.contains(field)) {
                stored.set(field, null);
            } else if (!(value instanceof Number) && field.type() != Field.Type.TIME) {
                stored.set(field, clean(value, 0));
            }
        }
        event.extras().forEach((name, value) -> {
            String cleanName = redacted(name);
            Object cleanValue = clean(value, 0);
            if (cleanName != name || cleanValue != value) {
                stored.set(name, null);
                stored.set(cleanName, cleanValue);
            }
        });
        return stored.build();
    }

    private static Set<Field> leftOut(CaptureMode mode) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        if (mode != CaptureMode.FULL) {
            fields.addAll(CONTENT);
        }
        if (mode == CaptureMode.METADATA) {
            fields.addAll(LEFT_OUT_OF_METADATA);
        }
        return fields;
    }

    private void measure(Activity event, Activity.Builder stored) {
        measure(event.get(Field.GEN_AI_INPUT_MESSAGES), stored, Field.CONTENT_PROMPT_LENGTH, Field.CONTENT_PROMPT_HMAC);
        measure(event.get(Field.GEN_AI_OUTPUT_MESSAGES), stored, Field.CONTENT_RESPONSE_LENGTH, null);
        measure(
                event.get(Field.GEN_AI_TOOL_CALL_ARGUMENTS),
                stored,
                Field.CONTENT_ARGUMENTS_SIZE,
                Field.CONTENT_ARGUMENTS_HMAC);
        measure(event.get(Field.GEN_AI_TOOL_CALL_RESULT), stored, Field.CONTENT_RESULT_SIZE, Field.CONTENT_RESULT_HMAC);
    }

    private void measure(@Nullable Object content, Activity.Builder stored, Field length, @Nullable Field hmac) {
        if (content == null) {
            return;
        }
        String text = content instanceof String plain ? plain : CanonicalJson.text(content);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean inCharacters = length == Field.CONTENT_PROMPT_LENGTH || length == Field.CONTENT_RESPONSE_LENGTH;
        stored.setIfAbsent(length, inCharacters ? (long) text.length() : (long) bytes.length);
        if (hmac != null) {
            stored.set(hmac, hmac(bytes));
        }
    }

    private String hmac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(contentKey);
            return HexFormat.of().formatHex(mac.doFinal(bytes), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Of what we do not know only that which cannot carry content: numbers and truth values. */
    private @Nullable Object figure(@Nullable Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object figure = figure(entry.getValue());
            if (figure != null) {
                figures.put(redacted(String.valueOf(entry.getKey())), figure);
            }
        }
        return figures.isEmpty() ? null : figures;
    }

    /** The same object when there is nothing to redact. */
    private Object clean(Object value, int depth) {
        if (value instanceof String text) {
            return redacted(text);
        }
        if (depth >= MAX_DEPTH) {
            return "[nested deeper than " + MAX_DEPTH + "]";
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            boolean isClean = true;
            for (Object item : list) {
                Object clean = item == null ? "" : clean(item, depth + 1);
                isClean &= clean == item;
                copy.add(clean);
            }
            return isClean ? list : copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach(
                    (key, item) -> copy.put(redacted(String.valueOf(key)), item == null ? "" : clean(item, depth + 1)));
            return copy;
        }
        return value;
    }

    private String redacted(String text) {
        return redact.apply(withoutNul(text));
    }

    /** PostgreSQL stores no NUL; its picture says that there was one. */
    private static String withoutNul(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\u2400');
    }
}
