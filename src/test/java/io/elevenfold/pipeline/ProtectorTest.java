package io.elevenfold.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtectorTest {

    private static final byte[] KEY = new byte[32];

    private final Activity event = Activity.builder()
            .set(Field.EVENT_ACTION, "shell_exec")
            .set(Field.PROCESS_COMMAND_LINE, "deploy --token hunter2")
            .set(Field.FILE_PATH, "/home/dev/a\0b")
            .set(Field.GEN_AI_INPUT_MESSAGES, "tell me the secret hunter2")
            .set(Field.GEN_AI_TOOL_CALL_RESULT, Map.of("stdout", "hunter2"))
            .set(Field.RAW, Map.of("attributes", Map.of("prompt", "hunter2", "cost", 3L, "ok", true)))
            .set("team.id", List.of("payments", "hunter2"))
            .build();

    @Test
    void standardKeepsTheCommandWithoutItsSecretsAndOfContentOnlyTheMeasure() {
        Activity stored = protect(CaptureMode.STANDARD);

        assertThat(stored.text(Field.PROCESS_COMMAND_LINE)).isEqualTo("deploy --token [REDACTED]");
        assertThat(stored.get(Field.GEN_AI_INPUT_MESSAGES)).isNull();
        assertThat(stored.get(Field.GEN_AI_TOOL_CALL_RESULT)).isNull();
        assertThat(stored.number(Field.CONTENT_PROMPT_LENGTH)).isEqualTo(26);
        assertThat(stored.text(Field.CONTENT_PROMPT_HMAC)).hasSize(32);
        assertThat(stored.get(Field.RAW)).isEqualTo(Map.of("attributes", Map.of("cost", 3L, "ok", true)));
        assertThat(stored.asMap().toString()).doesNotContain("hunter2");
    }

    @Test
    void metadataKeepsNoCommand() {
        Activity stored = protect(CaptureMode.METADATA);

        assertThat(stored.get(Field.PROCESS_COMMAND_LINE)).isNull();
        assertThat(stored.text(Field.EVENT_ACTION)).isEqualTo("shell_exec");
        assertThat(stored.text(Field.CAPTURE_MODE)).isEqualTo("metadata");
    }

    @Test
    void fullKeepsContentButNoSecret() {
        Activity stored = protect(CaptureMode.FULL);

        assertThat(stored.text(Field.GEN_AI_INPUT_MESSAGES)).isEqualTo("tell me the secret [REDACTED]");
        assertThat(stored.asMap().toString()).doesNotContain("hunter2");
    }

    @Test
    void aNulBecomesItsPictureSincePostgresStoresNone() {
        assertThat(protect(CaptureMode.STANDARD).text(Field.FILE_PATH)).isEqualTo("/home/dev/a␀b");
    }

    @Test
    void equalContentHasTheSameKeyedHash() {
        String first = protect(CaptureMode.STANDARD).text(Field.CONTENT_PROMPT_HMAC);
        String second = protect(CaptureMode.METADATA).text(Field.CONTENT_PROMPT_HMAC);

        assertThat(first).isEqualTo(second);
    }

    private Activity protect(CaptureMode mode) {
        return new Protector(mode, text -> text.replace("hunter2", "[REDACTED]"), KEY).protect(event);
    }
}
