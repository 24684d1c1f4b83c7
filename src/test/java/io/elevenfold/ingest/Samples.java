package io.elevenfold.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.Activity;
import io.elevenfold.ingest.normalise.Normalised;
import io.elevenfold.ingest.normalise.OtlpNormaliser;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.OtlpDecoder;
import io.elevenfold.ingest.otlp.OtlpRequest;
import io.elevenfold.ingest.otlp.OtlpSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The recorded and constructed samples under {@code src/test/resources/ingest}; see SOURCES.md there. */
public final class Samples {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final OtlpDecoder DECODER = new OtlpDecoder(DecodeLimits.defaults());
    private static final OtlpNormaliser NORMALISER = new OtlpNormaliser();

    private Samples() {}

    public static byte[] bytes(String path) {
        try (InputStream stream = Samples.class.getResourceAsStream("/ingest/" + path)) {
            return Objects.requireNonNull(stream, path).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static List<String> lines(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    public static List<JsonNode> jsonLines(String path) {
        return lines(path).stream().map(Samples::json).toList();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }

    /** The signal that a sample's name tells. */
    public static OtlpSignal signal(String path) {
        return path.contains("metrics") && !path.contains("traces-metrics")
                ? OtlpSignal.METRICS
                : path.contains("traces") ? OtlpSignal.TRACES : OtlpSignal.LOGS;
    }

    public static OtlpRequest decode(String path) {
        boolean protobuf = path.endsWith(".pb") || path.endsWith(".bin");
        return DECODER.decode(signal(path), protobuf ? OtlpDecoder.PROTOBUF : OtlpDecoder.JSON, bytes(path));
    }

    public static OtlpRequest decode(OtlpSignal signal, String json) {
        return DECODER.decode(signal, OtlpDecoder.JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    public static Normalised normalise(OtlpRequest request) {
        return NORMALISER.normalise(request.records());
    }

    public static Normalised normalise(String path) {
        return normalise(decode(path));
    }

    /** The activities of several samples, in order. */
    public static List<Activity> activities(String... paths) {
        List<Activity> all = new ArrayList<>();
        for (String path : paths) {
            all.addAll(normalise(path).activities());
        }
        return all;
    }

    /** An activity's value as the expected files write it: whole milliseconds, integers without a point. */
    public static JsonNode comparable(Object value) {
        Object plain = value instanceof Instant time
                ? time.truncatedTo(ChronoUnit.MILLIS).toString()
                : value;
        return comparable(JSON.<JsonNode>valueToTree(plain));
    }

    /** An expected value in the same writing. */
    public static JsonNode comparable(JsonNode node) {
        if (node.isTextual() && node.textValue().matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z")) {
            return JSON.getNodeFactory()
                    .textNode(Instant.parse(node.textValue()).toString());
        }
        return json(node.toString());
    }

    public static Map<String, Object> fields(Activity activity) {
        return activity.asMap();
    }
}
