package io.elevenfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.ingest.VisibilityMatrix.Visibility;
import org.junit.jupiter.api.Test;

class VisibilityMatrixTest {

    private final VisibilityMatrix matrix = VisibilityMatrix.load();

    @Test
    void everyRowHasACellForEveryColumn() {
        assertThat(matrix.columns()).hasSize(13);
        assertThat(matrix.rows()).hasSize(27).allSatisfy(row -> assertThat(row.cells())
                .hasSameSizeAs(matrix.columns()));
    }

    @Test
    void itTellsWithheldFromImpossible() {
        assertThat(visibility("shell_exec: command", "claude-code", "otlp")).isEqualTo(Visibility.GATED);
        assertThat(visibility("shell_exec: command", "codex", "otlp")).isEqualTo(Visibility.YES);
        assertThat(visibility("shell_exec: exit code", "windsurf", "hook")).isEqualTo(Visibility.NO);
        assertThat(visibility("session_end", "gemini-cli", "otlp")).isEqualTo(Visibility.NO);
        assertThat(visibility("who decided", "gemini-cli", "otlp")).isEqualTo(Visibility.PARTLY);
    }

    @Test
    void anUnknownTopicHasNoCell() {
        assertThat(matrix.cell("teleport", "codex", "otlp")).isEmpty();
        assertThat(matrix.cell("prompt", "windsurf", "otlp")).isEmpty();
    }

    private Visibility visibility(String topic, String agent, String channel) {
        return matrix.cell(topic, agent, channel).orElseThrow().visibility();
    }
}
