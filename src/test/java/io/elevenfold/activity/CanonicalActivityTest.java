package io.elevenfold.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.platform.CanonicalJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Held to {@link CanonicalJson} over the activity's map, and over its groups. */
class CanonicalActivityTest {

    private final CanonicalActivity canonical = new CanonicalActivity();

    @Test
    void anActivityIsWrittenAsItsMapIs() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            Activity activity = any(random);

            canonical.begin(activity);

            assertWrittenAs(activity);
        }
    }

    @Test
    void whatAnActivityBecomesIsWrittenAsItsMapIs() {
        Random random = new Random(12);
        for (int i = 0; i < 500; i++) {
            Activity before = any(random);
            Activity after = changed(before, random);

            canonical.begin(before);
            canonical.become(after);

            assertWrittenAs(after);
        }
    }

    @Test
    void anActivityWithoutAnythingHasNoGroups() {
        canonical.begin(Activity.builder().build());

        assertThat(text(canonical.whole())).isEqualTo("{}");
        assertThat(canonical.group(FieldGroups.Group.ACTOR)).isNull();
    }

    private void assertWrittenAs(Activity activity) {
        assertThat(text(canonical.whole())).isEqualTo(CanonicalJson.text(activity.asMap()));
        assertThat(canonical.toBytes()).isEqualTo(CanonicalJson.bytes(activity.asMap()));
        Map<FieldGroups.Group, Map<String, Object>> groups = FieldGroups.of(activity);
        for (FieldGroups.Group group : FieldGroups.Group.values()) {
            Map<String, Object> fields = groups.get(group);
            assertThat(text(canonical.group(group))).isEqualTo(fields == null ? null : CanonicalJson.text(fields));
        }
    }

    private static Activity any(Random random) {
        Activity.Builder activity = Activity.builder();
        for (Field field : Field.values()) {
            if (random.nextInt(3) == 0) {
                activity.set(field, value(random));
            }
        }
        for (int extras = random.nextInt(5); extras > 0; extras--) {
            activity.set(name(random), value(random));
        }
        return activity.build();
    }

    private static Activity changed(Activity activity, Random random) {
        Activity.Builder changed = activity.toBuilder();
        for (Field field : Field.values()) {
            if (random.nextInt(6) == 0) {
                changed.set(field, random.nextBoolean() ? null : value(random));
            }
        }
        if (random.nextBoolean()) {
            changed.set(name(random), value(random));
        }
        return changed.build();
    }

    /** Before, between and behind the names of fields. */
    private static String name(Random random) {
        List<String> names =
                List.of("!", "a\"b", "file", "file.zzz", "zz", "ü", "\ud83d\ude00", "team.id", "@a", "gen_ai.x");
        return names.get(random.nextInt(names.size()));
    }

    private static Object value(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> "plain";
            case 1 -> "line\nbreak \"quoted\" \u0001 ü 😀";
            case 2 -> random.nextLong();
            case 3 -> random.nextDouble();
            case 4 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1000L);
            case 5 -> List.of("b", "a");
            default -> Map.of("b", 1L, "a", Map.of("c", true));
        };
    }

    private static @Nullable String text(@Nullable ByteBuffer bytes) {
        return bytes == null ? null : StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
