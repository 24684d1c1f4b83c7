package io.elevenfold.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RangesTest {

    @Test
    void runsThatTouchOrOverlapAreOne() {
        Ranges ranges = new Ranges();
        ranges.add(10, 12);
        ranges.add(20, 22);
        ranges.add(13, 15);
        ranges.add(5, 10);
        ranges.add(21, 30);

        assertThat(LongStream.rangeClosed(0, 40).filter(ranges::contains))
                .containsExactlyElementsOf(
                        LongStream.concat(LongStream.rangeClosed(5, 15), LongStream.rangeClosed(20, 30))
                                .boxed()
                                .toList());
    }
}
