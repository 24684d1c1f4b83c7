package io.elevenfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.elevenfold.activity.Activity;
import io.elevenfold.ingest.hook.HookNormaliser;
import io.elevenfold.ingest.otlp.DecodeLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every constructed sample becomes what the model says, field by field. */
class ConstructedSamplesTest {

    /** Fields of the expected files that the pipeline adds, not the normaliser. */
    private static final Set<String> ADDED_LATER = Set.of("activity.traits");

    /**
     * Expectations that we hold to be wrong, as sample, native name and field, with the reason. The expected files came
     * from a throw-away normaliser; where they contradict the model's own tables, the tables hold.
     */
    private static final Map<String, String> WRONG_EXPECTATIONS = Map.of(
            "cursor/otlp-logs cursor.cloud_agent.setup activity.phase",
            "'failed' is an outcome; the phases are requested, decided, started, completed",
            "cursor/hooks postToolUseFailure event.outcome",
            "a refused call has not run, so it has no outcome");

    @ParameterizedTest
    @CsvSource({
        "claude-code/otlp-logs",
        "claude-code/otlp-logs.bedrock-identity",
        "claude-code/otlp-logs.default-redaction",
        "codex/otlp-logs",
        "gemini-cli/otlp-logs",
        "copilot-cli/otlp-traces",
        "vscode-copilot/otlp-logs",
        "vscode-copilot/otlp-traces",
        "cursor/otlp-logs"
    })
    void everyOtlpSampleBecomesWhatTheModelSays(String sample) {
        assertExpected(sample, Samples.activities(sample + ".constructed.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code/otlp-logs",
        "claude-code/otlp-logs.default-redaction",
        "codex/otlp-logs",
        "gemini-cli/otlp-logs",
        "copilot-cli/otlp-traces",
        "vscode-copilot/otlp-traces",
        "cursor/otlp-logs"
    })
    void protobufBecomesTheSame(String sample) {
        assertExpected(sample, Samples.activities(sample + ".constructed.pb"));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code, claude-code/hooks",
        "codex, codex/hooks",
        "gemini-cli, gemini-cli/hooks",
        "copilot-cli, copilot-cli/hooks.pascalcase",
        "vscode-copilot, vscode-copilot/hooks",
        "cursor, cursor/hooks",
        "windsurf, windsurf/hooks"
    })
    void everyHookSampleBecomesWhatTheModelSays(String agent, String sample) {
        HookNormaliser hooks = new HookNormaliser(DecodeLimits.defaults());
        List<Activity> activities = new ArrayList<>();
        for (String line : Samples.lines(sample + ".constructed.jsonl")) {
            activities.addAll(hooks.normalise(agent, null, line.getBytes(StandardCharsets.UTF_8)));
        }

        assertExpected(sample, activities);
    }

    @ParameterizedTest
    @CsvSource("copilot-cli/otlp-traces-metrics.archive.excerpt")
    void aCollectorsArchiveBecomesWhatTheModelSays(String sample) {
        List<Activity> activities = new ArrayList<>();
        for (String line : Samples.lines(sample + ".jsonl")) {
            var signal = line.contains("resourceMetrics")
                    ? io.elevenfold.ingest.otlp.OtlpSignal.METRICS
                    : io.elevenfold.ingest.otlp.OtlpSignal.TRACES;
            activities.addAll(Samples.normalise(Samples.decode(signal, line)).activities());
        }

        assertExpected(sample, activities);
    }

    private static void assertExpected(String sample, List<Activity> activities) {
        List<JsonNode> expected = Samples.jsonLines("expected/" + sample + ".normalized.ndjson");
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.min(expected.size(), activities.size()); i++) {
            compare(sample, i, expected.get(i), activities.get(i).asMap(), differences);
        }

        assertThat(differences).as(sample).isEmpty();
        assertThat(activities).as(sample).hasSameSizeAs(expected);
    }

    private static void compare(
            String sample, int index, JsonNode expected, Map<String, Object> actual, List<String> differences) {
        String name = expected.path("telemetry.native_name").asText();
        expected.fields().forEachRemaining(field -> {
            String key = field.getKey();
            if (ADDED_LATER.contains(key) || WRONG_EXPECTATIONS.containsKey(sample + " " + name + " " + key)) {
                return;
            }
            Object value = actual.get(key);
            if (value == null || !Samples.comparable(value).equals(Samples.comparable(field.getValue()))) {
                differences.add(
                        "%d %s %s: expected %s but was %s".formatted(index, name, key, field.getValue(), value));
            }
        });
    }
}
