package io.elevenfold.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What was said is written {@code word@second}: {@code q} a question, {@code a} an answer, {@code p} a prompt; behind it
 * {@code #call}, {@code =command}, and {@code !} for what a hook told, timed by our clock. The last is the answer asked
 * about; logs arrive at the second {@code heard}, and the machine's clock is {@code behind} ours.
 */
class ThinkingTimeTest {

    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    q@0 a@3                         | 3    | 3
                    a@3                             | 3    | -
                    q@5 a@3                         | 5    | -
                    q@0 a@3601                      | 3601 | -
                    q@0#x a@3#x                     | 3    | 3
                    q@0#x q@1#y a@3#y               | 3    | 2
                    q@0#x a@3#y                     | 3    | -
                    q@0=ls a@3=rm                   | 3    | -
                    q@0=ls q@1=rm a@3=rm            | 3    | 2
                    q@0=ls q@1=rm a@3               | 3    | 3
                    q@0 a@3#x q@10 a@12#y           | 12   | 2
                    q@0 q@1 a@3#x a@4#y             | 4    | 3
                    q@0 a@3#x a@3#x a@4#x           | 4    | 4
                    q@0 p@5 q@9 a@10                | 10   | 1
                    !q@0 a@3                        | 3    | 3
                    !q@0 a@3                        | 8    | 8
                    !q@0 !q@4 a@3#x a@5#y           | 9    | 5
                    !q@0 q@2 a@3                    | 8    | 1
                    """)
    void anAnswerTakesAsLongAsItsQuestionStoodOpen(String said, int heard, @Nullable Integer seconds) {
        assertThat(time(said, heard, 0)).isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "2, 3", "-2, 5"})
    void aClockThatDiffersMakesNobodyQuicker(int behind, int seconds) {
        assertThat(time("!q@0 a@3", 3, behind)).contains(Duration.ofSeconds(seconds));
    }

    private static Optional<Duration> time(String text, int heard, int behind) {
        List<Said> said = new ArrayList<>(Arrays.stream(text.split(" "))
                .map(each -> said(each, heard, behind))
                .toList());
        Said answer = said.remove(said.size() - 1);
        return ThinkingTime.of(answer, answer.at(), said);
    }

    private static Said said(String text, int heard, int behind) {
        boolean byHook = text.startsWith("!");
        String[] parts = (byHook ? text.substring(1) : text).split("[@#=]", -1);
        int second = Integer.parseInt(parts[1]);
        String last = parts.length == 3 ? parts[2] : null;
        return new Said(
                switch (parts[0]) {
                    case "q" -> Said.What.QUESTION;
                    case "a" -> Said.What.ANSWER;
                    default -> Said.What.PROMPT;
                },
                START.plusSeconds(byHook ? second : second - behind),
                START.plusSeconds(byHook ? second : heard),
                byHook ? "hook" : "otlp_log",
                text.contains("#") ? last : null,
                "shell_exec",
                text.contains("=") ? last : null);
    }
}
