package io.elevenfold.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeafFormatTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00.000001Z");

    private final LeafFormat format = new LeafFormat();

    @Test
    void aLeafIsCanonicalByTheReferenceOfRfc8785() throws Exception {
        Activity event = Activity.builder()
                .set(Field.EVENT_ACTION, "shell_\"exec\"")
                .set(Field.ACTIVITY_PHASE, "completed")
                .set(Field.EVENT_OUTCOME, "success")
                .set(Field.DECISION_OUTCOME, "allow")
                .set(Field.AGENT_PRODUCT, "ünlü")
                .set(Field.CAPTURE_MODE, "standard")
                .build();

        byte[] leaf = format.leaf(prepared(event, new UUID(3, 3), "aa", "bb", "cc"), "elevenfold/x/1", NOON, 41L);

        assertThat(leaf).isEqualTo(new JsonCanonicalizer(leaf).getEncodedUTF8());
        assertThat(text(leaf))
                .isEqualTo("{\"action\":\"shell_\\\"exec\\\"\",\"agent\":\"ünlü\",\"at\":1793620800000001,"
                        + "\"capture\":\"standard\",\"cm\":{\"actor\":\"aa\",\"content\":\"cc\",\"target\":\"bb\"},"
                        + "\"decision\":\"allow\",\"id\":\"00000000-0000-0001-0000-000000000001\","
                        + "\"log\":\"elevenfold/x/1\",\"outcome\":\"success\",\"phase\":\"completed\","
                        + "\"prev_in_session\":41,\"session\":\"00000000-0000-0003-0000-000000000003\","
                        + "\"subject\":\"00000000-0000-0002-0000-000000000002\",\"time\":1793620800000001,"
                        + "\"type\":\"activity\",\"v\":1}");
    }

    @Test
    void whatIsNotThereIsLeftOut() throws Exception {
        byte[] leaf = format.leaf(prepared(Activity.builder().build(), null, null, null, null), "log", NOON, null);

        assertThat(leaf).isEqualTo(new JsonCanonicalizer(leaf).getEncodedUTF8());
        assertThat(text(leaf))
                .isEqualTo("{\"at\":1793620800000001,\"cm\":{},\"id\":\"00000000-0000-0001-0000-000000000001\","
                        + "\"log\":\"log\",\"subject\":\"00000000-0000-0002-0000-000000000002\","
                        + "\"time\":1793620800000001,\"type\":\"activity\",\"v\":1}");
    }

    private static String text(byte[] leaf) {
        return new String(leaf, StandardCharsets.UTF_8);
    }

    private static Prepared prepared(
            Activity event,
            @Nullable UUID session,
            @Nullable String actor,
            @Nullable String target,
            @Nullable String content) {
        return PreparedEvents.of(event, new UUID(1, 1), session, NOON, actor, target, content);
    }
}
