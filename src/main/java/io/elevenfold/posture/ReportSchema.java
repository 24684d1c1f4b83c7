package io.elevenfold.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The published schema of posture reports (JSON Schema 2020-12). The long arrays are taken out and their items
 * validated one by one, so that a report made of a hundred thousand mistakes is left after the first hundred.
 */
final class ReportSchema {

    /** Where the schema lies on the class path; Quarkus serves it as {@code /schemas/posture-report.json}. */
    static final String RESOURCE = "META-INF/resources/schemas/posture-report.json";

    private static final List<String> ITEMISED = List.of("agents", "mcp_servers", "extensions", "credentials", "repos");

    private final JsonSchema frame;
    private final Map<String, JsonSchema> items = new LinkedHashMap<>();

    ReportSchema() {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build();
        ObjectNode schema = load();
        for (String array : ITEMISED) {
            ObjectNode definition = (ObjectNode) schema.at("/properties/" + array);
            ObjectNode item = schema.objectNode();
            item.put("$schema", schema.get("$schema").textValue());
            item.put("$ref", definition.get("items").get("$ref").textValue());
            item.set("$defs", schema.get("$defs"));
            items.put(array, factory.getSchema(item, config));
            definition.remove("items");
        }
        schema.remove("$id");
        frame = factory.getSchema(schema, config);
    }

    /** Everything that is wrong, at most so many, in the order of the schema. */
    List<Violation> violations(JsonNode report, int max, PlainName names) {
        List<Violation> violations = new ArrayList<>();
        add(violations, "", frame.validate(report), names);
        for (Map.Entry<String, JsonSchema> array : items.entrySet()) {
            JsonNode elements = report.path(array.getKey());
            for (int index = 0; elements.isArray() && index < elements.size() && violations.size() < max; index++) {
                Collection<ValidationMessage> messages = array.getValue().validate(elements.get(index));
                add(violations, "/" + array.getKey() + "/" + index, messages, names);
            }
        }
        return violations.size() <= max ? violations : violations.subList(0, max);
    }

    private static void add(
            List<Violation> violations, String prefix, Collection<ValidationMessage> messages, PlainName names) {
        for (ValidationMessage message : SchemaMessages.decisive(messages)) {
            String pointer = prefix + message.getInstanceLocation();
            violations.add(new Violation(pointer, SchemaMessages.reason(message, names)));
        }
    }

    private static ObjectNode load() {
        ClassLoader loader = Objects.requireNonNull(ReportSchema.class.getClassLoader());
        try (InputStream stream = Objects.requireNonNull(loader.getResourceAsStream(RESOURCE), RESOURCE)) {
            return (ObjectNode) new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
