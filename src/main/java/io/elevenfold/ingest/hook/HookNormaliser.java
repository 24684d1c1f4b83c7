package io.elevenfold.ingest.hook;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.ingest.normalise.ActivityDraft;
import io.elevenfold.ingest.normalise.Attributes;
import io.elevenfold.ingest.normalise.EventTable;
import io.elevenfold.ingest.normalise.JsonText;
import io.elevenfold.ingest.normalise.OtlpNormaliser;
import io.elevenfold.ingest.normalise.Product;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.MalformedPayloadException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns one hook payload into activities. Stateless: one serves all threads. */
public final class HookNormaliser {

    private static final int MAX_EVENT_LENGTH = 128;
    private static final int TRACEPARENT_LENGTH = 55;
    private static final long LAST_MILLISECOND = Long.MAX_VALUE / 1_000_000;

    private final DecodeLimits limits;

    public HookNormaliser(DecodeLimits limits) {
        this.limits = limits;
    }

    /**
     * What the payload tells: one activity, or none where the agent repeats itself.
     *
     * @param agent the name from the URL; an unknown one is {@code other}
     * @param eventFromUrl the event's native name, for agents whose payload does not hold it (Copilot's camelCase form);
     *     null when the URL has none
     * @param body UTF-8 JSON, with or without byte order mark
     * @throws MalformedPayloadException if the body is no JSON object
     */
    public List<Activity> normalise(String agent, @Nullable String eventFromUrl, byte[] body) {
        Product product = HookAgents.named(agent);
        JsonText.Payload payload = JsonText.parseObject(body, limits);
        Attributes attributes = new Attributes(flattened(payload.members()));
        String event = event(attributes, eventFromUrl);
        EventTable.Row row = EventTable.find(product, "hook", event);
        if (row.makesNothing()) {
            return List.of();
        }
        ActivityDraft draft = new ActivityDraft(product, attributes, Activity.builder());
        draft.set(Field.AGENT_PRODUCT, product.key())
                .set(Field.TELEMETRY_CHANNEL, "hook")
                .set(Field.TELEMETRY_TRUST, "hook_observed")
                .set(Field.TELEMETRY_NATIVE_NAME, event)
                .set(Field.TIMESTAMP, time(attributes))
                .set(Field.ACTIVITY_TRUNCATED, payload.truncated());
        trace(draft, attributes.text("traceparent"));
        row.fill(draft);
        HookEvents.complete(row, draft, payload.truncated());
        draft.raw(Map.of("attributes", HookEvents.withoutFileContent(event, payload.members())));
        return List.of(draft.finish());
    }

    /** Members of objects also under {@code object.member}, as the table names them. */
    private static Map<String, Object> flattened(Map<String, Object> members) {
        Map<String, Object> flat = new LinkedHashMap<>(members);
        for (Map.Entry<String, Object> member : members.entrySet()) {
            if (member.getValue() instanceof Map<?, ?> inner) {
                inner.forEach((name, value) -> flat.putIfAbsent(member.getKey() + '.' + name, value));
            }
        }
        return flat;
    }

    private static String event(Attributes attributes, @Nullable String fromUrl) {
        for (String member : List.of("hook_event_name", "hookEventName", "hookName", "agent_action_name", "type")) {
            String name = attributes.text(member);
            if (name != null && name.length() <= MAX_EVENT_LENGTH && (fromUrl == null || !member.equals("type"))) {
                return name;
            }
        }
        return fromUrl == null || fromUrl.length() > MAX_EVENT_LENGTH ? "" : fromUrl;
    }

    private static @Nullable Instant time(Attributes attributes) {
        Long millis = attributes.get("timestamp") instanceof String ? null : attributes.number("timestamp");
        if (millis != null) {
            return millis > 0 && millis <= LAST_MILLISECOND ? Instant.ofEpochMilli(millis) : null;
        }
        return OtlpNormaliser.parsed(attributes.text("timestamp"));
    }

    /** W3C trace context, {@code 00-<trace>-<span>-<flags>}: Copilot's names the span of the agent's turn. */
    private static void trace(ActivityDraft draft, @Nullable String parent) {
        if (parent != null
                && parent.length() == TRACEPARENT_LENGTH
                && parent.charAt(2) == '-'
                && parent.charAt(35) == '-'
                && parent.charAt(52) == '-'
                && isHex(parent, 3, 35)
                && isHex(parent, 36, 52)) {
            draft.set(Field.TRACE_ID, parent.substring(3, 35));
            draft.set(Field.PARENT_SPAN_ID, parent.substring(36, 52));
        }
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
