package io.elevenfold.posture;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sample reports, and changed copies of them. */
public final class Samples {

    public static final String MANAGED = "01-macos-claude-code-managed-good";
    public static final String YOLO = "02-windows-cursor-yolo-bad";
    public static final List<String> ALL = List.of(
            MANAGED,
            YOLO,
            "03-linux-codex-gemini-medium",
            "04-codespaces-claude-copilot-good",
            "05-ci-github-actions-bad",
            "06-macos-claude-code-team-medium",
            "07-windows-copilot-cli-mdm-good",
            "08-linux-windsurf-partial-unknown");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Samples() {}

    public static ObjectNode report(String name) {
        return (ObjectNode) json("posture/" + name + ".json");
    }

    public static JsonNode json(String resource) {
        try (InputStream stream = Samples.class.getClassLoader().getResourceAsStream(resource)) {
            return JSON.readTree(Objects.requireNonNull(stream, resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets the value at a JSON Pointer; a last step of {@code -} appends to an array. */
    public static ObjectNode with(ObjectNode report, String pointer, @Nullable Object value) {
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = report.at(place.head());
        JsonNode node = JSON.valueToTree(value);
        String last = place.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            if ("-".equals(last)) {
                array.add(node);
            } else {
                array.set(Integer.parseInt(last), node);
            }
        } else if (parent instanceof ObjectNode object) {
            object.set(last, node);
        } else {
            throw new IllegalArgumentException("nothing to change at " + pointer);
        }
        return report;
    }

    public static byte[] bytes(JsonNode report) {
        return report.toString().getBytes(StandardCharsets.UTF_8);
    }
}
