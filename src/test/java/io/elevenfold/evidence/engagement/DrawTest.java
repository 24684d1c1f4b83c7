package io.elevenfold.evidence.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawTest {

    @ParameterizedTest
    @CsvSource({"a seed of the auditor's,25,25", "7f3a,1000003,40", "x; echo $HOME,3000000000,10", "small,7,7"})
    void whatPagesShowDrawsTheSameRowsWithAShell(String seed, long population, int size) throws Exception {
        List<Long> drawn = Draw.rows(seed, population, size);

        assertThat(shell(sample(seed, population, drawn.size()).drawnAgain())).isEqualTo(drawn);
    }

    @Test
    void everyRowIsDrawnOnceWhenTheSampleIsAsLargeAsThePopulation() {
        assertThat(Draw.rows("any", 50, 200))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 50).boxed().toList());
    }

    /** 59, 29 and 22 are the well known sizes of discovery sampling; the small ones come from the exact distribution. */
    @ParameterizedTest
    @CsvSource({"95,5,1000000,59", "95,10,1000000,29", "90,10,1000000,22", "95,10,50,22", "95,5,10,10", "90,10,1,1"})
    void sizesAreThoseOfDiscoverySampling(int confidence, int tolerable, long population, long rows) {
        assertThat(SampleSize.size(confidence, tolerable, population).rows()).isEqualTo(rows);
    }

    private static Sample sample(String seed, long rows, int items) {
        return new Sample(
                new UUID(0, 0),
                "L01-01",
                "activity",
                null,
                rows,
                "",
                null,
                Instant.EPOCH,
                seed,
                Draw.METHOD,
                items,
                "",
                items,
                0,
                0);
    }

    private static List<Long> shell(String script) throws Exception {
        Process process =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said.lines().map(Long::valueOf).toList();
    }
}
