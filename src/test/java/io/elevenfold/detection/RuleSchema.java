package io.elevenfold.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.elevenfold.platform.content.ContentNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The schemas that describe our own documents to others. */
final class RuleSchema {

    private RuleSchema() {}

    static JsonSchema named(String name) throws IOException {
        return at("frameworks/rules/" + name + ".schema.json");
    }

    static JsonSchema at(String file) throws IOException {
        try (InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Objects.requireNonNull(stream));
        }
    }

    static JsonNode json(ContentNode document) {
        return new ObjectMapper().valueToTree(asText(document.value()));
    }

    /** A day is read from YAML as a day, and from JSON as text. */
    private static @Nullable Object asText(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> texts = new LinkedHashMap<>();
            map.forEach((key, each) -> texts.put(String.valueOf(key), asText(each)));
            return texts;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RuleSchema::asText).toList();
        }
        if (value instanceof Date day) {
            return day.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
        }
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }
}
