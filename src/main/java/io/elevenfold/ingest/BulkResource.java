package io.elevenfold.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.identity.CurrentSender;
import io.elevenfold.identity.Roles;
import io.elevenfold.pipeline.Delivery;
import io.elevenfold.pipeline.Lanes;
import io.elevenfold.pipeline.Receipt;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes events that are in the model's form already, one JSON object a line; all of them or none. */
// Not "/api/v1/activity": a class with the longer path would hide the reading side.
@Path("/api/v1")
@Tag(name = "Doors")
@RolesAllowed({Roles.ENDPOINT, Roles.INGEST})
@Blocking
class BulkResource {

    private static final int MOST_ERRORS = 100;
    private static final int LONGEST_LINE = 1 << 20;

    /** What only we can know; a sender that says it is not believed. */
    private static final Set<Field> OURS = EnumSet.of(
            Field.EVENT_ID,
            Field.EVENT_INGESTED,
            Field.ENDPOINT_ID,
            Field.ACTIVITY_TRAITS,
            Field.CAPTURE_MODE,
            Field.USER_IDENTITY_SOURCE,
            Field.USER_CLAIMED_EMAIL,
            Field.RAW_SHA256);

    private final CurrentSender sender;
    private final Lanes lanes;
    private final IngestConfig config;
    private final ObjectMapper mapper;

    BulkResource(CurrentSender sender, Lanes lanes, IngestConfig config) {
        this.sender = sender;
        this.lanes = lanes;
        this.config = config;
        this.mapper = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(config.maxDepth())
                        .maxStringLength(config.maxValueLength())
                        .build())
                .build());
    }

    @POST
    @Path("/activity")
    @Operation(summary = "Events in the form of the activity model, NDJSON")
    public CompletionStage<Receipt> events(
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding, byte[] raw) {
        byte[] body = Body.read(raw, encoding, config);
        return lanes.submit(
                new Delivery(sender.get(), RequestDigest.of(sender.get(), "/api/v1/activity", body), read(body)));
    }

    private List<Activity> read(byte[] body) {
        List<Activity> activities = new ArrayList<>();
        List<Map<String, Object>> errors = new ArrayList<>();
        int number = 0;
        for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (activities.size() >= config.maxRecords()) {
                throw new ProblemException(
                        ProblemType.PAYLOAD_TOO_LARGE, "At most %d events are accepted".formatted(config.maxRecords()));
            }
            try {
                activities.add(read(line));
            } catch (IllegalArgumentException e) {
                errors.add(Map.of("line", number, "reason", String.valueOf(e.getMessage())));
                if (errors.size() >= MOST_ERRORS) {
                    break;
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.BAD_REQUEST,
                    "%d lines are no events; nothing was recorded".formatted(errors.size()),
                    Map.of("errors", errors));
        }
        return activities;
    }

    private Activity read(String line) {
        if (line.length() > LONGEST_LINE) {
            throw new IllegalArgumentException("at most %d characters are expected".formatted(LONGEST_LINE));
        }
        Map<String, @Nullable Object> values;
        try {
            values = mapper.readValue(line, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a JSON object within the limits is expected", e);
        }
        if (values == null || values.size() > config.maxAttributes()) {
            throw new IllegalArgumentException(
                    "a JSON object of at most %d members is expected".formatted(config.maxAttributes()));
        }
        Activity.Builder activity = Activity.builder();
        Map<String, @Nullable Object> unknown = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Field field = Field.named(name).orElse(null);
            if (field == null) {
                unknown.put(name, plain(value));
            } else if (!OURS.contains(field)) {
                activity.set(field, typed(field, value));
            }
        });
        // It may hold anything, prompts too; the capture mode knows what to do with raw values.
        if (!unknown.isEmpty()) {
            unknown.put(Field.RAW.key(), activity.get(Field.RAW));
            activity.set(Field.RAW, Map.of("attributes", unknown));
        }
        activity.setIfAbsent(Field.TELEMETRY_CHANNEL, "bulk");
        activity.setIfAbsent(Field.TELEMETRY_TRUST, "agent_reported");
        return activity.build();
    }

    private static @Nullable Object typed(Field field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return switch (field.type()) {
                case KEYWORD -> text(field, value);
                case KEYWORDS ->
                    value instanceof List<?> list
                            ? list.stream().map(String::valueOf).toList()
                            : List.of(text(field, value));
                case LONG ->
                    value instanceof Number number
                            ? (Long) number.longValue()
                            : (Long) Long.parseLong(text(field, value));
                case DOUBLE ->
                    finite(
                            value instanceof Number number
                                    ? number.doubleValue()
                                    : Double.parseDouble(text(field, value)));
                case BOOLEAN -> value instanceof Boolean truth ? truth : Boolean.valueOf(text(field, value));
                case TIME -> OffsetDateTime.parse(text(field, value)).toInstant();
                case ANY -> plain(value);
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s: a value of the type %s is expected".formatted(field.key(), field.type()), e);
        }
    }

    private static String text(Field field, Object value) {
        if (value instanceof Map || value instanceof List) {
            throw new IllegalArgumentException("%s: a text is expected".formatted(field.key()));
        }
        return value.toString();
    }

    private static Double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("not finite");
        }
        return number;
    }

    /** Whole numbers are Long; a number that has no canonical JSON becomes a text. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof BigInteger || value instanceof Double number && !Double.isFinite(number)) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, item) -> members.put(String.valueOf(name), plain(item)));
            return members;
        }
        return value;
    }
}
