package io.elevenfold.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HourShapesTest {

    private static final double[] ORDINARY = {60, 20, 15, 1, 3, 9000, 1, 2};
    private static final double[] ALL_REFUSED = {60, 58, 0, 55, 57, 200, 0, 1};

    @Test
    void anHourLikeNoOtherIsOddThoughNoFigureOfItIsLarge() {
        HourShapes shapes = new HourShapes(hours(1000), 700);

        assertThat(shapes.judge(ALL_REFUSED)).hasValueSatisfying(odd -> {
            assertThat(odd.times()).isGreaterThan(1.2);
            assertThat(odd.figures()).contains("refusals 55");
            assertThat(odd.usual()).contains("refusals 1");
        });
        assertThat(shapes.judge(ORDINARY)).isEmpty();
    }

    @Test
    void theSameHoursGiveTheSameAnswer() {
        HourShapes first = new HourShapes(hours(1000), 700);
        HourShapes second = new HourShapes(hours(1000), 700);

        assertThat(first.judge(ALL_REFUSED)).isEqualTo(second.judge(ALL_REFUSED));
    }

    @Test
    void ordinaryHoursAreHardlyEverOdd() {
        List<double[]> hours = hours(3000);
        HourShapes shapes = new HourShapes(hours.subList(0, 1000), 700);

        long odd = hours.subList(1000, 3000).stream()
                .filter(hour -> shapes.judge(hour).isPresent())
                .count();

        assertThat(odd).isLessThan(10);
    }

    private static List<double[]> hours(int count) {
        Random random = new Random(5);
        List<double[]> hours = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double busy = Math.exp(random.nextGaussian() / 2);
            hours.add(new double[] {
                Math.round(60 * busy),
                Math.round(20 * busy * (0.7 + 0.6 * random.nextDouble())),
                Math.round(15 * busy * (0.7 + 0.6 * random.nextDouble())),
                random.nextInt(3),
                random.nextInt(6),
                Math.round(9000 * busy * (0.7 + 0.6 * random.nextDouble())),
                busy,
                1 + random.nextInt(3)
            });
        }
        return hours;
    }
}
