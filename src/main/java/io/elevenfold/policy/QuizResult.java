package io.elevenfold.policy;

import java.time.Instant;
import java.util.List;

/**
 * An attempt at a quiz, judged.
 *
 * @param number counts a person's attempts at this quiz, from 1
 */
public record QuizResult(
        String quiz, int quizVersion, int number, int score, int questions, boolean passed, Instant submittedAt) {

    /**
     * A question with the answer that was given.
     *
     * @param given the option that was chosen
     */
    public record Judged(
            String id, int version, String scenario, String given, String best, boolean isRight, String explanation) {}

    /** An attempt with its answers. */
    public record Explained(QuizResult result, List<Judged> answers) {}
}
