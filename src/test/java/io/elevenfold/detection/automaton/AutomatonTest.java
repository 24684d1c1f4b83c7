package io.elevenfold.detection.automaton;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomatonTest {

    private static final String[] ATOMS = {
        "a",
        "b",
        "ab",
        ".",
        "\\w",
        "\\s",
        "\\S",
        "\\d",
        "[a-c]",
        "[^a]",
        "[\\w.-]",
        "\\b",
        "\\B",
        "^",
        "$",
        "(?:a|bc)",
        "(b)",
        "(?i:A)",
        "(?s:.)",
        "(?m:^b)",
        "(?m:a$)",
        "\\.",
        "-",
        "_",
        "(|a)",
        "x{2}",
        "[]a]",
        "\\x61",
        "{"
    };
    private static final String[] COUNTS = {"", "", "", "", "*", "+", "?", "{2}", "{1,}", "{0,3}", "*?", "+?"};

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '§',
            textBlock =
                    """
                    \\bnc\\b,            func,      NOT_FOUND
                    \\bnc\\b,            run nc -l, FOUND
                    ^env$,              printenv,  NOT_FOUND
                    (?i)ignore\\s+all,   IGNORE ALL,FOUND
                    a.{2}c,             abbc,      FOUND
                    a.{2}c,             a→→c,      FOUND
                    (?i)sudo,           ſudo,      UNKNOWN
                    .,                  😀,        UNKNOWN
                    """)
    void whatIsFoundIsTold(String expression, String text, Automaton.Answer answer) {
        Automaton automaton = Objects.requireNonNull(Automaton.of(expression));

        assertThat(automaton.find(text, text.length())).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ж", "[а-я]", "\\pL", "\\Qa\\E", "[[:alpha:]]", "\\x{200b}", "(?U)a+", "a{900}{2}"})
    void whatOnlyRe2UnderstandsIsLeftToIt(String expression) {
        assertThat(Automaton.of(expression)).isNull();
    }

    @Test
    void itAnswersAsRe2DoesWhateverTheExpressionAndTheText() {
        Random random = new Random(5);
        int answered = 0;
        for (int round = 0; round < 3_000; round++) {
            String expression = expression(random, 2);
            Automaton automaton = Automaton.of(expression);
            if (automaton == null) {
                continue;
            }
            Pattern re2 = Pattern.compile(expression);
            for (int i = 0; i < 20; i++) {
                String text = text(random);
                Automaton.Answer answer = automaton.find(text, text.length());
                if (answer != Automaton.Answer.UNKNOWN) {
                    answered++;
                    assertThat(answer == Automaton.Answer.FOUND)
                            .as("%s in '%s'", expression, text)
                            .isEqualTo(re2.matcher(text).find());
                }
            }
        }

        assertThat(answered).isGreaterThan(40_000);
    }

    @Test
    void anExpressionWithTooManyStatesIsGivenUpAndNeverWrong() {
        String expression = "a.{60}b.{60}c";
        Automaton automaton = Objects.requireNonNull(Automaton.of(expression));
        Pattern re2 = Pattern.compile(expression);
        Random random = new Random(6);
        Automaton.Answer last = Automaton.Answer.FOUND;
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 400; j++) {
                text.append("aaabbd".charAt(random.nextInt(6)));
            }
            text.append(i % 3 == 0 ? "c" : "");
            last = automaton.find(text.toString(), text.length());
            if (last != Automaton.Answer.UNKNOWN) {
                assertThat(last == Automaton.Answer.FOUND)
                        .isEqualTo(re2.matcher(text).find());
            }
        }

        assertThat(last).isEqualTo(Automaton.Answer.UNKNOWN);
    }

    private static String expression(Random random, int depth) {
        StringBuilder expression = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            String atom = ATOMS[random.nextInt(ATOMS.length)];
            boolean nests = depth > 0 && random.nextInt(4) == 0;
            expression.append(nests ? "(" + expression(random, depth - 1) + ")" : "(?:" + atom + ")");
            expression.append(COUNTS[random.nextInt(COUNTS.length)]);
            expression.append(depth > 0 && random.nextInt(6) == 0 ? "|" : "");
        }
        return expression.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i > 0; i--) {
            text.append("aabbcxABz019_-. \t\n{]é".charAt(random.nextInt(21)));
        }
        return text.toString();
    }
}
