package io.elevenfold.console.activity;

import io.elevenfold.activity.Field;
import io.elevenfold.activity.RecordedActivity;
import io.elevenfold.console.Pairs;
import io.elevenfold.console.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One activity as a line: what was done to what, who decided, how it ended. Null and empty are "not reported".
 *
 * @param anchors what links to this line, its own first; one for each record that it was put together from
 * @param action the kind
 * @param tool the agent's name for it
 * @param target command, path, address, or what else it was done to
 * @param decision outcome of the decision
 * @param by who or what decided
 * @param exit the exit code, when it is not 0
 * @param took how long, for people
 * @param facts small figures: model, tokens, sizes
 * @param gated what the agent withheld by its own switches
 * @param channel how we heard of it
 * @param agent the product
 * @param newDay the day, when the line before is of another one or there is none
 */
public record ActivityLine(
        List<String> anchors,
        Instant at,
        String action,
        @Nullable String tool,
        @Nullable String target,
        @Nullable String decision,
        @Nullable String by,
        @Nullable String reason,
        @Nullable String outcome,
        @Nullable String exit,
        @Nullable String took,
        List<String> facts,
        List<String> traits,
        List<String> gated,
        String channel,
        String agent,
        @Nullable UUID session,
        @Nullable String person,
        @Nullable String host,
        List<Found> found,
        Pairs all,
        @Nullable Instant newDay) {

    private static final List<Field> TARGETS = List.of(
            Field.PROCESS_COMMAND_LINE,
            Field.FILE_PATH,
            Field.URL_FULL,
            Field.URL_DOMAIN,
            Field.SERVER_ADDRESS,
            Field.MCP_SERVER_NAME,
            Field.PACKAGE_REFERENCE,
            Field.PACKAGE_NAME,
            Field.GEN_AI_SKILL_NAME,
            Field.AGENT_SUBAGENT_TYPE,
            Field.HOOK_NAME,
            Field.ERROR_MESSAGE,
            Field.EVENT_REASON);

    /** A finding that this activity is evidence of. */
    public record Found(UUID id, String title, String severity) {}

    /** The first record's place; unique in a list. */
    public String anchor() {
        return anchors.get(0);
    }

    /** Where the first record lies in the ledger: {@code lane-position}. */
    public String place() {
        return anchor().substring(1);
    }

    /** The places of the other records. */
    public List<String> otherAnchors() {
        return anchors.subList(1, anchors.size());
    }

    /** @param before the activity shown before it; null for the first */
    static ActivityLine of(
            RecordedActivity activity, Map<String, List<Found>> found, @Nullable RecordedActivity before) {
        List<String> places = activity.records().stream()
                .map(position -> activity.lane() + "-" + position)
                .toList();
        boolean isNewDay = before == null || !Wording.day(before.at()).equals(Wording.day(activity.at()));
        return new ActivityLine(
                places.stream().map(place -> "a" + place).toList(),
                activity.at(),
                orElse(text(activity, Field.EVENT_ACTION), "other"),
                text(activity, Field.GEN_AI_TOOL_NAME),
                target(activity),
                text(activity, Field.DECISION_OUTCOME),
                known(text(activity, Field.DECISION_SOURCE)),
                text(activity, Field.DECISION_REASON),
                text(activity, Field.EVENT_OUTCOME),
                exit(activity),
                took(activity),
                facts(activity),
                texts(activity, Field.ACTIVITY_TRAITS),
                texts(activity, Field.TELEMETRY_GATED),
                orElse(text(activity, Field.TELEMETRY_CHANNEL), ""),
                orElse(text(activity, Field.AGENT_PRODUCT), "other"),
                activity.sessionKey(),
                text(activity, Field.USER_EMAIL),
                text(activity, Field.HOST_NAME),
                places.stream()
                        .flatMap(place -> found.getOrDefault(place, List.of()).stream())
                        .distinct()
                        .toList(),
                Pairs.of(activity.event()),
                isNewDay ? activity.at() : null);
    }

    private static @Nullable String target(RecordedActivity activity) {
        for (Field field : TARGETS) {
            List<String> values = texts(activity, field);
            if (!values.isEmpty()) {
                return String.join("\n", values);
            }
        }
        return null;
    }

    private static @Nullable String exit(RecordedActivity activity) {
        String code = text(activity, Field.PROCESS_EXIT_CODE);
        return "0".equals(code) ? null : code;
    }

    private static @Nullable String took(RecordedActivity activity) {
        return activity.event().get(Field.EVENT_DURATION.key()) instanceof Number nanos && nanos.longValue() > 0
                ? Wording.spoken(Duration.ofNanos(nanos.longValue()))
                : null;
    }

    private static List<String> facts(RecordedActivity activity) {
        List<String> facts = new ArrayList<>();
        String model = text(activity, Field.GEN_AI_RESPONSE_MODEL);
        add(facts, "", model != null ? model : text(activity, Field.GEN_AI_REQUEST_MODEL), "");
        add(facts, "", number(activity, Field.GEN_AI_USAGE_INPUT_TOKENS), " tokens in");
        add(facts, "", number(activity, Field.GEN_AI_USAGE_OUTPUT_TOKENS), " tokens out");
        add(facts, "", number(activity, Field.CONTENT_PROMPT_LENGTH), " characters");
        add(facts, "", number(activity, Field.CONTENT_RESPONSE_LENGTH), " characters");
        add(facts, "mode ", known(text(activity, Field.PERMISSION_MODE)), "");
        add(facts, "sandbox ", known(text(activity, Field.SANDBOX_MODE)), "");
        return facts;
    }

    private static void add(List<String> facts, String before, @Nullable String value, String after) {
        if (value != null) {
            facts.add(before + value + after);
        }
    }

    private static @Nullable String number(RecordedActivity activity, Field field) {
        return activity.event().get(field.key()) instanceof Number number ? Wording.grouped(number.longValue()) : null;
    }

    /** An agent that says "unknown" has not said anything. */
    private static @Nullable String known(@Nullable String text) {
        return "unknown".equals(text) ? null : text;
    }

    private static @Nullable String text(RecordedActivity activity, Field field) {
        return activity.text(field.key());
    }

    private static List<String> texts(RecordedActivity activity, Field field) {
        Object value = activity.event().get(field.key());
        if (value instanceof Collection<?> values) {
            return values.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
