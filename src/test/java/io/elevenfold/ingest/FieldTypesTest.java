package io.elevenfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.ingest.hook.HookNormaliser;
import io.elevenfold.ingest.otlp.DecodeLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever agents send, a field holds the Java type that the model names, or nothing. */
class FieldTypesTest {

    @Test
    void everyValueHasItsFieldsType() {
        List<Activity> activities = Samples.activities(
                "claude-code/captured-logs.json",
                "claude-code/otlp-logs.constructed.json",
                "claude-code/otlp-traces.constructed.json",
                "codex/captured-logs-01.json",
                "codex/otlp-logs.constructed.json",
                "gemini-cli/captured-logs.json",
                "gemini-cli/captured-traces.json",
                "gemini-cli/otlp-logs.constructed.json",
                "copilot-cli/captured-traces.json",
                "copilot-cli/otlp-traces.constructed.json",
                "vscode-copilot/otlp-logs.constructed.json",
                "vscode-copilot/otlp-traces.constructed.json",
                "cursor/otlp-logs.constructed.json",
                "leniency/otlp-logs.edge-cases.constructed.json");
        activities.addAll(hooks());

        List<String> wrong = new ArrayList<>();
        for (Activity activity : activities) {
            for (Field field : Field.values()) {
                Object value = activity.get(field);
                if (value != null && !fits(field.type(), value)) {
                    wrong.add(activity.text(Field.TELEMETRY_NATIVE_NAME) + " " + field.key() + " " + value);
                }
            }
        }

        assertThat(activities).hasSizeGreaterThan(500);
        assertThat(wrong).isEmpty();
    }

    private static List<Activity> hooks() {
        HookNormaliser hooks = new HookNormaliser(DecodeLimits.defaults());
        List<Activity> activities = new ArrayList<>();
        for (String agent : List.of("claude-code", "codex", "gemini-cli", "vscode-copilot", "cursor", "windsurf")) {
            for (String line : Samples.lines(agent + "/hooks.constructed.jsonl")) {
                activities.addAll(hooks.normalise(agent, null, line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return activities;
    }

    private static boolean fits(Field.Type type, Object value) {
        return switch (type) {
            case KEYWORD -> value instanceof String;
            case KEYWORDS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
            case LONG -> value instanceof Long;
            case DOUBLE -> value instanceof Double;
            case BOOLEAN -> value instanceof Boolean;
            case TIME -> value instanceof Instant time && time.getNano() % 1000 == 0;
            case ANY -> isJson(value);
        };
    }

    private static boolean isJson(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().allMatch(FieldTypesTest::isJson);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .allMatch(entry -> entry.getKey() instanceof String && isJson(entry.getValue()));
        }
        return value instanceof String
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Double number && Double.isFinite(number);
    }
}
