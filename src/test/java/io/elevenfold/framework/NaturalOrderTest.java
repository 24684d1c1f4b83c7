package io.elevenfold.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    @Test
    void numbersInsideIdsCountAsNumbers() {
        assertThat(sorted("AC-10", "AC-2(13)", "AC-2", "AC-2(2)", "AU-1"))
                .containsExactly("AC-2", "AC-2(2)", "AC-2(13)", "AC-10", "AU-1");
    }

    @Test
    void versionsOfEveryStyleAreOrdered() {
        assertThat(sorted("r10", "r5")).containsExactly("r5", "r10");
        assertThat(sorted("5.10.0", "5.9.1", "5.9")).containsExactly("5.9", "5.9.1", "5.10.0");
        assertThat(sorted("2026.07", "2025-12-31", "2026-01")).containsExactly("2025-12-31", "2026-01", "2026.07");
    }

    @Test
    void numbersBeyondAnyIntegerAreOrdered() {
        assertThat(sorted("v99999999999999999999", "v100000000000000000000"))
                .containsExactly("v99999999999999999999", "v100000000000000000000");
    }

    @Test
    void leadingZerosNeitherMatterNorVanish() {
        assertThat(sorted("GV-10", "GV-009", "GV-8")).containsExactly("GV-8", "GV-009", "GV-10");
        assertThat(NaturalOrder.INSTANCE.compare("a01", "a1")).isNotZero();
        assertThat(NaturalOrder.INSTANCE.compare("a1", "a1")).isZero();
    }

    private static List<String> sorted(String... texts) {
        return Stream.of(texts).sorted(NaturalOrder.INSTANCE).toList();
    }
}
