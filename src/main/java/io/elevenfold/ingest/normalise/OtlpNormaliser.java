package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.ingest.normalise.AgentNormaliser.Verdict;
import io.elevenfold.ingest.otlp.OtlpChannel;
import io.elevenfold.ingest.otlp.OtlpRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns OTLP records into activities, each by the normaliser of the agent that sent it. Stateless: one serves all
 * threads.
 *
 * <p>What is left to the pipeline: {@code event.id}, {@code event.ingested}, {@code endpoint.id}, the token's person,
 * traits, capture mode, and the time of arrival where a record has no time at all.
 */
public final class OtlpNormaliser {

    private static final long NANOS = 1_000_000_000L;
    private static final AgentNormaliser GENERIC = new GenericNormaliser();

    private final Map<Product, AgentNormaliser> agents = new EnumMap<>(Map.of(
            Product.CLAUDE_CODE, new ClaudeCodeNormaliser(),
            Product.CODEX, new CodexNormaliser(),
            Product.GEMINI_CLI, new GeminiNormaliser(),
            Product.COPILOT_CLI, new CopilotCliNormaliser(),
            Product.VSCODE_COPILOT, new VsCodeCopilotNormaliser(),
            Product.CURSOR, new CursorNormaliser()));

    /** The activities of one request's records, and the count of those that made none. */
    public Normalised normalise(List<OtlpRecord> records) {
        Batch batch = new Batch(records);
        for (OtlpRecord record : records) {
            if (record.channel() == OtlpChannel.METRIC) {
                batch.countMetric();
            } else {
                normalise(record, batch);
            }
        }
        return batch.result();
    }

    private void normalise(OtlpRecord record, Batch batch) {
        String name = EventNames.of(record);
        Product product = Product.of(record.origin(), name);
        AgentNormaliser agent = agents.getOrDefault(product, GENERIC);
        String event = name == null ? "" : key(product, record, name);
        if (event.isEmpty() && product == Product.CODEX) {
            // Codex' exporter also sends its own debug lines.
            batch.countInternal();
            return;
        }
        EventTable.Row row = EventTable.find(product, channel(record), event);
        if (row.makesNothing()) {
            count(batch, row.action().equals(EventTable.DUPLICATE) ? Verdict.DUPLICATE : Verdict.INTERNAL);
            return;
        }
        ActivityDraft draft = begin(record, product, agent, batch);
        draft.set(Field.TELEMETRY_NATIVE_NAME, record.channel() == OtlpChannel.LOG ? event : record.name());
        person(record, draft);
        row.fill(draft);
        Verdict verdict = agent.complete(record, event, row.action(), draft, batch);
        if (verdict == Verdict.KEEP) {
            batch.add(draft.finish());
        } else {
            count(batch, verdict);
        }
    }

    private static String channel(OtlpRecord record) {
        return switch (record.channel()) {
            case SPAN -> "span";
            case SPAN_EVENT -> "event";
            default -> "log";
        };
    }

    private static void count(Batch batch, Verdict verdict) {
        if (verdict == Verdict.DUPLICATE) {
            batch.countDuplicate();
        } else {
            batch.countInternal();
        }
    }

    /** The name under which the table knows it: Claude's are bare in the attribute, the Copilots' spans go by operation. */
    private static String key(Product product, OtlpRecord record, String name) {
        if (product == Product.CLAUDE_CODE && record.channel() == OtlpChannel.LOG) {
            return name.startsWith("claude_code.") ? name : "claude_code." + name;
        }
        boolean copilot = product == Product.COPILOT_CLI || product == Product.VSCODE_COPILOT;
        if (copilot && record.channel() == OtlpChannel.SPAN) {
            if (record.attributes().get("gen_ai.operation.name") instanceof String operation) {
                return operation;
            }
            int space = name.indexOf(' ');
            return space < 0 ? name : name.substring(0, space);
        }
        return name;
    }

    private static ActivityDraft begin(OtlpRecord record, Product product, AgentNormaliser agent, Batch batch) {
        Activity template = batch.template(record.origin(), product);
        if (template == null) {
            template = Origins.template(product, agent, record.origin());
            batch.keepTemplate(record.origin(), product, template);
        }
        Attributes attributes = new Attributes(record.attributes());
        ActivityDraft draft = new ActivityDraft(product, attributes, template.toBuilder());
        draft.set(Field.TIMESTAMP, time(record, attributes));
        if (record.channel() == OtlpChannel.SPAN && record.startNanos() > 0) {
            draft.set(Field.EVENT_START, instant(record.startNanos()));
            if (record.timeNanos() >= record.startNanos()) {
                draft.set(Field.EVENT_DURATION, record.timeNanos() - record.startNanos());
            }
        }
        draft.set(Field.TRACE_ID, record.traceId());
        draft.set(Field.SPAN_ID, record.spanId());
        draft.set(Field.PARENT_SPAN_ID, record.parentSpanId());
        draft.set(Field.TELEMETRY_CHANNEL, record.channel().key());
        draft.set(Field.ACTIVITY_TRUNCATED, truncated(record));
        return draft.raw(raw(record));
    }

    private static @Nullable Instant time(OtlpRecord record, Attributes attributes) {
        if (record.timeNanos() > 0) {
            return instant(record.timeNanos());
        }
        if (record.observedNanos() > 0) {
            return instant(record.observedNanos());
        }
        return parsed(attributes.text("event.timestamp"));
    }

    /** PostgreSQL keeps microseconds; an instant must hash the same before and after storage. */
    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS / 1000 * 1000);
    }

    /** An ISO instant in microseconds; null when it is none. */
    public static @Nullable Instant parsed(@Nullable String iso) {
        if (iso == null || iso.length() > 40) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(iso).toInstant();
            // The database's range; an agent's clock is outside of it only if somebody plays.
            boolean plausible = time.getEpochSecond() >= 0 && time.getEpochSecond() <= Long.MAX_VALUE / NANOS;
            return plausible ? time.minusNanos(time.getNano() % 1000) : null;
        } catch (DateTimeParseException notInstant) {
            return null;
        }
    }

    private static List<String> truncated(OtlpRecord record) {
        if (record.origin().truncated().isEmpty()) {
            return record.truncated();
        }
        List<String> all = new ArrayList<>(record.origin().truncated());
        all.addAll(record.truncated());
        return all;
    }

    /** The address that the agent's account has; a resource attribute that Claude repeats on each record is no account. */
    private static void person(OtlpRecord record, ActivityDraft draft) {
        String email = draft.attributes().text("user.email");
        if (email != null && !email.equals(record.origin().resource().get("user.email"))) {
            draft.set(Field.USER_EMAIL, email);
            draft.set(Field.USER_IDENTITY_SOURCE, "agent_account");
        }
    }

    private static Map<String, Object> raw(OtlpRecord record) {
        Map<String, Object> raw = new LinkedHashMap<>();
        raw.put("resource", record.origin().resource());
        raw.put("attributes", record.attributes());
        if (record.body() != null) {
            raw.put("body", record.body());
        }
        if (!record.statusMessage().isEmpty()) {
            raw.put("status", record.statusMessage());
        }
        if (!record.overwritten().isEmpty()) {
            raw.put("overwritten", record.overwritten());
        }
        return raw;
    }
}
