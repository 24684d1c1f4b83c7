package io.elevenfold.policy.quiz;

import java.util.List;

/**
 * A scenario with one right answer.
 *
 * @param version raised when its meaning changes
 * @param options in the order of the file
 * @param correct which option is right, from 0
 */
public record Question(String id, int version, String scenario, List<String> options, int correct, String explanation) {

    public Question {
        options = List.copyOf(options);
    }
}
