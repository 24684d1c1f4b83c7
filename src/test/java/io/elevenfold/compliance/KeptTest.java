package io.elevenfold.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeptTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final AtomicInteger asked = new AtomicInteger();
    private final Kept<String, Integer> kept = new Kept<>(2, 10, Duration.ofSeconds(5), nanos::get);

    @Test
    void anAnswerIsKeptForAMultipleOfTheTimeThatItTook() {
        assertThat(answerIn(Duration.ofMillis(100))).isEqualTo(1);

        pass(Duration.ofMillis(999));
        assertThat(answerIn(Duration.ofMillis(100))).isEqualTo(1);

        pass(Duration.ofMillis(1));
        assertThat(answerIn(Duration.ofMillis(100))).isEqualTo(2);
    }

    @Test
    void noAnswerIsKeptLongerThanTheLongestTime() {
        assertThat(answerIn(Duration.ofMinutes(1))).isEqualTo(1);

        pass(Duration.ofSeconds(5));
        assertThat(answerIn(Duration.ZERO)).isEqualTo(2);
    }

    @Test
    void anAnswerThatTookNoTimeIsNotKept() {
        assertThat(answerIn(Duration.ZERO)).isEqualTo(1);
        assertThat(answerIn(Duration.ZERO)).isEqualTo(2);
    }

    @Test
    void theAnswerThatNobodyAskedForGoesFirst() {
        answerTo("a");
        answerTo("b");
        answerTo("a");
        answerTo("c");

        assertThat(answerTo("a")).isEqualTo(1);
        assertThat(answerTo("b")).isEqualTo(4);
    }

    private int answerTo(String question) {
        return kept.get(question, () -> answer(Duration.ofSeconds(1)));
    }

    private int answerIn(Duration time) {
        return kept.get("question", () -> answer(time));
    }

    private int answer(Duration time) {
        pass(time);
        return asked.incrementAndGet();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
