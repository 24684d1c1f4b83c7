package io.elevenfold.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AffixesTest {

    @Test
    void endsAndBeginningsAreFoundAsOneByOne() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            String[] affixes = {text(random, 3), text(random, 4), text(random, 6)};
            String text = text(random, random.nextInt(9));

            assertThat(Affixes.ends(affixes).anyOf(text))
                    .isEqualTo(Arrays.stream(affixes).anyMatch(text::endsWith));
            assertThat(Affixes.beginnings(affixes).anyOf(text))
                    .isEqualTo(Arrays.stream(affixes).anyMatch(text::startsWith));
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("ab/\u0436".charAt(random.nextInt(4)));
        }
        return text.toString();
    }
}
