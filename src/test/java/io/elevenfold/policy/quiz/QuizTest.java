package io.elevenfold.policy.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuizTest {

    private final Quiz quiz = QuizCatalog.shipped().find("agent-risks").orElseThrow();

    @Test
    void theShippedQuizHasTwelveQuestionsAtLeast() {
        assertThat(quiz.questions()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(quiz.draw()).isLessThan(quiz.questions().size());
    }

    @Test
    void anAttemptIsDrawnAgainAsItWas() {
        UUID person = new UUID(1, 2);

        assertThat(quiz.drawFor(person, 1)).isEqualTo(quiz.drawFor(person, 1)).hasSize(quiz.draw());
        assertThat(quiz.drawFor(person, 2)).isNotEqualTo(quiz.drawFor(person, 1));
        assertThat(quiz.drawFor(new UUID(3, 4), 1)).isNotEqualTo(quiz.drawFor(person, 1));
    }

    @Test
    void everyQuestionIsAskedAndTheRightAnswerStandsAnywhere() {
        Set<String> asked = new HashSet<>();
        Set<Integer> places = new HashSet<>();
        for (int attempt = 1; attempt <= 60; attempt++) {
            for (Quiz.Asked each : quiz.drawFor(new UUID(7, 7), attempt)) {
                asked.add(each.question().id());
                places.add(each.order().indexOf(each.question().correct()));
            }
        }

        assertThat(asked).hasSameSizeAs(quiz.questions());
        assertThat(places).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void aQuestionWithTwoRightAnswersIsRefusedWithItsPlace() {
        String text =
                """
                id: q
                version: 1
                title: Q
                language: en
                draw: 1
                pass: 1
                valid_days: 1
                questions:
                  - id: a
                    version: 1
                    scenario: S
                    options:
                      - {text: x, correct: true}
                      - {text: y, correct: true}
                    explanation: E
                """;

        assertThatThrownBy(() -> new QuizCatalog(ContentNode.parse("q.yaml", text)))
                .isInstanceOf(ContentException.class)
                .hasMessage("q.yaml:14: only one option may be correct");
    }
}
